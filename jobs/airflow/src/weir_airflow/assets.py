"""The asset that stands for a product's releases."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from weir_airflow import compat
from weir_airflow.document import ProductsError

if TYPE_CHECKING:
    from weir_airflow.compat import Asset


def asset_uri(workspace: str, product: str, profile: str | None = None) -> str:
    """The address of a product's releases, by the names of the workspace and the product.

    A profile that is named is part of it, since another profile may have another warehouse.
    """
    chosen = f"?profile={quote(profile, safe='')}" if profile else ""
    return f"weir://{quote(workspace, safe='')}/{quote(product, safe='')}{chosen}"


def weir_asset(workspace: str, product: str, *, name: str = "{product}", profile: str | None = None) -> Asset:
    """Gives the asset of a product, for the schedule of a DAG of your own.

    ``workspace`` is the name in ``weir.yaml``. ``name`` and ``profile`` have to be what the call of ``weir_dags`` has as
    ``asset`` and ``profile``.
    """
    return compat.asset(filled("asset", name, workspace, product, profile), asset_uri(workspace, product, profile))


def filled(argument: str, name: str, workspace: str, product: str, profile: str | None) -> str:
    """Fills what stands in braces in the name of a DAG or an asset."""
    known = {"workspace": workspace, "product": product, **({"profile": profile} if profile else {})}
    try:
        return name.format(**known)
    except (AttributeError, LookupError, ValueError):
        raise ProductsError(
            f"'{argument}' is '{name}'; in braces can stand product and workspace, and profile where 'profile' names one"
        ) from None
