"""An Airflow that runs: scheduler, and in Airflow 3 the processes that it needs beside it, with a database of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from weir_airflow import compat

AIRFLOW = [sys.executable, "-m", "airflow"]


class LiveAirflow:
    """Starts the processes, and looks at the database."""

    def __init__(self, home: Path, variables: dict[str, str]) -> None:
        self.home = home
        self.dags = home / "dags"
        self.dags.mkdir(parents=True)
        port = _free_port()
        self.environment = {
            **os.environ,
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__DAGS_FOLDER": str(self.dags),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home}/airflow.db",
            "AIRFLOW__SCHEDULER__SCHEDULER_HEARTBEAT_SEC": "1",
            "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.3",
            "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_SEC": "2",
            "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "2",
            "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "5",
            "AIRFLOW__API__BASE_URL": f"http://localhost:{port}",
            "AIRFLOW__API__PORT": str(port),
            "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://localhost:{port}/execution/",
            "AIRFLOW__API_AUTH__JWT_SECRET": "a secret of this test alone, which is long enough to sign with it",
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "True",
            "AIRFLOW__CORE__EXECUTOR": "LocalExecutor" if compat.AIRFLOW_3 else "SequentialExecutor",
            "AIRFLOW__CORE__PARALLELISM": "4",
            **variables,
        }
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> LiveAirflow:
        self.call("db", "migrate")
        commands = [["scheduler"], ["triggerer"]]
        if compat.AIRFLOW_3:
            commands += [
                ["dag-processor"],
                ["api-server", "--workers", "1", "--port", self.environment["AIRFLOW__API__PORT"]],
            ]
        for command in commands:
            log = (self.home / f"{command[0]}.log").open("wb")
            self._processes.append(
                subprocess.Popen([*AIRFLOW, *command], env=self.environment, stdout=log, stderr=log, start_new_session=True)
            )
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        for process in self._processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def call(self, *arguments: str) -> str:
        """Calls a command of Airflow's."""
        done = subprocess.run([*AIRFLOW, *arguments], env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"airflow {' '.join(arguments)}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """Asks the database."""
        with contextlib.closing(sqlite3.connect(f"file:{self.home}/airflow.db?mode=ro", uri=True, timeout=30)) as database:
            return database.execute(query, values).fetchall()

    def states(self, dag: str, run: str) -> dict[str, str | None]:
        """The state of each task."""
        return dict(self.rows("SELECT task_id, state FROM task_instance WHERE dag_id = ? AND run_id = ?", dag, run))

    def run_state(self, dag: str, run: str) -> str | None:
        """The state of a DAG run."""
        found = self.rows("SELECT state FROM dag_run WHERE dag_id = ? AND run_id = ?", dag, run)
        return found[0][0] if found else None

    def until(self, what: Callable[[], Any], words: str, seconds: float = 300) -> Any:
        """Waits until something is there."""
        deadline = time.monotonic() + seconds
        while True:
            with contextlib.suppress(sqlite3.OperationalError):
                found = what()
                if found:
                    return found
            if time.monotonic() > deadline:
                raise AssertionError(f"{words} did not come in {seconds} s\n{self._logs()}")
            time.sleep(0.3)

    def trigger(self, dag: str, run: str, when: str) -> None:
        """Starts a DAG run by hand; one without a logical date cannot be cleared on the command line."""
        self.call("dags", "trigger", dag, "--run-id", run, "--logical-date" if compat.AIRFLOW_3 else "--exec-date", when)

    def cleared(self, dag: str) -> int:
        """How often runs of a DAG were cleared."""
        return int(self.rows("SELECT sum(clear_number) FROM dag_run WHERE dag_id = ?", dag)[0][0])

    def known(self, dag: str) -> None:
        """Waits until a DAG can be run, and unpauses it."""
        self.until(lambda: self.rows("SELECT 1 FROM serialized_dag WHERE dag_id = ?", dag), f"DAG {dag}")
        self.call("dags", "unpause", dag)

    def ended(self, dag: str, run: str, seconds: float = 400) -> str:
        """Waits for the end of a DAG run."""
        return str(
            self.until(
                lambda: (s := self.run_state(dag, run)) in ("success", "failed") and s,
                f"the end of {dag} {run}",
                seconds,
            )
        )

    def _logs(self) -> str:
        parts = []
        for log in sorted(self.home.glob("*.log")):
            parts.append(f"--- {log.name}\n{log.read_text(errors='replace')[-3000:]}")
        for log in sorted((self.home / "logs").rglob("attempt=*.log"))[-4:]:
            parts.append(f"--- {log.relative_to(self.home)}\n{log.read_text(errors='replace')[-2500:]}")
        return "\n".join(parts)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def live_airflow(home: Path, **variables: str) -> Iterator[LiveAirflow]:
    """Starts an Airflow, and ends it."""
    with LiveAirflow(home, variables) as airflow:
        yield airflow
