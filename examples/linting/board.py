"""Reads a board with the types of Grafana's own SDK: ``python board.py FILE``.

The types pass over a key that they do not know, so what comes out of them has to be what went in.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard


def lost(given: Any, known: Any, place: str = "") -> Iterator[str]:
    """The places where something has gone or has changed; NULL says what a missing key says."""
    if isinstance(given, dict) and isinstance(known, dict):
        for key, value in given.items():
            if key in known:
                yield from lost(value, known[key], f"{place}.{key}")
            elif value is not None:
                yield f"{place}.{key}"
    elif isinstance(given, list) and isinstance(known, list) and len(given) == len(known):
        for i, item in enumerate(given):
            yield from lost(item, known[i], f"{place}[{i}]")
    elif given != known:
        yield place


def main(file: Path) -> int:
    """Prints what Grafana does not know; ends with 1 where there is something, or no panel."""
    register_default_plugins()
    given = json.loads(file.read_text(encoding="utf-8"))
    board = Dashboard.from_json(given)
    unknown = list(lost(given, json.loads(JSONEncoder().encode(board))))
    for place in unknown:
        print(f"{file.name}: {place}: Grafana does not know it", file=sys.stderr)
    panels = len(board.panels or [])
    print(f"board: {panels} panels, {len(unknown)} keys that Grafana does not know")
    return 0 if panels and not unknown else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
