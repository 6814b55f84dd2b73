"""Which release somebody waits for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from weir_airflow.releases import Release, Span


@dataclass(frozen=True)
class Wanted:
    """Conditions on a release; one that is left out does not count."""

    at_least: int | None = None
    score: float | None = None
    since: datetime | None = None
    interval: Span | None = None

    @classmethod
    def of(cls, at_least: int | None, score: float | None, since: str | None, interval: str | None) -> Wanted:
        """Reads conditions as people write them."""
        return cls(
            at_least,
            score,
            _moment(since, "since") if since else None,
            _span(interval) if interval else None,
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


def _moment(text: str, name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        raise ValueError(f"'{name}' is '{text}', which is no time of ISO 8601") from None
    if moment.tzinfo is None:
        raise ValueError(f"'{name}' is '{text}' without an offset; write such as 2026-11-19T00:00:00+08:00")
    return moment


def _span(text: str) -> Span:
    parts = text.split("/")
    if len(parts) != 2:
        raise ValueError(f"'interval' is '{text}'; write from/to, both with an offset")
    return _moment(parts[0], "interval"), _moment(parts[1], "interval")
