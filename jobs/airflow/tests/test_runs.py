"""DAG runs to their end, with the stand-in."""

from __future__ import annotations

import fcntl
import subprocess
import time
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from airflow_runs import asset_events, run_dag
from conftest import FAKE, FakeWorkspace, product
from weir_airflow import weir_dags

DUE = datetime(2026, 11, 20, 3, tzinfo=timezone.utc)
FAST = {"retries": 0, "retry_delay": timedelta(seconds=0.1), "poke_interval": 0.5}


def dag_of(workspace: FakeWorkspace, document: dict[str, Any] | None = None, **values: Any) -> Any:
    name = workspace.folder.parent.name
    workspace.document(document or product(), workspace=name)
    names = {"dag_id": f"{name}_{{product}}", "asset": f"{name}_{{product}}"}
    (dag,) = weir_dags(workspace.folder, **{"weir": FAKE, "default_args": FAST, **names, **values}).values()
    return dag


def test_a_release_is_a_success_and_its_watchers_show_it(workspace: FakeWorkspace) -> None:
    before = len(asset_events())
    seen = run_dag(dag_of(workspace, pages="https://pages.example.org/centre"))
    assert seen.states == dict.fromkeys(
        ["run", "survey", "tables.patients", "tables.encounters", "compare", "publish"], "success"
    )
    assert seen.state == "success"
    assert len(workspace.runs()) == 1
    result = seen.xcom("run")
    assert (result["product"], result["release"], result["number"], result["score"]) == (
        "clinical",
        "clinical@1",
        1,
        98.5,
    )
    assert set(result["hash"]) == {"patients", "encounters"}
    assert result["report"] == f"https://pages.example.org/centre/runs/clinical/{result['run']}/report.html"
    assert result["page"] == "https://pages.example.org/centre/site/clinical/1.html"
    assert seen.xcom("run", "weir_report") == result["report"]
    patients = seen.xcom("tables.patients")
    assert (patients["rows"], patients["try"], patients["released"]) == (100, 1, 100)
    assert patients["rules"] == seen.xcom("tables.encounters")["rules"] == {"passed": 1}
    assert seen.xcom("compare")["rules"] == {"passed": 2}
    events = asset_events()[before:]
    assert [(event["release"], event["number"], event["score"]) for event in events] == [("clinical@1", 1, 98.5)]
    assert events[0]["hash.patients"] == result["hash"]["patients"]


def test_nothing_new_is_skipped_and_tells_nobody(workspace: FakeWorkspace, fake) -> None:
    assert fake("run", "clinical", "--workspace", str(workspace.folder)).returncode == 0
    before = len(asset_events())
    dag = dag_of(workspace)
    seen = run_dag(dag, datetime.now(timezone.utc) + timedelta(hours=1))
    assert seen.states["run"] == "skipped"
    assert seen.states["survey"] == "success"
    assert seen.states["tables.patients"] == seen.states["compare"] == seen.states["publish"] == "skipped"
    assert seen.state == "success"
    assert len(asset_events()) == before
    assert len(workspace.releases()) == 1


def test_a_release_since_the_run_was_due_is_this_run_s(workspace: FakeWorkspace, fake) -> None:
    assert fake("run", "clinical", "--workspace", str(workspace.folder)).returncode == 0
    before = len(asset_events())
    seen = run_dag(dag_of(workspace), DUE)
    assert seen.states["run"] == "success"
    result = seen.xcom("run")
    assert (result["release"], result["outcome"]) == ("clinical@1", "unchanged")
    assert set(result["hash"]) == {"patients", "encounters"}
    assert seen.states["publish"] == "skipped"
    assert seen.state == "success"
    assert [event["release"] for event in asset_events()[before:]] == ["clinical@1"]
    assert len(workspace.releases()) == 1


@pytest.mark.parametrize(("code", "outcome"), [(3, "held"), (4, "refused")])
def test_held_and_refused_fail_at_once_with_reasons_and_report(workspace: FakeWorkspace, code: int, outcome: str, capfd) -> None:
    workspace.plan(exit=code)
    seen = run_dag(dag_of(workspace, default_args={**FAST, "retries": 5}, pages="https://p"))
    assert seen.states["run"] == "failed"
    assert seen.states["publish"] == "failed"
    assert seen.states["survey"] == "success"
    assert seen.states["tables.patients"] == ("success" if code == 3 else "failed")
    assert seen.state == "failed"
    assert len(workspace.runs()) == 1
    end = seen.xcom("run", "weir_run")
    assert end["outcome"] == outcome
    assert end["reasons"]
    assert end["report"].startswith("https://p/runs/clinical/")
    if code == 3:
        patients = seen.xcom("tables.patients")
        assert (patients["outcome"], patients["rules"]) == ("held", {"passed": 1})
        assert "released" not in patients


