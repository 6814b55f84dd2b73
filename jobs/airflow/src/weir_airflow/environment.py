"""The environment of a command."""

from __future__ import annotations

import os
from collections.abc import Mapping


def merged(added: Mapping[str, str] | None) -> dict[str, str]:
    """This process's variables, and those that are added."""
    return {**os.environ, **(added or {})}
