"""From events to entries and log lines."""

from __future__ import annotations

import json

from weir_airflow.ending import ending_of
from weir_airflow.events import Event, read_event
from weir_airflow.progress import Narrator, Progress


def event(kind: str, **values: object) -> Event:
    found = read_event(json.dumps({"event": kind, "at": "2026-11-26T00:00:00Z", "run": "r", "product": "p", **values}))
    assert found is not None
    return found


EVENTS = [
    event("started", inputs=["raw.a", "raw.b"]),
    event("stage-started", stage="survey", subject=""),
    event("stage-ended", stage="survey", subject="", millis=1500),
    event("stage-started", stage="stage", subject="patients"),
    event("tasks", stage="stage", subject="patients", done=1, total=2),
    event("tasks", stage="stage", subject="patients", done=2, total=2),
    event("stage-ended", stage="stage", subject="patients", rows=12345, millis=2000),
    event("stage-started", stage="compare", subject=""),
    event("stage-ended", stage="compare", subject="", millis=1),
    event(
        "judged",
        rules=[
            {"id": "a", "table": "patients", "verdict": "passed", "severity": "block"},
            {
                "id": "b",
                "table": "patients",
                "verdict": "failed",
                "severity": "block",
                "failed-rows": 3,
                "evaluated": 9,
            },
        ],
    ),
    event("stage-ended", stage="digest", subject="data files", millis=1),
    event(
        "ended",
        outcome="held",
        exit=3,
        reasons=["b failed"],
        tables=[{"table": "patients", "produced": 9, "released": 8, "quarantined": 1}],
    ),
]


def test_entries_grow_with_the_events() -> None:
    progress = Progress()
    pushed = [change for each in EVENTS for change in progress.on(each)]
    assert [key for key, _ in pushed] == [
        "weir_survey",
        "weir_survey",
        "weir_stage_patients",
        "weir_stage_patients",
        "weir_compare",
        "weir_compare",
        "weir_stage_patients",
        "weir_compare",
        "weir_stage_patients",
    ]
    last = dict(pushed)
    assert last["weir_survey"] == {"state": "ended", "seconds": 1.5}
    failed = {
        "id": "b",
        "table": "patients",
        "severity": "block",
        "verdict": "failed",
        "failed-rows": 3,
        "evaluated": 9,
    }
    assert last["weir_stage_patients"] == {
        "state": "ended",
        "seconds": 2.0,
        "rows": 12345,
        "rules": {"passed": 1, "failed": 1, "not-passed": [failed]},
        "outcome": "held",
        "produced": 9,
    }
    assert pushed[2][1] == {"state": "running"}


def test_a_table_s_entry_ends_with_its_verdicts_and_counts() -> None:
    progress = Progress()
    states = [(key, board["state"]) for each in EVENTS for key, board in progress.on(each)]
    assert [state for key, state in states if key == "weir_stage_patients"] == ["running", "made", "made", "ended"]
    assert [state for key, state in states if key == "weir_compare"] == ["running", "made", "ended"]


def test_what_was_kept_shows_where_there_is_a_release() -> None:
    progress = Progress()
    counts = {"table": "patients", "produced": 9, "released": 8, "quarantined": 1, "content-hash": "h"}
    told = dict(
        change for each in [*EVENTS[:-1], event("ended", outcome="released", tables=[counts])] for change in progress.on(each)
    )
    board = told["weir_stage_patients"]
    shown = {key: board[key] for key in ("outcome", "produced", "released", "quarantined", "content-hash")}
    assert shown == {"outcome": "released", "produced": 9, "released": 8, "quarantined": 1, "content-hash": "h"}


def test_a_table_without_rules_has_no_verdicts_and_lacks_none() -> None:
    progress = Progress()
    told = dict(change for each in [*EVENTS[3:7], event("judged", rules=[])] for change in progress.on(each))
    assert told["weir_stage_patients"]["rules"] == {}


def test_the_log_has_a_group_for_each_stage() -> None:
    said: list[str] = []
    narrator = Narrator(said.append, clock=lambda: 0.0)
    for each in EVENTS:
        narrator.on(each)
    narrator.other("OpenJDK warning")
    assert said == [
        "Run r of p: 2 source tables",
        "::group::survey",
        "::endgroup::",
        "survey: 1.5 s",
        "::group::stage patients",
        "2 of 2 tasks",
        "::endgroup::",
        "stage patients: 2.0 s, 12,345 rows",
        "::group::compare",
        "::endgroup::",
        "compare: 0.0 s",
        "Rules: 1 passed, 1 failed",
        "  b failed (block): 3 of 9 rows",
        "digest data files: 0.0 s",
        "Ended: held",
        "  b failed",
        "OpenJDK warning",
    ]


def test_a_check_of_a_whole_table_has_no_rows() -> None:
    said: list[str] = []
    rule = {"id": "c", "severity": "warn", "verdict": "failed", "failed-rows": 0, "evaluated": 0}
    Narrator(said.append, clock=lambda: 0.0).on(event("judged", rules=[rule]))
    assert said == ["Rules: 1 failed", "  c failed (warn): the whole table, see the report"]


def test_what_is_no_event_is_none() -> None:
    for line in ("", "text", "{", "[]", "3", '{"a": 1}', '{"event": 3}', "{" * 100000):
        assert read_event(line) is None


def test_endings() -> None:
    told = ending_of(
        6,
        b'{"exit": 6, "problems": [{"code": "S002", "file": "weir.yaml", "line": 3, "column": 1, "what": "The disk is away.",'
        b' "why": "it is so", "remedy": "wait"}]}',
        None,
        [],
    )
    assert told.reasons == ("S002 weir.yaml:3:1: The disk is away; it is so; wait",)
    assert not told.final
    assert "a source or a storage is not there, or did not answer" in told.sentence("p")
    assert "signal 15 stopped the run" in ending_of(143, b"", None, []).sentence("p")
    nothing = ending_of(0, b"", None, [])
    assert not nothing.made_or_found
    assert "printed no record" in nothing.sentence("p")
    problems = [{"code": "C001", "file": "a.yaml", "what": "Wrong", "why": "", "remedy": "mend it"}]
    assert ending_of(2, b"no json", None, problems).reasons == ("C001 a.yaml: Wrong; mend it",)
    assert ending_of(2, b"", None, []).final
