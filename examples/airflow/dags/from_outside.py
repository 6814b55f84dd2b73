"""A DAG that runs for each release, on whatever machine and by whatever scheduler that was made: Airflow 3 alone.

When the triggerer starts, it runs for the newest release, again where that one had a run.
"""

import os

from airflow.sdk import Asset, AssetWatcher, dag, task

from weir_airflow import NewReleaseTrigger

releases = Asset(
    "wards from outside",
    watchers=[
        AssetWatcher(
            name="releases",
            trigger=NewReleaseTrigger(
                product="wards",
                workspace=os.environ.get("WEIR_WORKSPACE", "/data/wards"),
                weir=os.environ.get("WEIR_COMMAND", "weir"),
                poll=60,
            ),
        )
    ],
)


@dag(dag_id="from_outside", schedule=[releases], tags=["weir"])
def from_outside():
    """Says which release has come."""

    @task
    def tell(triggering_asset_events=None) -> list:
        """Gives the releases that started this run."""
        events = [event for found in triggering_asset_events.values() for event in found]
        return [event.extra["payload"]["release"] for event in events]

    tell()


from_outside()
