"""The examples' DAG files, with the repository's own weir."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from airflow_runs import dag_bag, run_dag
from conftest import REPOSITORY
from weir_airflow import compat

WEIR = REPOSITORY / "weir"
EXAMPLES = REPOSITORY / "examples"
SCHEMAS = REPOSITORY / "jobs/app/src/main/resources/schemas"

pytestmark = [
    pytest.mark.real,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (REPOSITORY / "jobs/app/target/launcher/commands").exists(),
        reason="weir is not built: run ./weir --version once",
    ),
]


def weir(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(WEIR), *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the example, with its products document."""
    folder = tmp_path_factory.mktemp("real") / "wards"
    shutil.copytree(EXAMPLES / "wards", folder)
    made = weir("init", str(folder))
    assert made.returncode == 0, made.stderr
    plan(folder)
    return folder


def plan(folder: Path) -> dict[str, Any]:
    done = weir("plan", "--all", "--output", "json", "-w", str(folder))
    assert done.returncode == 0, done.stderr
    (folder / "weir-products.json").write_text(done.stdout)
    document = json.loads(done.stdout)
    Draft202012Validator(json.loads((SCHEMAS / "products.schema.json").read_text())).validate(document)
    return document


def example_dags(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("WEIR_WORKSPACE", str(folder))
    monkeypatch.setenv("WEIR_COMMAND", str(WEIR))
    dags: dict[str, Any] = {}
    for file in sorted((EXAMPLES / "airflow/dags").glob("*.py")):
        if file.name == "from_outside.py" and not compat.AIRFLOW_3:
            continue
        bag = dag_bag(file)
        assert not bag.import_errors
        dags |= bag.dags
    return dags


def releases(folder: Path, product: str) -> list[int]:
    listed = json.loads(weir("releases", product, "--output", "json", "-w", str(folder)).stdout)
    return [entry["release"] for entry in listed["releases"]]


def test_the_examples_run(wards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dags = example_dags(wards, monkeypatch)
    assert {"wards", "occupancy", "study"} <= set(dags)
    assert "weir-stale" not in dags["wards"].tags
    day = {"interval": "2026-11-17"}
    seen = run_dag(dags["wards"], datetime(2026, 11, 18, tzinfo=timezone.utc), day)
    assert seen.states == dict.fromkeys(seen.states, "success")
    result = seen.xcom("run")
    assert (result["release"], result["outcome"]) == ("wards@1", "released")
    assert set(result["hash"]) == {"stays", "beds"}
    assert Path(result["report"].removeprefix("file://")).exists()
    assert Path(result["page"].removeprefix("file://")).exists()
    assert seen.xcom("tables.stays")["rows"] > 0

    # The same again: the release of this run; later, nothing new.
    again = run_dag(dags["wards"], datetime(2026, 11, 18, tzinfo=timezone.utc), day)
    assert (again.states["run"], again.xcom("run")["release"]) == ("success", "wards@1")
    later = run_dag(dags["wards"], datetime(2036, 1, 1, tzinfo=timezone.utc), day)
    assert later.states["run"] == "skipped"
    assert releases(wards, "wards") == [1]

    assert run_dag(dags["occupancy"]).xcom("run")["release"] == "occupancy@1"
    study = run_dag(dags["study"])
    assert study.state == "success", study.states
    assert study.xcom("train") == "trained on wards@2 and occupancy@1"


def test_a_rule_that_fails_fails_its_task_with_the_report(wards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = next((wards / "quality-rules").rglob("*.yaml"))
    before = rules.read_text()
    rules.write_text(before.rstrip() + FAILING)
    try:
        plan(wards)
        dags = example_dags(wards, monkeypatch)
        seen = run_dag(dags["wards"], datetime(2026, 11, 18, tzinfo=timezone.utc), {"interval": "2026-11-18"})
        assert seen.states["run"] == "failed"
        assert seen.states["publish"] == "failed"
        assert seen.states["survey"] == "success"
        end = seen.xcom("run", "weir_run")
        assert end["outcome"] == "held"
        assert end["reasons"]
        assert Path(seen.xcom("run", "weir_report").removeprefix("file://")).exists()
    finally:
        rules.write_text(before)


FAILING = """
  - id: nobody-is-there
    row: ward = 'nowhere'
    severity: block
    dimension: conformity
    owner: ward-data@example.org
    because: "A rule that fails."
"""


def test_a_changed_contract_marks_the_dags(wards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = plan(wards)
    assert "weir-stale" not in example_dags(wards, monkeypatch)["wards"].tags
    contract = wards / document["products"][0]["file"]
    before = contract.read_text()
    contract.write_text(before + "# edited\n")
    try:
        dag = example_dags(wards, monkeypatch)["wards"]
        assert "weir-stale" in dag.tags
        assert document["products"][0]["file"] in dag.doc_md
    finally:
        contract.write_text(before)
