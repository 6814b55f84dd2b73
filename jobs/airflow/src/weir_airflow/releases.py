"""The releases that a product has, as ``weir releases --output json`` lists them."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

ANSWER_SECONDS = 120


Span = tuple[datetime, datetime]


class ReleasesError(Exception):
    """Weir did not list the releases."""


class NoAnswerError(ReleasesError):
    """Weir took too long: the machine may have more to do, and the next answer may come in time."""


@dataclass(frozen=True)
class Release:
    """A release in the list."""

    product: str
    number: int
    released_at: datetime
    score: float | None
    repaired: bool
    expired: bool

    @property
    def reference(self) -> str:
        """Such as ``clinical@7``."""
        return f"{self.product}@{self.number}"

    def event(self) -> dict[str, Any]:
        """What an event of a release carries."""
        return {
            "product": self.product,
            "release": self.reference,
            "number": self.number,
            "score": self.score,
            "released_at": self.released_at.isoformat(),
        }


def list_releases(command: Sequence[str], environment: Mapping[str, str] | None = None) -> list[Release]:
    """Asks Weir for the newest releases, the newest first."""
    return _read(command, *_answer(command, environment))


async def list_releases_async(command: Sequence[str], environment: Mapping[str, str] | None = None) -> list[Release]:
    """Asks as ``list_releases`` does, without keeping others waiting."""
    return _read(command, *await _answer_async(command, environment))


async def intervals_async(command: Sequence[str], environment: Mapping[str, str] | None = None) -> list[Span]:
    """Asks ``weir show`` for the intervals that a release's tables were loaded with."""
    code, output = await _answer_async(command, environment)
    return _spans(_json(command, code, output))


def intervals(command: Sequence[str], environment: Mapping[str, str] | None = None) -> list[Span]:
    """Asks ``weir show`` for the intervals that a release's tables were loaded with."""
    code, output = _answer(command, environment)
    return _spans(_json(command, code, output))


async def _answer_async(command: Sequence[str], environment: Mapping[str, str] | None) -> tuple[int, bytes]:
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=None if environment is None else dict(environment),
        )
    except OSError as why:
        raise ReleasesError(f"The command '{command[0]}' does not start: {why.strerror}") from None
    try:
        output, _ = await asyncio.wait_for(process.communicate(), ANSWER_SECONDS)
    except asyncio.TimeoutError:
        raise NoAnswerError(f"'{' '.join(command)}' gave no answer in {ANSWER_SECONDS} s") from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode or 0, output


def table_hashes(command: Sequence[str], environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Asks ``weir show`` for the content hash of each table of a release."""
    code, output = _answer(command, environment)
    document = _json(command, code, output)
    try:
        return {str(table["name"]): str(table["content"]["hash"]) for table in document["tables"]}
    except (KeyError, TypeError):
        raise ReleasesError(f"'{' '.join(command)}' printed no manifest") from None


def _answer(command: Sequence[str], environment: Mapping[str, str] | None) -> tuple[int, bytes]:
    try:
        done = subprocess.run(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=None if environment is None else dict(environment),
            timeout=ANSWER_SECONDS,
            check=False,
        )
    except OSError as why:
        raise ReleasesError(f"The command '{command[0]}' does not start: {why.strerror}") from None
    except subprocess.TimeoutExpired:
        raise NoAnswerError(f"'{' '.join(command)}' gave no answer in {ANSWER_SECONDS} s") from None
    return done.returncode, done.stdout


def _json(command: Sequence[str], code: int, output: bytes) -> dict[str, Any]:
    try:
        document = json.loads(output)
    except ValueError:
        document = None
    # 4 with a list: a damaged file of the log hides nothing else, and the list names it.
    if not isinstance(document, dict) or (code != 0 and "problems" in document):
        problems = document.get("problems", []) if isinstance(document, dict) else []
        why = "; ".join(str(problem.get("what")) for problem in problems if isinstance(problem, dict))
        raise ReleasesError(f"'{' '.join(command)}' ended with {code}{': ' + why if why else ''}")
    return document


def _read(command: Sequence[str], code: int, output: bytes) -> list[Release]:
    document = _json(command, code, output)
    try:
        return [
            Release(
                product=str(document["product"]),
                number=int(entry["release"]),
                released_at=_moment(str(entry["released-at"])),
                score=float(entry["score"]) if "score" in entry else None,
                repaired=bool(entry["repaired"]),
                expired=bool(entry["expired"]),
            )
            for entry in document["releases"]
        ]
    except (KeyError, TypeError, ValueError):
        raise ReleasesError(f"'{' '.join(command)}' printed no list of releases") from None


def _spans(manifest: dict[str, Any]) -> list[Span]:
    loads = [table.get("load", {}) for table in manifest.get("tables", []) if isinstance(table, dict)]
    found = [load["interval"] for load in loads if isinstance(load, dict) and "interval" in load]
    return [(_moment(str(interval["from"])), _moment(str(interval["to"]))) for interval in found]


def _moment(text: str) -> datetime:
    # Python 3.10 reads six digits of a second at most, and no Z.
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text).replace("Z", "+00:00"))
