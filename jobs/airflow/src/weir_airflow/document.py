"""The products document: what ``weir plan --all --output json`` says of a workspace."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from weir_airflow.progress import problem_sentence

SCHEMA = "weir-products-1"
FILE = "weir-products.json"
MOST_PROBLEMS = 10

T = TypeVar("T")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class ProductsError(Exception):
    """The products document is missing, or cannot be read; its message has a remedy."""


@dataclass(frozen=True)
class ListedFile:
    """A file of the workspace that the document follows from."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Due:
    """When a product is due: a cron expression, a number of seconds, or both."""

    cron: str | None = None
    every_seconds: int | None = None


@dataclass(frozen=True)
class ReadProduct:
    """A product whose release another product reads."""

    product: str
    release: str
    contracts: tuple[str, ...]

    @property
    def newest(self) -> bool:
        """Whether a new release of that product is read by the next run."""
        return self.release == "newest"


@dataclass(frozen=True)
class Table:
    """A table that a run makes."""

    table: str
    contract: str
    description: str
    load: str
    format: str
    rules: int


@dataclass(frozen=True)
class Product:
    """A data product, as a scheduler has to know it."""

    product: str
    name: str
    description: str
    version: str
    audience: str
    owners: tuple[str, ...]
    tags: tuple[str, ...]
    file: str
    due: Due | None
    latency_seconds: int | None
    by_interval: bool
    reads: tuple[ReadProduct, ...]
    sources: tuple[str, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Products:
    """All products of a workspace."""

    weir: str
    workspace: str
    profile: str | None
    timezone: str
    files: tuple[ListedFile, ...]
    products: tuple[Product, ...]


def read_products(path: Path, workspace: Path | None = None, profile: str | None = None) -> Products:
    """Reads the document of a workspace; what does not fit its schema is refused.

    ``workspace`` is the folder that holds the document where it is left out. It and ``profile`` stand in the remedy.
    """
    remedy = f"make it again: {_making(path, workspace or path.parent, profile)}"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ProductsError(f"There is no products document {path}; {remedy}") from None
    except (OSError, UnicodeDecodeError) as why:
        raise ProductsError(f"The products document {path} cannot be read: {why}; {remedy}") from None
    if not text.strip():
        raise ProductsError(f"The products document {path} is empty: the command that makes it failed; {remedy}")
    try:
        value = json.loads(text)
    except ValueError as why:
        raise ProductsError(f"The products document {path} is no JSON: {why}; {remedy}") from None
    if isinstance(value, dict) and "schema" not in value and isinstance(value.get("problems"), list):
        raise ProductsError(
            f"The command that made the products document {path} failed, and its problems are all that is in it:"
            f"{_listed(value['problems'])}\nMend the files and {remedy}"
        )
    try:
        return _products(_Node(value, ""))
    except _UnfitError as why:
        raise ProductsError(f"The products document {path} is not as its schema says: {why}; {remedy}") from None


def _making(path: Path, workspace: Path, profile: str | None) -> str:
    """The command that makes the document, and leaves the one that is there where it fails."""
    chosen = f" --profile {shlex.quote(profile)}" if profile else ""
    made, document = shlex.quote(f"{path}.new"), shlex.quote(str(path))
    return f"weir plan --all --output json -w {shlex.quote(str(workspace))}{chosen} > {made} && mv {made} {document}"


def _listed(problems: list[object]) -> str:
    lines = [f"\n  {problem_sentence(problem)}" for problem in problems if isinstance(problem, dict)]
    more = f"\n  and {len(lines) - MOST_PROBLEMS} more" if len(lines) > MOST_PROBLEMS else ""
    return "".join(lines[:MOST_PROBLEMS]) + more


class _UnfitError(Exception):
    """A part of the document does not fit."""


class _Node:
    """An object of the document, and where it stands; it knows which of its keys were asked for."""

    def __init__(self, value: object, place: str) -> None:
        if not isinstance(value, dict):
            raise _UnfitError(f"{place or 'the document'} is no object")
        self._value = value
        self._place = place
        self._known: set[str] = set()

    def text(self, key: str) -> str:
        return self._take(key, str, "a text")

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if self._has(key) else None

    def number(self, key: str, least: int) -> int:
        number = self._take(key, int, "a number")
        if number < least:
            raise _UnfitError(f"{self._at(key)} is {number}, and has to be {least} or more")
        return number

    def optional_number(self, key: str, least: int) -> int | None:
        return self.number(key, least) if self._has(key) else None

    def truth(self, key: str) -> bool:
        return self._take(key, bool, "true or false")

    def texts(self, key: str) -> tuple[str, ...]:
        items = self._take(key, list, "a list")
        for item in items:
            if not isinstance(item, str):
                raise _UnfitError(f"{self._at(key)} has an entry that is no text")
        return tuple(items)

    def each(self, key: str, read: Callable[[_Node], T]) -> tuple[T, ...]:
        items = self._take(key, list, "a list")
        return tuple(_whole(_Node(item, f"{self._at(key)}[{i}]"), read) for i, item in enumerate(items))

    def optional(self, key: str, read: Callable[[_Node], T]) -> T | None:
        if not self._has(key):
            return None
        return _whole(_Node(self._take(key, dict, "an object"), self._at(key)), read)

    def closed(self) -> None:
        """Refuses what nobody asked for: the document is of another version."""
        for key in self._value:
            if key not in self._known:
                raise _UnfitError(f"{self._at(key)} is unknown here; weir-airflow and weir are of different versions")

    def _take(self, key: str, kind: type[T], words: str) -> T:
        self._known.add(key)
        if key not in self._value:
            raise _UnfitError(f"{self._at(key)} is missing")
        value = self._value[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise _UnfitError(f"{self._at(key)} is not {words}")
        return value

    def _has(self, key: str) -> bool:
        self._known.add(key)
        return key in self._value

    def _at(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key


def _products(node: _Node) -> Products:
    schema = node.text("schema")
    if schema != SCHEMA:
        raise _UnfitError(f"its schema is '{schema}', and this weir-airflow knows '{SCHEMA}'; install the one that fits")
    found = Products(
        weir=node.text("weir"),
        workspace=node.text("workspace"),
        profile=node.optional_text("profile"),
        timezone=node.text("timezone"),
        files=node.each("files", _file),
        products=node.each("products", _product),
    )
    node.closed()
    names = [product.product for product in found.products]
    if len(set(names)) < len(names):
        raise _UnfitError("two products have one id")
    return found


def _whole(node: _Node, read: Callable[[_Node], T]) -> T:
    """Reads an object, of which nothing may be left that nobody asked for."""
    found = read(node)
    node.closed()
    return found


def _file(node: _Node) -> ListedFile:
    found = ListedFile(node.text("path"), node.text("sha256"))
    if not _SHA256.fullmatch(found.sha256):
        raise _UnfitError(f"the sha256 of {found.path} is none")
    return found


def _product(node: _Node) -> Product:
    return Product(
        product=node.text("product"),
        name=node.text("name"),
        description=node.text("description"),
        version=node.text("version"),
        audience=node.text("audience"),
        owners=node.texts("owners"),
        tags=node.texts("tags"),
        file=node.text("file"),
        due=node.optional("schedule", _due),
        latency_seconds=node.optional_number("latency-seconds", 0),
        by_interval=node.truth("by-interval"),
        reads=node.each("reads", _read),
        sources=node.texts("sources"),
        tables=node.each("tables", _table),
    )


def _due(node: _Node) -> Due:
    return Due(node.optional_text("cron"), node.optional_number("every-seconds", 1))


def _read(node: _Node) -> ReadProduct:
    return ReadProduct(node.text("product"), node.text("release"), node.texts("contracts"))


def _table(node: _Node) -> Table:
    return Table(
        table=node.text("table"),
        contract=node.text("contract"),
        description=node.text("description"),
        load=node.text("load"),
        format=node.text("format"),
        rules=node.number("rules", 0),
    )
