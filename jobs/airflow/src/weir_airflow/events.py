"""The lines of ``weir run --progress json``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

STARTED = "started"
STAGE_STARTED = "stage-started"
STAGE_ENDED = "stage-ended"
TASKS = "tasks"
JUDGED = "judged"
ENDED = "ended"
MESSAGE = "message"
PROBLEM = "problem"


@dataclass(frozen=True)
class Event:
    """One thing that happened in a run."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The value of a key as text; empty where there is none."""
        value = self.values.get(key, "")
        return value if isinstance(value, str) else str(value)

    def number(self, key: str) -> int | None:
        """The value of a key where it is a whole number."""
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def objects(self, key: str) -> list[dict[str, Any]]:
        """The objects in a list."""
        value = self.values.get(key)
        return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []

    def texts(self, key: str) -> list[str]:
        """The texts in a list."""
        value = self.values.get(key)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def read_event(line: str) -> Event | None:
    """Reads a line; None where it is none of Weir's, such as a warning of Java's."""
    if not line.startswith("{"):
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    kind = value.get("event") if isinstance(value, dict) else None
    return Event(kind, value) if isinstance(kind, str) else None
