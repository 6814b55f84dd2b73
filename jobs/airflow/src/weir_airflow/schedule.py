"""When the DAG of a product runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from weir_airflow import compat
from weir_airflow.document import Product

if TYPE_CHECKING:
    from weir_airflow.compat import Asset

Waiting = Literal["any", "all"]


def schedule_of(product: Product, timezone: str, asset_of: Callable[[str], Asset], waiting: Waiting) -> Any:
    """Gives what ``schedule`` of a DAG takes; None where the product is run by hand alone.

    A product that reads the newest releases of others waits for those; a release that is pinned starts nothing.
    """
    timetable = _timetable(product, timezone)
    assets = [asset_of(name) for name in dict.fromkeys(read.product for read in product.reads if read.newest)]
    if not assets:
        return timetable
    condition = compat.any_of(assets) if waiting == "any" else compat.all_of(assets)
    if timetable is None:
        return condition
    return compat.asset_or_time(timetable, condition)


def _timetable(product: Product, timezone: str) -> Any:
    if product.due is None:
        return None
    if product.due.cron is not None:
        return compat.cron(product.due.cron, timezone, intervals=product.by_interval)
    if product.due.every_seconds is None:
        return None
    # Beside assets Airflow takes timetables alone, no plain lengths of time.
    beside = any(read.newest for read in product.reads)
    return compat.every(product.due.every_seconds, intervals=product.by_interval or beside)
