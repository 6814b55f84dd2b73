"""Which release somebody waits for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import timezone as offset
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from weir_airflow.releases import Release, Span

# A year, a month, a day and an hour, by how long they are in writing.
_LENGTHS = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d", 13: "%Y-%m-%dT%H"}


@dataclass(frozen=True)
class Wanted:
    """Conditions on a release; one that is left out does not count."""

    at_least: int | None = None
    score: float | None = None
    since: datetime | None = None
    interval: Span | None = None

    @classmethod
    def of(
        cls,
        at_least: int | str | None = None,
        score: float | str | None = None,
        since: str | None = None,
        interval: str | None = None,
        timezone: str | None = None,
    ) -> Wanted:
        """Reads conditions as people write them; ``timezone`` is of an interval without an offset."""
        return cls(
            _whole(at_least, "at_least"),
            _number(score, "score"),
            _moment(since, "since") if since else None,
            _span(interval, timezone) if interval else None,
        )

    def fits(self, release: Release) -> bool:
        """Whether a release meets the conditions that the list of releases answers."""
        return (
            not release.expired
            and (self.at_least is None or release.number >= self.at_least)
            and (self.score is None or (release.score is not None and release.score >= self.score))
            and (self.since is None or release.released_at >= self.since)
        )

    def covers(self, spans: list[Span]) -> bool:
        """Whether a release of these intervals has the one that is waited for."""
        if self.interval is None:
            return True
        start, end = self.interval
        return any(first <= start and end <= last for first, last in spans)

    def choose(self, releases: list[Release], spans_of: Callable[[Release], list[Span]]) -> Release | None:
        """The newest release that fits; intervals are asked for where they count alone."""
        for release in releases:
            if self.fits(release) and (self.interval is None or self.covers(spans_of(release))):
                return release
        return None


def _whole(value: int | str | None, name: str) -> int | None:
    try:
        return None if value is None else int(value)
    except ValueError:
        raise ValueError(f"'{name}' is '{value}', which is no whole number") from None


def _number(value: float | str | None, name: str) -> float | None:
    try:
        return None if value is None else float(value)
    except ValueError:
        raise ValueError(f"'{name}' is '{value}', which is no number") from None


def _moment(text: str, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise ValueError(f"'{name}' is '{text}', which is no time of ISO 8601") from None
    if moment.tzinfo is None:
        raise ValueError(f"'{name}' is '{text}' without an offset; write such as 2026-11-19T00:00:00+08:00")
    return moment


def _span(text: str, timezone: str | None) -> Span:
    """Reads what ``--interval`` of ``weir run`` takes."""
    first, slash, last = text.partition("/")
    start = _start(first.strip(), text, timezone)
    end = _start(last.strip(), text, timezone) if slash else _end(first.strip(), start)
    if end <= start:
        raise ValueError(f"'interval' is '{text}', which ends when it begins, or before")
    return start, end


def _start(part: str, text: str, timezone: str | None) -> datetime:
    form = _LENGTHS.get(len(part))
    try:
        moment = datetime.strptime(part, form) if form else datetime.fromisoformat(part.replace("Z", "+00:00"))
    except ValueError:
        raise ValueError(
            f"'interval' is '{text}'; write a day (2026-11-19), a month (2026-11), an hour (2026-11-19T05), or from/to"
        ) from None
    if moment.tzinfo is not None:
        return moment
    if timezone is None:
        raise ValueError(f"'interval' is '{text}' without an offset; 'timezone' names the workspace's time zone")
    try:
        return moment.replace(tzinfo=ZoneInfo(timezone))
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"'timezone' is '{timezone}', which this machine does not know") from None


def _end(part: str, start: datetime) -> datetime:
    match len(part):
        case 4:
            return start.replace(year=start.year + 1)
        case 7:
            return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
        case 10:
            return start + timedelta(days=1)
        case 13:
            return (start.astimezone(offset.utc) + timedelta(hours=1)).astimezone(start.tzinfo)
    raise ValueError(f"'interval' is '{part}', one moment; write from/to, such as 2026-11-19T05:30/2026-11-19T06:00")
