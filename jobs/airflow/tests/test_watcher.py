"""What a watcher does, for every state of the run's task."""

from __future__ import annotations

import pytest

from weir_airflow.watcher import Answer, Seen, answer

ENDED = {"state": "ended", "generation": 1, "rows": 3}
MADE = {"state": "made", "generation": 1, "rows": 3}
RUNNING = {"state": "running", "generation": 1}
OLD = {"state": "ended", "generation": 0}

WAITING = [
    None,
    "scheduled",
    "queued",
    "running",
    "up_for_retry",
    "up_for_reschedule",
    "deferred",
    "restarting",
]


@pytest.mark.parametrize("state", WAITING)
@pytest.mark.parametrize("board", [None, RUNNING, OLD])
@pytest.mark.parametrize("last", [False, True])
def test_it_waits_while_the_stage_may_come(state, board, last) -> None:
    assert answer(Seen(state, board, None, 1), "survey", last=last).kind == Answer.WAIT


@pytest.mark.parametrize("state", WAITING)
def test_a_table_that_is_made_waits_for_its_verdicts_and_counts(state) -> None:
    for board in (MADE, {**MADE, "rules": {"passed": 1}}):
        assert answer(Seen(state, board, None, 1), "the table patients", last=False).kind == Answer.WAIT


@pytest.mark.parametrize("state", ["success", "failed"])
def test_a_run_that_ended_without_them_is_named(state) -> None:
    lacking = answer(Seen(state, MADE, None, 1), "the table patients", last=False)
    assert (lacking.kind, lacking.sentence) == (Answer.DONE, "The run ended without verdicts and counts of the table patients.")
    judged = answer(Seen(state, {**MADE, "rules": {"passed": 1}}, None, 1), "the table patients", last=False)
    assert (judged.kind, judged.sentence) == (Answer.DONE, "The run ended without counts of the table patients.")
    assert answer(Seen(state, ENDED, None, 1), "the table patients", last=False).sentence == ""


def test_it_ends_when_the_stage_ends() -> None:
    assert answer(Seen("running", ENDED, None, 1), "survey", last=False).kind == Answer.DONE


@pytest.mark.parametrize("state", [state for state in WAITING if state != "running"])
def test_what_an_earlier_run_left_does_not_count_before_the_next_begins(state) -> None:
    assert answer(Seen(state, ENDED, None, 1), "survey", last=False).kind == Answer.WAIT


@pytest.mark.parametrize("state", ["success", "skipped", "failed"])
def test_a_watcher_that_is_cleared_alone_finds_what_the_run_left(state) -> None:
    assert answer(Seen(state, OLD, None, 7), "survey", last=False).kind == Answer.DONE


def test_the_last_one_ends_as_the_run() -> None:
    reasons = {"reasons": ["The law says no."]}
    assert answer(Seen("running", ENDED, None, 1), "publish", last=True).kind == Answer.WAIT
    assert answer(Seen("success", ENDED, None, 1), "publish", last=True).kind == Answer.DONE
    assert answer(Seen("skipped", ENDED, None, 1), "publish", last=True).kind == Answer.SKIP
    failed = answer(Seen("failed", ENDED, reasons, 1), "publish", last=True)
    assert failed.kind == Answer.FAIL
    assert "The law says no." in failed.sentence


@pytest.mark.parametrize("last", [False, True])
def test_a_stage_that_never_came(last) -> None:
    assert answer(Seen("success", None, None, 1), "publish", last=last).kind == Answer.SKIP
    assert answer(Seen("skipped", None, None, 1), "publish", last=last).kind == Answer.SKIP
    for state in ("failed", "upstream_failed", "removed"):
        failed = answer(Seen(state, RUNNING, None, 1), "the stage compare", last=last)
        assert failed.kind == Answer.FAIL
        assert failed.sentence == f"The run did not come through the stage compare: its task is {state}."
