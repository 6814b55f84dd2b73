"""What Airflow asks of a provider: the links that its web server may show."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any


def provider_info() -> dict[str, Any]:
    """Describes the package to Airflow."""
    return {
        "package-name": "weir-airflow",
        "name": "Weir",
        "description": "DAGs of a Weir workspace: one for each data product.",
        "versions": [version("weir-airflow")],
        "extra-links": ["weir_airflow.links.ReportLink", "weir_airflow.links.PageLink"],
    }
