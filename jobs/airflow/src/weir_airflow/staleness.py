"""Whether a products document still says what the workspace's files say."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from weir_airflow.document import Products

FOLDERS = ("contracts", "quality-rules")
SETTINGS = "weir.yaml"
# What people write in these folders; editors and file systems leave other files there.
WRITTEN = frozenset({".yaml", ".yml", ".sql", ".dqdl"})


@dataclass(frozen=True)
class Staleness:
    """Files that are not as they were when the document was made."""

    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.missing or self.new)

    def sentences(self) -> list[str]:
        """One sentence for each kind of difference."""
        kinds = (("changed", self.changed), ("missing", self.missing), ("new", self.new))
        return [f"{kind}: {_few(paths)}" for kind, paths in kinds if paths]


def staleness(workspace: Path, products: Products) -> Staleness:
    """Compares the files that the document lists with those that are there."""
    listed = {file.path: file.sha256 for file in products.files}
    changed, missing = [], []
    for path, sha256 in listed.items():
        try:
            if _sha256(workspace / path) != sha256:
                changed.append(path)
        except OSError:
            missing.append(path)
    new = sorted(path for path in _there(workspace) if path not in listed)
    return Staleness(tuple(sorted(changed)), tuple(sorted(missing)), tuple(new))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _there(workspace: Path) -> list[str]:
    found = [SETTINGS] if (workspace / SETTINGS).is_file() else []
    for folder in FOLDERS:
        for where, folders, files in os.walk(workspace / folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            below = Path(where).relative_to(workspace).as_posix()
            found += [
                f"{below}/{name}"
                for name in files
                if not name.startswith(".") and os.path.splitext(name)[1] in WRITTEN  # noqa: PTH122
            ]
    return found


def _few(paths: tuple[str, ...]) -> str:
    shown = ", ".join(f"`{path}`" for path in paths[:10])
    return shown if len(paths) <= 10 else f"{shown} and {len(paths) - 10} more"
