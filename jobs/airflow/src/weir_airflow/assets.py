"""The asset that stands for a product's releases."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from weir_airflow import compat

if TYPE_CHECKING:
    from weir_airflow.compat import Asset


def asset_uri(workspace: str, product: str) -> str:
    """The address of a product's releases, by the names of the workspace and the product."""
    return f"weir://{quote(workspace, safe='')}/{quote(product, safe='')}"


def weir_asset(workspace: str, product: str, *, name: str = "{product}") -> Asset:
    """Gives the asset of a product, for the schedule of a DAG of your own.

    ``workspace`` is the name in ``weir.yaml``. ``name`` has to be what the call of ``weir_dags`` has as ``asset``.
    """
    return compat.asset(name.format(workspace=workspace, product=product), asset_uri(workspace, product))
