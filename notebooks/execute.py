"""Executes every notebook of this folder from start to end into target/; a cell that fails ends it."""

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

here = Path(__file__).resolve().parent
target = here / "target"


def execute(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    try:
        NotebookClient(
            notebook,
            timeout=300,
            kernel_name="python3",
            resources={"metadata": {"path": str(here)}},
            # sockets in a folder that only we can enter, not ports that everybody can
            config=Config({"KernelManager": {"transport": "ipc"}}),
        ).execute()
    finally:
        nbformat.write(notebook, target / path.name)


target.mkdir(exist_ok=True)
with tempfile.TemporaryDirectory(prefix="weir-") as runtime:
    os.environ["JUPYTER_RUNTIME_DIR"] = runtime
    for path in sorted(here.glob("*.ipynb")):
        try:
            execute(path)
        except CellExecutionError as error:
            print(f"{path.name} failed:\n{error}", file=sys.stderr)
            sys.exit(1)
        print(f"{path.name} ran; see notebooks/target/{path.name}")
