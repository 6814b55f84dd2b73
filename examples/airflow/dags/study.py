"""A DAG of one's own: it runs a product, waits for another one's release, and goes on with both."""

import os
from datetime import datetime

from weir_airflow import WeirOperator, WeirReleaseSensor, weir_asset

try:
    from airflow.sdk import dag, task
except ImportError:  # Airflow 2
    from airflow.decorators import dag, task

WORKSPACE = os.environ.get("WEIR_WORKSPACE", "/data/wards")
WEIR = os.environ.get("WEIR_COMMAND", "weir")


@dag(dag_id="study", schedule=None, start_date=datetime(2025, 1, 1), catchup=False, tags=["weir"])
def study():
    """Rows of two products, each from one release that has a number."""
    stays = WeirOperator(
        task_id="stays",
        product="wards",
        workspace=WORKSPACE,
        weir=WEIR,
        interval="2026-11-18",
        outlets=[weir_asset("wards", "wards")],
    )
    occupancy = WeirReleaseSensor(
        task_id="occupancy",
        product="occupancy",
        workspace=WORKSPACE,
        weir=WEIR,
        score=50,
        poke_interval=30,
        timeout=6 * 3600,
    )

    @task
    def train(wards: dict, beds: dict) -> str:
        """Notes which releases a model was trained on."""
        return f"trained on {wards['release']} and {beds['release']}"

    train(stays.output, occupancy.output)
    stays >> occupancy


study()
