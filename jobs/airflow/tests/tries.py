"""Forks a process for each try of a DAG run: reads a time a line, prints the process's id and how it ended."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from datetime import datetime, timedelta

from airflow_runs import run_dag, warmed_up
from conftest import FAKE
from weir_airflow import operator, weir_dags


def main(workspace: str) -> None:
    """Serves until standard input ends."""
    operator.LOOK_AGAIN = timedelta(seconds=0.2)
    fast = {"retries": 100, "retry_delay": timedelta(seconds=0.2)}
    (dag,) = weir_dags(workspace, weir=FAKE, watchers=False, default_args=fast, dag_id="torture_{product}", grace=5).values()
    answer = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what Airflow prints is no answer
    warmed_up()
    print("ready", file=answer, flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            code = 3
            try:
                from airflow import settings

                settings.reconfigure_orm()  # connections are no child's
                code = {"success": 0, "failed": 1}.get(run_dag(dag, datetime.fromisoformat(line.strip())).state, 2)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        print(child, file=answer, flush=True)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(
            "killed" if status < 0 else {0: "success", 1: "failed"}.get(status, f"ended with {status}"),
            file=answer,
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1])
