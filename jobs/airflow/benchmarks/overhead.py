"""What the task takes beside the run itself: ``python benchmarks/overhead.py WEIR WORKSPACE PRODUCT [ROUNDS] [ARGUMENTS]``.

Runs ``weir run PRODUCT --again`` bare and by ``WeirOperator.execute`` in turn, and prints the medians. Airflow's own start
of a task's process is not in it: any task has that.
"""

from __future__ import annotations

import logging
import statistics
import subprocess
import sys
import time
from typing import Any

MOST_SECONDS = 2.0


class _Ti:
    """A task instance that keeps XComs in memory; what Airflow takes for one is measured by its own tests."""

    try_number = 1

    def xcom_push(self, key: str, value: Any) -> None:
        """Takes it."""


def main(weir: str, workspace: str, product: str, rounds: int, more: list[str]) -> int:
    """Prints the medians, and ends with 1 where the difference is too large."""
    from types import SimpleNamespace

    from weir_airflow import WeirOperator

    logging.getLogger("airflow").setLevel(logging.ERROR)
    options = ["--again", *more]
    command = [
        weir,
        "run",
        product,
        "--workspace",
        workspace,
        "--output",
        "json",
        "--progress",
        "json",
        *options,
    ]
    operator = WeirOperator(task_id="run", product=product, workspace=workspace, weir=weir, options=options)
    run = SimpleNamespace(run_after=None, data_interval_start=None, data_interval_end=None, logical_date=None, clear_number=0)
    bare, task = [], []
    for _ in range(rounds):
        started = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if done.returncode:
            sys.stderr.buffer.write(done.stderr)
            print(f"weir run ended with {done.returncode}", file=sys.stderr)
            return 1
        bare.append(time.perf_counter() - started)
        started = time.perf_counter()
        operator.execute({"ti": _Ti(), "dag_run": run, "params": {}, "outlet_events": {}})  # type: ignore[arg-type,typeddict-item]
        task.append(time.perf_counter() - started)
    more_seconds = statistics.median(task) - statistics.median(bare)
    print(f"bare {statistics.median(bare):.2f} s, as a task {statistics.median(task):.2f} s")
    print(f"{more_seconds:+.2f} s, medians of {rounds} rounds")
    return 0 if more_seconds <= MOST_SECONDS else 1


if __name__ == "__main__":
    weir, workspace, product, *rest = sys.argv[1:]
    rounds = int(rest[0]) if rest else 5
    sys.exit(main(weir, workspace, product, rounds, rest[1:]))
