"""DAG runs in this process, on either line of Airflow."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from airflow.models import import_all_models

from weir_airflow import compat

# Tables refer to one another, so the database's session needs all of them.
import_all_models()
if not compat.AIRFLOW_3:
    import airflow.providers.fab.auth_manager.models  # noqa: F401


def run_dag(dag: Any, when: datetime | None = None, conf: dict[str, Any] | None = None) -> DagRunSeen:
    """Runs a DAG to its end as ``airflow dags test`` does."""
    arguments: dict[str, Any] = {}
    if compat.AIRFLOW_3:
        _serialize(dag)
        if when:
            arguments = {"logical_date": when, "run_after": when}
    else:
        type(dag).bulk_write_to_db([dag])  # datasets have events once the database knows them
        if when:
            arguments = {"execution_date": when}
    run = dag.test(run_conf=conf, **arguments)
    return DagRunSeen(dag.dag_id, run.run_id)


def _serialize(dag: Any) -> None:
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import DagBag, sync_bag_to_db

    DagBundlesManager().sync_bundles_to_db()
    bag = DagBag(os.devnull, collect_dags=False)
    bag.bag_dag(dag)
    sync_bag_to_db(bag, "dags-folder", None)


def warmed_up() -> None:
    """Makes what the first DAG run of a process makes, for the processes that are forked of this one."""
    if compat.AIRFLOW_3:
        import a2wsgi  # noqa: F401
        from airflow.sdk.execution_time.supervisor import in_process_api_server
        from fastapi.testclient import TestClient

        TestClient(in_process_api_server().app).get("/health")


def dag_bag(path: Path) -> Any:
    """Reads DAG files as a DAG processor does."""
    if compat.AIRFLOW_3:
        from airflow.dag_processing.dagbag import DagBag

        return DagBag(str(path))
    from airflow.models.dagbag import DagBag

    return DagBag(str(path), include_examples=False)


class DagRunSeen:
    """What the database has of a DAG run."""

    def __init__(self, dag_id: str, run_id: str) -> None:
        from airflow.models.dagrun import DagRun
        from airflow.models.xcom import XCom
        from airflow.utils.session import create_session

        self.xcoms: dict[tuple[str, str], Any] = {}
        with create_session() as session:
            run = session.query(DagRun).filter_by(dag_id=dag_id, run_id=run_id).one()
            self.state = str(getattr(run.state, "value", run.state))
            self.run_id = run_id
            self.states = {
                ti.task_id: str(getattr(ti.state, "value", ti.state)) for ti in run.get_task_instances(session=session)
            }
            self.tries = {ti.task_id: ti.try_number for ti in run.get_task_instances(session=session)}
            for row in session.query(_xcom_model(XCom)).filter_by(dag_id=dag_id, run_id=run_id):
                self.xcoms[(row.task_id, row.key)] = _value(row) if compat.AIRFLOW_3 else row.value

    def xcom(self, task: str, key: str = "return_value") -> Any:
        """The XCom of a task."""
        return self.xcoms.get((task, key))


def _xcom_model(xcom: Any) -> Any:
    if compat.AIRFLOW_3:
        from airflow.models.xcom import XComModel

        return XComModel
    return xcom


def _value(row: Any) -> Any:
    from airflow.models.xcom import XComModel

    return XComModel.deserialize_value(row)


def asset_events() -> list[dict[str, Any]]:
    """The events of assets, the oldest first."""
    from airflow.utils.session import create_session

    if compat.AIRFLOW_3:
        from airflow.models.asset import AssetEvent as Event
    else:
        from airflow.models.dataset import DatasetEvent as Event
    with create_session() as session:
        return [dict(event.extra or {}) for event in session.query(Event).order_by(Event.id)]
