"""What only a scheduler shows: stages that turn green while the run goes on, a worker that dies, clearing, assets, a backfill."""

from __future__ import annotations

import fcntl
import os
import signal
from pathlib import Path

import pytest

from conftest import FAKE, FakeWorkspace, product
from live_airflow import live_airflow
from weir_airflow import compat

pytestmark = pytest.mark.slow

FILE = """
from datetime import timedelta

from weir_airflow import weir_dags

globals().update(
    weir_dags(
        {workspace!r},
        weir={weir!r},
        grace=5,
        default_args={{"retries": 3, "retry_delay": timedelta(seconds=1)}},
        start_date=__import__("pendulum").datetime(2026, 11, 1, tz="Asia/Shanghai"),
    )
)
"""


def test_a_scheduler_runs_products(workspace: FakeWorkspace, tmp_path: Path) -> None:
    reads = [{"product": "clinical", "release": "newest", "contracts": ["a"]}]
    parts = product("stays", schedule={"cron": "0 0 * * *"}, **{"by-interval": True})
    workspace.document(product("clinical"), product("reader", reads=reads), parts)
    workspace.plan(pause=10)
    with live_airflow(tmp_path / "home") as airflow:
        (airflow.dags / "centre.py").write_text(FILE.format(workspace=str(workspace.folder), weir=FAKE))
        for dag in ("clinical", "reader"):
            airflow.known(dag)

        # Stages turn green while the run goes on, and a reader runs with the release.
        airflow.trigger("clinical", "first", "2026-11-24T00:00:00+00:00")
        if compat.AIRFLOW_3:
            seen = airflow.until(
                lambda: (states := airflow.states("clinical", "first")).get("survey") == "success" and states,
                "the survey",
            )
            assert seen["run"] == "running"
        assert airflow.ended("clinical", "first") == "success"
        assert set(airflow.states("clinical", "first").values()) == {"success"}
        assert len(workspace.releases()) == 1
        reader = airflow.until(lambda: airflow.rows("SELECT run_id FROM dag_run WHERE dag_id = 'reader'"), "a run of the reader")[
            0
        ][0]
        assert airflow.ended("reader", reader) == "success"
        assert len(workspace.releases("reader")) == 1

        # A task whose process is killed ends its weir with it, and the next try makes the release.
        workspace.plan(pause=15)
        (workspace.folder / "raw.txt").write_text("second")
        calls = len(workspace.runs())
        airflow.trigger("clinical", "second", "2026-11-25T00:00:00+00:00")
        airflow.until(lambda: len(workspace.runs()) > calls, "the second run")
        weir = workspace.runs()[-1]["pid"]
        task = parent_of(parent_of(weir))
        os.kill(task, signal.SIGKILL)
        airflow.until(lambda: not Path(f"/proc/{weir}").exists(), "the end of weir", 10)
        workspace.plan(pause=0.1)
        assert airflow.ended("clinical", "second") == "success"
        assert len(workspace.releases()) == 2

        # A cleared run finds its release and starts no second one; so does a watcher that is cleared alone. (Airflow 3 takes the
        # regex for a part of a name.)
        before = len(workspace.runs())
        airflow.call("tasks", "clear", "clinical", "--yes", "--task-regex", "tables.patients")
        assert airflow.cleared("clinical") == 2
        for run in ("first", "second"):
            assert airflow.ended("clinical", run) == "success"
        assert len(workspace.runs()) == before
        airflow.call("tasks", "clear", "clinical", "--yes", "--downstream", "--task-regex", "run")
        airflow.until(lambda: len(workspace.runs()) == before + 2, "both runs again")
        for run in ("first", "second"):
            assert airflow.ended("clinical", run) == "success"
        assert len(workspace.releases()) == 2

        # A backfill makes a release for each interval, one after another whatever its own max_active_runs is, and again none.
        workspace.plan(pause=0.5)
        for more in (
            [],
            ["--reprocess-behavior", "completed"] if compat.AIRFLOW_3 else ["--rerun-failed-tasks"],
        ):
            backfill(airflow, more)
        found = [release["interval"] for release in workspace.releases("stays")]
        for day in (3, 4, 5, 6, 7):
            assert found.count(f"2026-11-0{day}T00:00:00+08:00/2026-11-0{day + 1}T00:00:00+08:00") == 1
        assert len(set(found)) == len(found)
        assert not (workspace.folder / "busy").exists()


def test_a_task_waits_for_a_run_by_hand(workspace: FakeWorkspace, tmp_path: Path) -> None:
    held = workspace.folder / "warehouse/releases/clinical/run.lock"
    held.parent.mkdir(parents=True)
    with live_airflow(tmp_path / "home") as airflow, held.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (airflow.dags / "centre.py").write_text(FILE.format(workspace=str(workspace.folder), weir=FAKE))
        airflow.known("clinical")
        airflow.trigger("clinical", "beside", "2026-11-24T00:00:00+00:00")
        airflow.until(lambda: airflow.states("clinical", "beside").get("run") == "up_for_reschedule", "a task that waits")
        fcntl.flock(lock, fcntl.LOCK_UN)
        assert airflow.ended("clinical", "beside") == "success"
        tries = "SELECT try_number FROM task_instance WHERE dag_id = 'clinical' AND run_id = 'beside' AND task_id = 'run'"
        assert airflow.rows(tries) == [(1,)]
        assert len(workspace.runs()) == 2
        assert len(workspace.releases()) == 1


def backfill(airflow, more: list[str]) -> None:
    if not compat.AIRFLOW_3:
        airflow.call("dags", "backfill", "stays", "-s", "2026-11-02T16:00:00", "-e", "2026-11-06T16:00:00", *more)
        return
    before = airflow.rows("SELECT count(*) FROM backfill")[0][0]
    airflow.known("stays")
    create_backfill(airflow, more)
    airflow.until(
        lambda: airflow.rows("SELECT count(*) FROM backfill WHERE completed_at IS NOT NULL")[0][0] > before,
        "the backfill",
        600,
    )


def create_backfill(airflow, more: list[str]) -> None:
    """Makes one; where the scheduler has SQLite's file just then, Airflow gives up half-way, and its half has to end first."""
    days = ["--from-date", "2026-11-02T16:00:00", "--to-date", "2026-11-06T16:00:00"]
    for _ in range(10):
        try:
            airflow.call("backfill", "create", "--dag-id", "stays", *days, *more)
            return
        except AssertionError as why:
            if "database is locked" not in str(why):
                raise
        airflow.until(
            lambda: not airflow.rows("SELECT 1 FROM backfill WHERE completed_at IS NULL"), "the end of half a backfill", 600
        )
    raise AssertionError("SQLite's file was never free")


def parent_of(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("PPid")))
