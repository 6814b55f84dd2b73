"""Triggers that wait for releases without a worker."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Any

from airflow.triggers.base import BaseTrigger, TriggerEvent

from weir_airflow.command import Program, releases_command, show_command
from weir_airflow.environment import merged
from weir_airflow.releases import NoAnswerError, Release, ReleasesError, Span, intervals_async, list_releases_async
from weir_airflow.wanted import Wanted

try:
    from airflow.triggers.base import BaseEventTrigger
except ImportError:  # Airflow 2 has no events from outside
    BaseEventTrigger = BaseTrigger  # type: ignore[misc,assignment]

# One answer may fail: a disk that is away for a moment. Many in a row are no moment.
PATIENCE = 10

_log = logging.getLogger(__name__)


class _Asking:
    """Asks for the releases of a product, again and again, with patience for single failures."""

    def __init__(
        self,
        product: str,
        workspace: str,
        weir: Program,
        profile: str | None,
        env: Mapping[str, str] | None,
        poll: float,
    ) -> None:
        self.product = product
        self.workspace = workspace
        self.weir: Program = weir if isinstance(weir, str) else list(weir)
        self.profile = profile
        self.env = dict(env) if env else None
        self.poll = poll

    def arguments(self) -> dict[str, Any]:
        """What makes the trigger again on another machine."""
        return {
            "product": self.product,
            "workspace": self.workspace,
            "weir": self.weir,
            "profile": self.profile,
            "env": self.env,
            "poll": self.poll,
        }

    async def lists(self) -> AsyncIterator[list[Release]]:
        """Gives the list of releases, again after each wait."""
        command = releases_command(self.product, self.workspace, weir=self.weir, profile=self.profile)
        failures = 0
        while True:
            try:
                found = await list_releases_async(command, merged(self.env))
            except NoAnswerError as why:
                _log.warning("%s; this trigger looks again", why)
            except ReleasesError:
                failures += 1
                if failures >= PATIENCE:
                    raise
            else:
                failures = 0
                yield found
            await asyncio.sleep(self.poll)

    async def spans(self, release: Release) -> list[Span]:
        """The intervals of a release."""
        command = show_command(release.reference, self.workspace, weir=self.weir, profile=self.profile)
        return await intervals_async(command, merged(self.env))


class ReleaseTrigger(BaseTrigger):
    """Ends when there is a release that somebody waits for."""

    def __init__(
        self,
        product: str,
        workspace: str,
        weir: Program = "weir",
        profile: str | None = None,
        env: Mapping[str, str] | None = None,
        poll: float = 60,
        at_least: int | str | None = None,
        score: float | str | None = None,
        since: str | None = None,
        interval: str | None = None,
        timezone: str | None = None,
    ) -> None:
        super().__init__()
        self._asking = _Asking(product, workspace, weir, profile, env, poll)
        self._conditions = {
            "at_least": at_least,
            "score": score,
            "since": since,
            "interval": interval,
            "timezone": timezone,
        }
        self._wanted = Wanted.of(at_least, score, since, interval, timezone)

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """What makes the trigger again on another machine."""
        return "weir_airflow.triggers.ReleaseTrigger", {**self._asking.arguments(), **self._conditions}

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Asks until there is one."""
        known: dict[int, list[Span]] = {}
        try:
            async for releases in self._asking.lists():
                try:
                    await self._learn(releases, known)
                except NoAnswerError as why:
                    self.log.warning("%s; this trigger looks again", why)
                    continue
                found = self._wanted.choose(releases, lambda release: known[release.number])
                if found is not None:
                    yield TriggerEvent({"release": found.event()})
                    return
        except ReleasesError as why:
            yield TriggerEvent({"error": str(why)})

    async def _learn(self, releases: list[Release], known: dict[int, list[Span]]) -> None:
        """Asks for the intervals of releases that fit, where intervals count."""
        if self._wanted.interval is None:
            return
        for release in filter(self._wanted.fits, releases):
            if release.number not in known:
                known[release.number] = await self._asking.spans(release)


class NewReleaseTrigger(BaseEventTrigger):
    """Fires for each new release of a product, for an ``AssetWatcher`` of Airflow 3.

    Airflow keeps nothing of a trigger, so it fires for the newest release there is each time it starts: that one is not
    lost while no triggerer runs, and may have an event twice. Those before it have none. The payload has the number.
    """

    def __init__(
        self,
        product: str,
        workspace: str,
        weir: Program = "weir",
        profile: str | None = None,
        env: Mapping[str, str] | None = None,
        poll: float = 60,
    ) -> None:
        super().__init__()
        self._asking = _Asking(product, workspace, weir, profile, env, poll)

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """What makes the trigger again on another machine."""
        return "weir_airflow.triggers.NewReleaseTrigger", self._asking.arguments()

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Fires until the triggerer ends; goes on where Weir does not answer for a time."""
        last: int | None = None
        while True:
            try:
                async for releases in self._asking.lists():
                    numbers = sorted(releases, key=lambda release: release.number)
                    fresh = numbers[-1:] if last is None else [entry for entry in numbers if entry.number > last]
                    for release in fresh:
                        last = release.number
                        yield TriggerEvent(release.event())
            except ReleasesError as why:
                self.log.warning("%s", why)
                await asyncio.sleep(self._asking.poll)
