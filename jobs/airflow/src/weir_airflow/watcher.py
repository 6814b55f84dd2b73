"""Tasks that show how far a run is, and never start one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from weir_airflow import compat
from weir_airflow.compat import (
    AirflowFailException,
    AirflowSkipException,
    BaseSensorOperator,
    poke_return_value,
)
from weir_airflow.progress import ENDED, MADE, RUN_KEY, key_of

if TYPE_CHECKING:
    from weir_airflow.compat import Context

_SUCCESS = "success"
_SKIPPED = "skipped"
_FAILED = frozenset({"failed", "upstream_failed", "removed"})
_OVER = frozenset({_SUCCESS, _SKIPPED, *_FAILED})


@dataclass(frozen=True)
class Seen:
    """What there is to see of a run: the state of its task, a stage's entry, and the run's end."""

    state: str | None
    board: dict[str, Any] | None
    end: dict[str, Any] | None
    generation: int


@dataclass(frozen=True)
class Answer:
    """What a watcher does: it waits, ends with what it saw, is skipped or fails."""

    kind: str
    sentence: str = ""

    WAIT = "wait"
    DONE = "done"
    SKIP = "skip"
    FAIL = "fail"


def answer(seen: Seen, stage: str, *, last: bool) -> Answer:
    """Decides what a watcher does.

    An entry counts when the run's task is over, or when it was written since the DAG run was cleared: one that is
    older is of a run that is going to be made again. It is whole once it has all that the stage shows, verdicts and
    counts too; of a run that is over no more comes. The last watcher has the run's own ending, since the DAG run's state
    rests on it.
    """
    over = seen.state in _OVER
    board = seen.board or {}
    state = board.get("state")
    fresh = seen.state == "running" and board.get("generation") == seen.generation
    ended = (over and state in (MADE, ENDED)) or (fresh and state == ENDED)
    if ended and not last:
        return Answer(Answer.DONE, "" if state == ENDED else f"The run ended without {_lacking(board)} of {stage}.")
    if not over:
        return Answer(Answer.WAIT)
    if seen.state == _SUCCESS and ended:
        return Answer(Answer.DONE)
    if seen.state == _SUCCESS:
        return Answer(Answer.SKIP, f"The run succeeded without {stage}: it took up a release, or its task was marked.")
    if seen.state == _SKIPPED:
        return Answer(Answer.SKIP, f"The run was skipped before {stage}: nothing had changed.")
    reasons = "".join(f"\n  {reason}" for reason in (seen.end or {}).get("reasons", []))
    where = f"The run ended after {stage}, without a release" if ended else f"The run did not come through {stage}"
    return Answer(Answer.FAIL, f"{where}: its task is {seen.state}.{reasons}")


def _lacking(board: dict[str, Any]) -> str:
    return "counts" if "rules" in board else "verdicts and counts"


class WeirWatcher(BaseSensorOperator):
    """Shows one stage of the run that another task of the DAG run makes.

    It reads what that task pushes while it goes on, and frees its slot between looks. Tried again or cleared it looks
    again, and starts nothing.

    :param runner: the id of the task that runs the product
    :param stage: ``survey``, ``stage`` for a table, ``compare`` or ``publish``
    :param table: the table
    :param last: whether it waits for the end of the run's task, and ends as that one
    """

    template_fields: Sequence[str] = ()
    ui_color = "#eef5f4"

    def __init__(
        self,
        *,
        runner: str,
        stage: str,
        table: str = "",
        last: bool = False,
        poke_interval: timedelta | float = 20,
        max_wait: timedelta | float = 120,
        timeout: timedelta | float = 7 * 24 * 3600,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            mode="reschedule", poke_interval=poke_interval, max_wait=max_wait, timeout=timeout, exponential_backoff=True, **kwargs
        )
        self.runner = runner
        self.stage = stage
        self.table = table
        self.last = last

    def poke(self, context: Context) -> Any:
        """Looks once."""
        ti: Any = context["ti"]
        # The state before the entry: a task that ends in between has pushed all it has.
        state = compat.task_state(context, self.runner)
        board = ti.xcom_pull(task_ids=self.runner, key=key_of(self.stage, self.table))
        end = ti.xcom_pull(task_ids=self.runner, key=RUN_KEY)
        seen = Seen(state, _object(board), _object(end), compat.generation(context))
        words = f"the table {self.table}" if self.table else f"the stage {self.stage}"
        found = answer(seen, words, last=self.last)
        if found.kind == Answer.FAIL:
            raise AirflowFailException(found.sentence)
        if found.kind == Answer.SKIP:
            raise AirflowSkipException(found.sentence)
        if found.kind == Answer.WAIT:
            self.log.info("%s: %s", words, (seen.board or {}).get("state", "not there yet"))
            return False
        return self._done(seen.board or {}, found.sentence)

    def _done(self, board: dict[str, Any], lacking: str) -> Any:
        shown = {key: value for key, value in board.items() if key not in ("generation", "state")}
        if lacking:
            shown["lacking"] = lacking
        for key, value in shown.items():
            self.log.info("%s: %s", key, value)
        return poke_return_value(shown)


def _object(value: object) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None
