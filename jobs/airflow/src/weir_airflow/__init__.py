"""Airflow DAGs of a Weir workspace: one for each data product."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weir_airflow.assets import weir_asset as weir_asset
    from weir_airflow.command import WeirCommand as WeirCommand
    from weir_airflow.command import weir_command as weir_command
    from weir_airflow.dags import weir_dags as weir_dags
    from weir_airflow.document import ProductsError as ProductsError
    from weir_airflow.operator import WeirOperator as WeirOperator
    from weir_airflow.sensor import WeirReleaseSensor as WeirReleaseSensor
    from weir_airflow.triggers import NewReleaseTrigger as NewReleaseTrigger
    from weir_airflow.triggers import ReleaseTrigger as ReleaseTrigger

# Each is imported when somebody names it: a triggerer needs no operators, and a DAG file no triggers.
_PLACES = {
    "NewReleaseTrigger": "triggers",
    "ProductsError": "document",
    "ReleaseTrigger": "triggers",
    "WeirCommand": "command",
    "WeirOperator": "operator",
    "WeirReleaseSensor": "sensor",
    "weir_asset": "assets",
    "weir_command": "command",
    "weir_dags": "dags",
}
__all__ = [  # noqa: PLE0604 names of the table
    *_PLACES,
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'weir_airflow' has no attribute '{name}'")
    return getattr(import_module(f"weir_airflow.{_PLACES[name]}"), name)