@pytest.mark.parametrize(("code", "tries"), [(1, 1), (2, 1), (6, 3)])
def test_which_endings_are_tried_again(workspace: FakeWorkspace, code: int, tries: int) -> None:
    workspace.plan(exit=code)
    seen = run_dag(dag_of(workspace, default_args={**FAST, "retries": 2}))
    assert seen.states["run"] == "failed"
    assert len(workspace.runs()) == tries
    assert seen.state == "failed"
    assert "report" not in seen.xcom("run", "weir_run")  # a run without a record has none


def test_another_run_at_work_is_waited_for_and_uses_up_no_try(workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weir_airflow.operator.LOOK_AGAIN", timedelta(seconds=0.5))
    workspace.plan(pause=1)
    other = subprocess.Popen(
        [*FAKE, "run", "clinical", "--workspace", str(workspace.folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not workspace.runs() and time.monotonic() < deadline:
        time.sleep(0.05)
    seen = run_dag(dag_of(workspace), DUE)
    assert other.wait(60) == 0
    assert (workspace.folder / "busy").exists()
    assert len(workspace.runs()) > 2
    assert (seen.states["run"], seen.tries["run"], seen.state) == ("success", 1, "success")
    assert len(workspace.releases()) == 1


def test_a_run_that_is_at_work_for_a_day_fails_the_task(workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weir_airflow.compat.waiting_since", lambda _: datetime.now(timezone.utc) - timedelta(days=2))
    (workspace.folder / "warehouse/releases/clinical").mkdir(parents=True)
    with (workspace.folder / "warehouse/releases/clinical/run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        seen = run_dag(dag_of(workspace), DUE)
    assert seen.states["run"] == "failed"
    assert "Another run of the product is at work" in seen.xcom("run", "weir_run")["reasons"][0]


def test_a_command_that_is_missing_says_so(workspace: FakeWorkspace) -> None:
    seen = run_dag(dag_of(workspace, weir="/no/such/weir"))
    assert seen.states["run"] == "failed"
    assert seen.xcom("run", "weir_run")["outcome"] == "failed"


def test_noise_on_standard_error_harms_nobody(workspace: FakeWorkspace) -> None:
    workspace.plan(noise=True)
    assert run_dag(dag_of(workspace)).state == "success"


PARTS = {"by-interval": True, "schedule": {"cron": "0 0 * * *"}}


def test_a_product_by_intervals_gets_the_data_interval_in_its_zone(workspace: FakeWorkspace) -> None:
    seen = run_dag(dag_of(workspace, product("stays", **PARTS)), datetime(2026, 11, 18, 16, tzinfo=timezone.utc))
    assert seen.state == "success"
    (call,) = workspace.runs()
    asked = call["arguments"]
    assert asked[asked.index("--interval") + 1] == "2026-11-18T00:00:00+08:00/2026-11-19T00:00:00+08:00"


def test_the_param_goes_before_the_data_interval(workspace: FakeWorkspace) -> None:
    run_dag(dag_of(workspace, product("stays", **PARTS)), DUE, {"interval": "2026-10"})
    asked = workspace.runs()[0]["arguments"]
    assert asked[asked.index("--interval") + 1] == "2026-10"


def test_without_an_interval_the_task_says_what_to_do(workspace: FakeWorkspace) -> None:
    seen = run_dag(dag_of(workspace, product("stays", **{"by-interval": True})), DUE)
    assert seen.states["run"] == "failed"
    assert workspace.runs() == []


def test_variables_reach_weir_and_templates_are_filled(workspace: FakeWorkspace) -> None:
    run_dag(dag_of(workspace, env={"WEIR_KEY_PASSWORD": "{{ dag.dag_id }}"}, options=["--strict"]))
    (call,) = workspace.runs()
    assert call["environment"]["WEIR_KEY_PASSWORD"].endswith("_clinical")
    assert "--strict" in call["arguments"]
