"""From the events of a run to what the tasks beside it watch, and to lines of the log."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from weir_airflow import events
from weir_airflow.events import Event

Say = Callable[[str], None]
Board = dict[str, Any]

SURVEY = "survey"
TABLE = "stage"
COMPARE = "compare"
PUBLISH = "publish"
RELEASED = "released"
WATCHED = (SURVEY, TABLE, COMPARE, PUBLISH)

RUN_KEY = "weir_run"

# What an entry's stage does. One that is made is over, and its verdicts or counts are still to come.
RUNNING = "running"
MADE = "made"
ENDED = "ended"


def key_of(stage: str, table: str = "") -> str:
    """The XCom key of a stage."""
    return f"weir_{stage}_{table}" if stage == TABLE else f"weir_{stage}"


class Progress:
    """What is known of a run's stages so far: an entry for each that somebody watches."""

    def __init__(self) -> None:
        self._boards: dict[str, Board] = {}

    def on(self, event: Event) -> Iterator[tuple[str, Board]]:
        """Takes an event, and gives each entry that it changed."""
        if event.kind in (events.STAGE_STARTED, events.STAGE_ENDED):
            yield from self._stage(event)
        elif event.kind == events.JUDGED:
            yield from self._judged(event.objects("rules"))
        elif event.kind == events.ENDED:
            yield from self._ended(event)

    def _stage(self, event: Event) -> Iterator[tuple[str, Board]]:
        stage = event.text("stage")
        if stage not in WATCHED:
            return
        key = key_of(stage, event.text("subject"))
        board = self._board(key)
        if event.kind == events.STAGE_STARTED:
            board["state"] = RUNNING
        else:
            board["state"] = MADE if stage in (TABLE, COMPARE) else ENDED
            board["seconds"] = (event.number("millis") or 0) / 1000
            rows = event.number("rows")
            if rows is not None:
                board["rows"] = rows
        yield key, dict(board)

    def _judged(self, rules: list[dict[str, Any]]) -> Iterator[tuple[str, Board]]:
        by_table: dict[str, list[dict[str, Any]]] = {}
        for rule in rules:
            by_table.setdefault(str(rule.get("table", "")), []).append(rule)
        for key, board in self._boards.items():
            if key.startswith(key_of(TABLE)):
                board["rules"] = verdicts(by_table.get(key.removeprefix(key_of(TABLE)), []))
                yield key, dict(board)
        board = self._board(key_of(COMPARE))
        board |= {"state": ENDED, "rules": verdicts(rules)}
        yield key_of(COMPARE), dict(board)

    def _ended(self, event: Event) -> Iterator[tuple[str, Board]]:
        outcome = event.text("outcome")
        # What a run without a release counts as kept has gone nowhere.
        counts = ("produced", "released", "quarantined", "content-hash") if outcome == RELEASED else ("produced",)
        for table in event.objects("tables"):
            key = key_of(TABLE, str(table.get("table", "")))
            if key in self._boards:
                board = self._boards[key]
                board |= {"state": ENDED, "outcome": outcome, **{name: table[name] for name in counts if name in table}}
                yield key, dict(board)

    def _board(self, key: str) -> Board:
        return self._boards.setdefault(key, {"state": RUNNING})


def verdicts(rules: list[dict[str, Any]]) -> Board:
    """Counts verdicts, and names the rules that did not pass, with how many rows."""
    counts: dict[str, int] = {}
    for rule in rules:
        verdict = str(rule.get("verdict", "unknown"))
        counts[verdict] = counts.get(verdict, 0) + 1
    failed = [
        {name: rule[name] for name in ("id", "table", "severity", "verdict", "failed-rows", "evaluated") if name in rule}
        for rule in rules
        if rule.get("verdict") in ("failed", "error")
    ]
    return {**counts, "not-passed": failed} if failed else dict(counts)


class Narrator:
    """Writes a run's events into a task's log, each stage as a group that folds."""

    def __init__(self, say: Say, clock: Callable[[], float] = time.monotonic) -> None:
        self._say = say
        self._clock = clock
        self._open = False
        self._counted = clock()

    def on(self, event: Event) -> None:
        """Writes what an event says."""
        if event.kind == events.STARTED:
            self._say(f"Run {event.text('run')} of {event.text('product')}: {len(event.texts('inputs'))} source tables")
        elif event.kind == events.STAGE_STARTED:
            self.close()
            self._say(f"::group::{event.text('stage')} {event.text('subject')}".rstrip())
            self._open = True
        elif event.kind == events.TASKS:
            self._tasks(event)
        elif event.kind == events.STAGE_ENDED:
            self.close()
            self._say(_stage_line(event))
        elif event.kind == events.JUDGED:
            self._judged(event.objects("rules"))
        elif event.kind == events.ENDED:
            self.close()
            release = event.text("release")
            self._say(f"Ended: {event.text('outcome')}{' ' + release if release else ''}")
            for reason in event.texts("reasons"):
                self._say(f"  {reason}")
        elif event.kind == events.MESSAGE:
            self._say(event.text("text"))
        elif event.kind == events.PROBLEM:
            self._say(problem_sentence(event.values))

    def other(self, line: str) -> None:
        """Writes a line that is no event: what Java or the launcher says."""
        if line.strip():
            self._say(line[:2000])

    def close(self) -> None:
        """Closes the group that is open."""
        if self._open:
            self._say("::endgroup::")
            self._open = False

    def _tasks(self, event: Event) -> None:
        done, total = event.number("done"), event.number("total")
        # A line for every task of Spark's would be the whole log.
        if done == total or self._clock() - self._counted >= 10:
            self._counted = self._clock()
            self._say(f"{done} of {total} tasks")

    def _judged(self, rules: list[dict[str, Any]]) -> None:
        found = verdicts(rules)
        counts = ", ".join(f"{count} {verdict}" for verdict, count in found.items() if isinstance(count, int))
        self._say(f"Rules: {counts or 'none'}")
        for rule in found.get("not-passed", []):
            # A check of a whole table fails without a row.
            evaluated = rule.get("evaluated")
            counted = f"{rule.get('failed-rows')} of {evaluated} rows" if evaluated else "the whole table, see the report"
            self._say(f"  {rule.get('id')} {rule.get('verdict')} ({rule.get('severity')}): {counted}")


def _stage_line(event: Event) -> str:
    words = f"{event.text('stage')} {event.text('subject')}".rstrip()
    rows = event.number("rows")
    counted = "" if rows is None else f", {rows:,} rows"
    return f"{words}: {(event.number('millis') or 0) / 1000:.1f} s{counted}"


def problem_sentence(problem: dict[str, Any]) -> str:
    """A problem as one sentence: where, what, why, and what to do."""
    place = str(problem.get("file", ""))
    if problem.get("line"):
        place += f":{problem['line']}:{problem.get('column', 0)}"
    parts = [str(problem.get(name, "")).strip() for name in ("what", "why", "remedy")]
    said = "; ".join(part.rstrip(".") for part in parts if part)
    return f"{problem.get('code', '')} {place}: {said}".strip()
