"""The stand-in says what the published schemas say, so tests with it are about Weir."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from conftest import REPOSITORY, FakeWorkspace, product

JOBS = REPOSITORY / "jobs/app/src/main/resources/schemas"
CONTRACTS = REPOSITORY / "contracts/src/main/resources/schemas"


def validator(path) -> Draft202012Validator:
    return Draft202012Validator(json.loads(path.read_text()))


def events(said: str) -> list[dict]:
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


@pytest.mark.parametrize("code", [0, 1, 2, 3, 4, 6])
def test_a_run_prints_what_the_schemas_say(workspace: FakeWorkspace, fake, code: int) -> None:
    workspace.plan(exit=code)
    done = fake("run", "clinical", "--workspace", str(workspace.folder), "--output", "json", "--progress", "json")
    assert done.returncode == code
    each = validator(JOBS / "run-event.schema.json")
    assert events(done.stderr)
    for event in events(done.stderr):
        each.validate(event)
    record = json.loads(done.stdout)
    schema = CONTRACTS / "run.schema.json" if "schema" in record else JOBS / "error.schema.json"
    assert ("schema" in record) == (code in (0, 3, 4))
    validator(schema).validate(record)


def test_the_second_run_is_unchanged_and_the_list_has_one(workspace: FakeWorkspace, fake) -> None:
    arguments = ("run", "clinical", "--workspace", str(workspace.folder))
    assert json.loads(fake(*arguments).stdout)["outcome"] == "released"
    again = json.loads(fake(*arguments).stdout)
    assert (again["outcome"], again["release"]) == ("unchanged", 1)
    validator(CONTRACTS / "run.schema.json").validate(again)
    listed = json.loads(fake("releases", "clinical", "--workspace", str(workspace.folder)).stdout)
    validator(JOBS / "releases.schema.json").validate(listed)
    assert [entry["release"] for entry in listed["releases"]] == [1]


def test_the_documents_of_the_tests_fit_the_schema(workspace: FakeWorkspace) -> None:
    reads = [{"product": "other", "release": "newest", "contracts": ["o.odcs.yaml"]}]
    document = workspace.document(
        product(),
        product(
            "stays",
            schedule={"cron": "0 3 * * *", "every-seconds": 60},
            reads=reads,
            **{"latency-seconds": 60},
        ),
    )
    validator(JOBS / "products.schema.json").validate(document)
