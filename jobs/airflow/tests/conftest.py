"""Workspaces with a stand-in for weir, and an Airflow with a database of its own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent.parent
FAKE = [sys.executable, "-S", str(HERE / "fake_weir.py")]


def product(name: str = "clinical", **values: Any) -> dict[str, Any]:
    """A product of the document."""
    tables = [
        {
            "table": table,
            "contract": f"{table}.odcs.yaml",
            "description": f"The {table}.",
            "load": "replace",
            "format": "iceberg",
            "rules": 1,
        }
        for table in values.pop("tables", ("patients", "encounters"))
    ]
    return {
        "product": name,
        "name": f"The {name} product",
        "description": "Patients, and what befell them.",
        "version": "1.2.0",
        "audience": "enclave",
        "owners": ["stewards"],
        "tags": ["nightly"],
        "file": f"contracts/{name}/{name}.odps.yaml",
        "by-interval": False,
        "reads": [],
        "sources": ["raw.patients"],
        "tables": tables,
        **values,
    }


class FakeWorkspace:
    """A folder that looks like a workspace to the package, and to the stand-in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for path, text in (
            ("weir.yaml", "workspace: centre\n"),
            ("contracts/clinical/clinical.odps.yaml", "id: clinical\n"),
            ("quality-rules/clinical/patients.yaml", "rules: []\n"),
        ):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        self.document(product())

    def document(self, *products: dict[str, Any], **values: Any) -> dict[str, Any]:
        """Writes the products document for the files that there are."""
        paths = sorted(
            path.relative_to(self.folder).as_posix()
            for path in [
                self.folder / "weir.yaml",
                *self.folder.glob("contracts/**/*.*"),
                *self.folder.glob("quality-rules/**/*.*"),
            ]
            if path.is_file()
        )
        written = {
            "schema": "weir-products-1",
            "weir": "1.0",
            "workspace": "centre",
            "timezone": "Asia/Shanghai",
            "files": [{"path": path, "sha256": hashlib.sha256((self.folder / path).read_bytes()).hexdigest()} for path in paths],
            "products": list(products),
            **values,
        }
        (self.folder / "weir-products.json").write_text(json.dumps(written))
        return written

    def plan(self, **values: Any) -> None:
        """Says what the stand-in does."""
        (self.folder / "fake.json").write_text(json.dumps(values))

    def calls(self) -> list[dict[str, Any]]:
        """How the stand-in was called."""
        path = self.folder / "calls.ndjson"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def runs(self) -> list[dict[str, Any]]:
        """The calls of ``weir run``."""
        return [call for call in self.calls() if call["arguments"][0] == "run"]

    def releases(self, name: str = "clinical") -> list[dict[str, Any]]:
        """The releases, by number."""
        log = self.folder / "warehouse" / "releases" / name
        return sorted(
            (json.loads(path.read_text()) for path in log.glob("[0-9]*.json")),
            key=lambda entry: entry["number"],
        )


@pytest.fixture
def workspace(tmp_path: Path) -> FakeWorkspace:
    return FakeWorkspace(tmp_path / "workspace")


@pytest.fixture
def fake() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Calls the stand-in."""

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*FAKE, *arguments], capture_output=True, text=True, check=False, env=dict(os.environ))

    return call
