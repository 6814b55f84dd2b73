"""The products document: what fits is read, everything else is refused with a remedy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import FakeWorkspace, product
from weir_airflow import weir_dags
from weir_airflow.document import Due, ProductsError, ReadProduct, read_products
from weir_airflow.staleness import staleness


def test_a_document_is_read(workspace: FakeWorkspace) -> None:
    reads = [
        {"product": "wards", "release": "newest", "contracts": ["stays"]},
        {"product": "old", "release": "3", "contracts": []},
    ]
    workspace.document(
        product(
            "occupancy",
            reads=reads,
            schedule={"cron": "0 3 * * *"},
            **{"by-interval": True, "latency-seconds": 7200},
        )
    )
    found = read_products(workspace.folder / "weir-products.json")
    assert (found.workspace, found.timezone, found.profile) == ("centre", "Asia/Shanghai", None)
    occupancy = found.products[0]
    assert occupancy.due == Due("0 3 * * *")
    assert occupancy.by_interval
    assert occupancy.latency_seconds == 7200
    assert occupancy.reads == (ReadProduct("wards", "newest", ("stays",)), ReadProduct("old", "3", ()))
    assert [read.newest for read in occupancy.reads] == [True, False]
    assert [table.table for table in occupancy.tables] == ["patients", "encounters"]


def change(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    target: Any = document
    *parents, last = path.split(".")
    for part in parents:
        target = target[int(part) if part.isdigit() else part]
    if value is None:
        del target[last]
    else:
        target[last] = value
    return document


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        ("schema", "weir-products-2", "knows 'weir-products-1'"),
        ("schema", None, "schema is missing"),
        ("products.0.product", 3, "products[0].product is not a text"),
        ("products.0.by-interval", "yes", "products[0].by-interval is not true or false"),
        ("products.0.surprise", 1, "products[0].surprise is unknown"),
        ("products.0.tables.0.rules", -1, "products[0].tables[0].rules is -1"),
        ("products.0.tables.0.rules", True, "products[0].tables[0].rules is not a number"),
        ("products.0.owners", [1], "has an entry that is no text"),
        ("products.0.tables", {}, "is not a list"),
        ("products", [3], "products[0] is no object"),
        ("files.0.sha256", "abc", "the sha256 of"),
        ("timezone", None, "timezone is missing"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_place(workspace: FakeWorkspace, path: str, value: Any, says: str) -> None:
    file = workspace.folder / "weir-products.json"
    file.write_text(json.dumps(change(workspace.document(product()), path, value)))
    with pytest.raises(ProductsError) as refused:
        read_products(file)
    assert says in str(refused.value)
    assert "weir plan --all --output json -w" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "is empty"), ("{", "is no JSON"), ("[]", "is no object"), (b"\xff\xfe", "cannot be read")],
)
def test_a_broken_file_is_refused(workspace: FakeWorkspace, text: str | bytes, says: str) -> None:
    file = workspace.folder / "weir-products.json"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ProductsError, match=says):
        read_products(file)
    file.unlink()
    with pytest.raises(ProductsError, match="There is no products document"):
        read_products(file)


def test_what_a_plan_that_failed_left_is_named(workspace: FakeWorkspace) -> None:
    place = {"code": "C004", "name": "invalid-value", "file": "contracts/a.odcs.yaml", "line": 11, "column": 39}
    problem = {**place, "what": "'weirQuery' is 'SELECT 1'", "why": "it names a .sql file", "remedy": "write a.sql"}
    file = workspace.folder / "weir-products.json"
    file.write_text(json.dumps({"exit": 2, "problems": [problem] * 12}))
    with pytest.raises(ProductsError) as refused:
        read_products(file)
    said = str(refused.value)
    assert "The command that made the products document" in said
    assert "\n  C004 contracts/a.odcs.yaml:11:39: 'weirQuery' is 'SELECT 1'; it names a .sql file; write a.sql\n" in said
    assert said.count("C004") == 10
    assert "and 2 more" in said
    assert "schema is missing" not in said


def test_the_remedy_names_the_workspace_and_keeps_the_good_document(workspace: FakeWorkspace, tmp_path: Path) -> None:
    elsewhere = tmp_path / "made here" / "centre.json"
    with pytest.raises(ProductsError) as refused:
        weir_dags(workspace.folder, document=elsewhere, profile="prod")
    remedy = str(refused.value).partition("make it again: ")[2]
    assert remedy == (
        f"weir plan --all --output json -w {workspace.folder} --profile prod"
        f" > '{elsewhere}.new' && mv '{elsewhere}.new' '{elsewhere}'"
    )


def test_two_products_of_one_id_are_refused(workspace: FakeWorkspace) -> None:
    workspace.document(product(), product())
    with pytest.raises(ProductsError, match="two products have one id"):
        read_products(workspace.folder / "weir-products.json")


def test_files_that_changed_went_or_came_are_named(workspace: FakeWorkspace) -> None:
    folder = workspace.folder
    found = read_products(folder / "weir-products.json")
    assert not staleness(folder, found)
    (folder / "weir.yaml").write_text("workspace: other\n")
    (folder / "quality-rules/clinical/patients.yaml").unlink()
    (folder / "contracts/clinical/new.sql").write_text("SELECT 1")
    (folder / "contracts/clinical/.new.sql.swp").write_text("an editor's")
    (folder / "contracts/clinical/README.md").write_text("for people")
    stale = staleness(folder, found)
    assert stale.changed == ("weir.yaml",)
    assert stale.missing == ("quality-rules/clinical/patients.yaml",)
    assert stale.new == ("contracts/clinical/new.sql",)
    assert stale.sentences() == [
        "changed: `weir.yaml`",
        "missing: `quality-rules/clinical/patients.yaml`",
        "new: `contracts/clinical/new.sql`",
    ]
