"""How a run ended: from the exit code and what Weir printed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from weir_airflow.events import Event
from weir_airflow.progress import RELEASED, problem_sentence

UNCHANGED = "unchanged"
FAILED = "failed"

# What people do about an exit code, and whether trying again can help.
_MEANING = {
    1: "a fault of Weir's own",
    2: "the contract or the command line is wrong",
    3: "a rule that blocks has failed, and the run is held",
    4: "the law pack or the policy says no",
    5: "another run has the product, or came first",
    6: "a source or a storage is not there, or did not answer",
    126: "the command does not start on this worker",
    127: "there is no such command on this worker",
}
_NEVER_AGAIN = frozenset({1, 2, 3, 4})
_BUSY = 5


@dataclass(frozen=True)
class Ending:
    """What a run of Weir's left behind."""

    exit: int
    outcome: str
    run: str | None = None
    number: int | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()
    tables: tuple[tuple[str, dict[str, Any]], ...] = ()

    @property
    def made_or_found(self) -> bool:
        """Whether the run ended as it should: with a release, or with nothing to do."""
        return self.exit == 0 and self.outcome in (RELEASED, UNCHANGED)

    @property
    def recorded(self) -> bool:
        """Whether the run left a record and its report; one that failed has problems alone."""
        return self.outcome != FAILED

    @property
    def busy(self) -> bool:
        """Whether another run has the product, or came first."""
        return self.exit == _BUSY

    @property
    def final(self) -> bool:
        """Whether another try would end alike."""
        return self.exit in _NEVER_AGAIN

    def sentence(self, product: str) -> str:
        """What happened, for the person who reads the task's log."""
        if self.exit > 128:
            meaning = f"signal {self.exit - 128} stopped the run"
        else:
            meaning = _MEANING.get(self.exit, "the exit code is unknown")
        reasons = "".join(f"\n  {reason}" for reason in self.reasons)
        return f"Weir ended with {self.exit} for '{product}': {meaning}{reasons}"


def ending_of(code: int, output: bytes, ended: Event | None, problems: list[dict[str, Any]]) -> Ending:
    """Puts together what the exit code, standard output and the last event say of a run."""
    document = _document(output)
    if document is None or "schema" not in document:
        found = document.get("problems") if document else None
        told = [problem for problem in found if isinstance(problem, dict)] if isinstance(found, list) else problems
        reasons = tuple(problem_sentence(problem) for problem in told)
        if code == 0:
            reasons += ("It ended with 0, and printed no record of its run.",)
        return Ending(code, FAILED, _run_of(ended), None, None, reasons)
    score = document.get("score")
    points = score.get("points") if isinstance(score, dict) else None
    release = document.get("release")
    run = document.get("run")
    return Ending(
        exit=code,
        outcome=str(document.get("outcome", FAILED)),
        run=str(run.get("id")) if isinstance(run, dict) and run.get("id") else _run_of(ended),
        number=release if isinstance(release, int) else None,
        score=float(points) if isinstance(points, int | float) else None,
        reasons=tuple(str(reason) for reason in document.get("reasons", [])),
        tables=_tables(document, ended),
    )


def _document(output: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(output)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _run_of(ended: Event | None) -> str | None:
    return ended.text("run") or None if ended else None


def _tables(document: dict[str, Any], ended: Event | None) -> tuple[tuple[str, dict[str, Any]], ...]:
    hashes = {
        str(table.get("table")): table["content-hash"]
        for table in (ended.objects("tables") if ended else [])
        if "content-hash" in table
    }
    found = []
    for table in document.get("tables", []):
        name = str(table.get("table"))
        counts = {key: table[key] for key in ("produced", "released", "quarantined") if key in table}
        if name in hashes:
            counts["hash"] = hashes[name]
        found.append((name, counts))
    return tuple(found)
