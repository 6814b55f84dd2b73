"""The page of a product's DAG."""

from __future__ import annotations

from weir_airflow.document import Due, Product, Products
from weir_airflow.staleness import Staleness


def page_of(product: Product, products: Products, stale: Staleness) -> str:
    """Writes what an operator wants to know of a product, as Markdown."""
    parts = [
        _warning(stale),
        f"# {product.name or product.product}",
        product.description,
        _facts(product, products),
    ]
    parts += [_tables(product), _reads(product)]
    return "\n\n".join(part for part in parts if part)


def _warning(stale: Staleness) -> str:
    if not stale:
        return ""
    lines = "\n".join(f"> - {sentence}" for sentence in stale.sentences())
    return (
        "> **⚠ This page may be out of date.** Files of the workspace are not as they were when the products document was"
        f" made:\n>\n{lines}\n>\n> Make it again: `weir plan --all --output json`."
    )


def _facts(product: Product, products: Products) -> str:
    facts = [
        ("product", f"`{product.product}`, version {product.version}"),
        ("audience", product.audience),
        ("owners", ", ".join(product.owners) or "none"),
        ("contract", f"`{product.file}`"),
        ("workspace", products.workspace + (f", profile {products.profile}" if products.profile else "")),
        ("due", _due(product.due, products.timezone)),
        ("loaded", "by intervals" if product.by_interval else "whole"),
        ("values at most this old", _length(product.latency_seconds)),
        ("sources", ", ".join(f"`{source}`" for source in product.sources)),
    ]
    rows = "\n".join(f"| {name} | {_cell(value)} |" for name, value in facts if value)
    return f"| | |\n|---|---|\n{rows}"


def _tables(product: Product) -> str:
    if not product.tables:
        return ""
    rows = "\n".join(
        f"| `{table.table}` | {_cell(table.description)} | {table.load} | {table.format} | {table.rules} | `{table.contract}` |"
        for table in product.tables
    )
    return f"## Tables\n\n| table | what | load | format | rules | contract |\n|---|---|---|---|---|---|\n{rows}"


def _reads(product: Product) -> str:
    if not product.reads:
        return ""
    return "## Reads\n\n" + "\n".join(
        f"- `{read.product}`, {'its newest release' if read.newest else f'release {read.release}'}" for read in product.reads
    )


def _due(due: Due | None, timezone: str) -> str:
    if due is None:
        return "by hand, or with what it reads"
    if due.cron is not None:
        return f"`{due.cron}` in {timezone}"
    return f"every {_length(due.every_seconds)}"


def _length(seconds: int | None) -> str:
    if seconds is None:
        return ""
    for size, word in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= size and seconds % size == 0:
            return f"{seconds // size} {word}"
    return f"{seconds} s"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
