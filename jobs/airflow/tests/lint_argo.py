"""Holds a workflow against the types of Argo's API, as Hera has them: ``python lint_argo.py FILE``, with hera.

These types pass over a key that they do not know, so what comes out of them has to be what went in.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml
from hera.workflows.models import Workflow


def lost(given: Any, known: Any, place: str = "") -> list[str]:
    """The keys that the types do not know."""
    if isinstance(given, dict):
        found = [f"{place}.{key}" for key in given if key not in known]
        return found + [each for key in given if key in known for each in lost(given[key], known[key], f"{place}.{key}")]
    if isinstance(given, list):
        return [each for i, item in enumerate(given) for each in lost(item, known[i], f"{place}[{i}]")]
    return []


if __name__ == "__main__":
    text = yaml.safe_load(Path(sys.argv[1]).read_text())
    known = json.loads(Workflow.model_validate(text).model_dump_json(by_alias=True, exclude_none=True))
    unknown = lost(text, known)
    print("\n".join(unknown) or "every key is known")
    sys.exit(1 if unknown else 0)
