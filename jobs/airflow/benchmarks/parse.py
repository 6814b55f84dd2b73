"""How long a DAG file of many products takes, and what it holds: ``python benchmarks/parse.py [PRODUCTS] [TABLES]``.

The document is made here, with one file for each product and table, so that the look at stale files has its share. Airflow
is imported first: a DAG processor has it already. What counts is the time at work, since a machine may have more to do.
Memory is the process's own (resident), before and after.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path

MOST_SECONDS = 1.0
MOST_MEBIBYTES = 100.0


def main(products: int, tables: int) -> int:
    """Prints both numbers, and ends with 1 where one is too large."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        made = _workspace(workspace, products, tables)
        _import_airflow()
        gc.collect()
        before, started, worked = _resident(), time.perf_counter(), time.process_time()
        from weir_airflow import weir_dags

        dags = weir_dags(workspace)
        seconds, processor = time.perf_counter() - started, time.process_time() - worked
        held = _resident() - before
        tasks = sum(len(dag.task_ids) for dag in dags.values())
    print(f"{len(dags)} products, {tasks} tasks, {made} files")
    print(f"{seconds:.2f} s, {processor:.2f} s of them at work; {held:.0f} MiB more than Airflow alone ({before:.0f} MiB)")
    return 0 if processor < MOST_SECONDS and held < MOST_MEBIBYTES else 1


def _import_airflow() -> None:
    from datetime import datetime

    from weir_airflow import compat

    with compat.DAG(
        dag_id="bare",
        schedule=compat.cron("0 3 * * *", "UTC", intervals=True),
        start_date=datetime(2025, 1, 1),
    ):
        pass


def _workspace(folder: Path, products: int, tables: int) -> int:
    files, found = [], []
    for number in range(products):
        name = f"product_{number:04d}"
        paths = [
            f"contracts/{name}/{name}.odps.yaml",
            *(f"contracts/{name}/t{i}.odcs.yaml" for i in range(tables)),
        ]
        for path in paths:
            text = f"# {path}\n" + "column: of a table, with a description of what it holds\n" * 60
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
            files.append({"path": path, "sha256": hashlib.sha256(text.encode()).hexdigest()})
        found.append(_product(name, number, tables))
    document = {
        "schema": "weir-products-1",
        "weir": "benchmark",
        "workspace": "centre",
        "timezone": "Asia/Shanghai",
        "files": files,
        "products": found,
    }
    (folder / "weir-products.json").write_text(json.dumps(document))
    return len(files)


def _product(name: str, number: int, tables: int) -> dict[str, object]:
    reads = [{"product": f"product_{number - 1:04d}", "release": "newest", "contracts": ["a"]}] if number % 3 else []
    return {
        "product": name,
        "name": name,
        "description": "What a product is for, in a sentence or two.",
        "version": "1.0.0",
        "audience": "controlled",
        "owners": ["stewards"],
        "tags": ["nightly"],
        "file": f"contracts/{name}/{name}.odps.yaml",
        "schedule": {"cron": "0 3 * * *"},
        "by-interval": number % 2 == 0,
        "reads": reads,
        "sources": [f"raw.{name}"],
        "tables": [
            {
                "table": f"t{i}",
                "contract": f"t{i}.odcs.yaml",
                "description": "A table.",
                "load": "replace",
                "format": "iceberg",
                "rules": 7,
            }
            for i in range(tables)
        ],
    }


def _resident() -> float:
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024


if __name__ == "__main__":
    arguments = [int(text) for text in sys.argv[1:]]
    sys.exit(main(*(arguments + [200, 4][len(arguments) :])))
