"""The one place that knows how Airflow 2 and Airflow 3 differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from airflow import __version__ as _version

AIRFLOW_3 = int(_version.split(".")[0]) >= 3

if AIRFLOW_3:
    from airflow.sdk import (
        DAG,
        Asset,
        AssetAll,
        AssetAny,
        BaseOperator,
        BaseOperatorLink,
        Context,
        Param,
        TaskGroup,
    )
    from airflow.sdk.bases.sensor import BaseSensorOperator
    from airflow.sdk.exceptions import (
        AirflowException,
        AirflowFailException,
        AirflowRescheduleException,
        AirflowSkipException,
    )
else:
    from airflow.datasets import Dataset as Asset
    from airflow.datasets import DatasetAll as AssetAll
    from airflow.datasets import DatasetAny as AssetAny
    from airflow.exceptions import (
        AirflowException,
        AirflowFailException,
        AirflowRescheduleException,
        AirflowSkipException,
    )
    from airflow.models.baseoperator import BaseOperator
    from airflow.models.baseoperatorlink import BaseOperatorLink
    from airflow.models.dag import DAG
    from airflow.models.param import Param
    from airflow.sensors.base import BaseSensorOperator
    from airflow.utils.context import Context
    from airflow.utils.task_group import TaskGroup

__all__ = [
    "AIRFLOW_3",
    "DAG",
    "AirflowException",
    "AirflowFailException",
    "AirflowRescheduleException",
    "AirflowSkipException",
    "Asset",
    "AssetAll",
    "AssetAny",
    "BaseOperator",
    "BaseOperatorLink",
    "BaseSensorOperator",
    "Context",
    "Param",
    "TaskGroup",
    "WaitingOperator",
]


class WaitingOperator(BaseOperator):
    """An operator that may give its slot back for a time, as sensors do: the scheduler asks when it may go on."""

    reschedule = True
    if AIRFLOW_3:
        _is_sensor = True
    else:
        from airflow.ti_deps.deps.ready_to_reschedule import ReadyToRescheduleDep

        deps = BaseOperator.deps | {ReadyToRescheduleDep()}

    @classmethod
    def get_serialized_fields(cls) -> frozenset[str]:
        """What the scheduler knows of it."""
        known: frozenset[str] = super().get_serialized_fields()  # type: ignore[no-untyped-call]
        return known | {"reschedule", *(["_is_sensor"] if AIRFLOW_3 else [])}


def asset(name: str, uri: str) -> Asset:
    """Makes an asset; Airflow 2 knows it by its URI alone."""
    return Asset(name=name, uri=uri) if AIRFLOW_3 else Asset(uri)


def cron(expression: str, timezone: str, *, intervals: bool) -> Any:
    """Makes the timetable of a cron expression, with data intervals or without."""
    from airflow.timetables.interval import CronDataIntervalTimetable
    from airflow.timetables.trigger import CronTriggerTimetable

    kind = CronDataIntervalTimetable if intervals else CronTriggerTimetable
    return kind(expression, timezone=timezone)


def every(seconds: int, *, intervals: bool) -> Any:
    """Makes the timetable of a frequency."""
    from airflow.timetables.interval import DeltaDataIntervalTimetable

    return DeltaDataIntervalTimetable(timedelta(seconds=seconds)) if intervals else timedelta(seconds=seconds)


def asset_or_time(timetable: Any, assets: Any) -> Any:
    """Makes a schedule of a timetable and assets: what comes first starts a run."""
    if AIRFLOW_3:
        from airflow.timetables.assets import AssetOrTimeSchedule

        return AssetOrTimeSchedule(timetable=timetable, assets=assets)
    from airflow.timetables.datasets import DatasetOrTimeSchedule

    return DatasetOrTimeSchedule(timetable=timetable, datasets=assets)


def due_moment(context: Context) -> datetime | None:
    """When a DAG run was due: a release made since then is this run's, or newer than anything it waited for."""
    values: dict[str, Any] = dict(context)
    run = values["dag_run"]
    if AIRFLOW_3:
        return getattr(run, "run_after", None)
    return getattr(run, "data_interval_end", None) or run.logical_date


def data_interval(context: Context) -> tuple[datetime, datetime] | None:
    """The data interval of a DAG run where it has one that is longer than nothing."""
    run: Any = context["dag_run"]
    start, end = run.data_interval_start, run.data_interval_end
    return (start, end) if start and end and start < end else None


def generation(context: Context) -> int:
    """How often the DAG run was cleared: what a task wrote before does not count for one that was cleared after."""
    return int(getattr(context["dag_run"], "clear_number", 0) or 0)


def task_state(context: Context, task_id: str) -> str | None:
    """The state of another task of the same DAG run."""
    run: Any = context["dag_run"]
    if AIRFLOW_3:
        ti: Any = context["ti"]
        states = ti.get_task_states(dag_id=run.dag_id, task_ids=[task_id], run_ids=[run.run_id])
        state = states.get(run.run_id, {}).get(task_id)
    else:
        other = run.get_task_instance(task_id)
        state = other.state if other else None
    return None if state is None else str(getattr(state, "value", state))


def waiting_since(context: Context) -> datetime | None:
    """When a task began that has given its slot back since; None where it has not."""
    ti: Any = context["ti"]
    if AIRFLOW_3:
        found: datetime | None = ti.get_first_reschedule_date(context)
    else:
        from airflow.sensors.base import _orig_start_date

        first = (ti.max_tries or 0) - (ti.task.retries or 0) + 1
        found = _orig_start_date(ti.dag_id, ti.task_id, ti.run_id, ti.map_index, first)
    return found


def looking_again(moment: datetime) -> AirflowException:
    """What a ``WaitingOperator`` raises to be started again at a moment."""
    return AirflowRescheduleException(moment)  # type: ignore[no-untyped-call]


def lineage_parent(context: Context) -> dict[str, str]:
    """What OpenLineage's programs read of the task that starts them; nothing where Airflow emits no lineage."""
    try:
        from airflow.providers.openlineage.plugins import macros
    except ImportError:
        return {}
    ti: Any = context["ti"]
    found = {"OPENLINEAGE_PARENT_ID": macros.lineage_parent_id(ti)}
    root = getattr(macros, "lineage_root_parent_id", None)
    if root is not None:
        found["OPENLINEAGE_ROOT_PARENT_ID"] = root(ti)
    return found


def any_of(assets: Sequence[Asset]) -> Any:
    """A schedule on whichever of the assets comes first."""
    return AssetAny(*assets)


def all_of(assets: Sequence[Asset]) -> Any:
    """A schedule on all of the assets."""
    return AssetAll(*assets)


def poke_return_value(value: Any) -> Any:
    """Tells a sensor that it is done, and what its XCom is."""
    if AIRFLOW_3:
        from airflow.sdk.bases.sensor import PokeReturnValue
    else:
        from airflow.sensors.base import PokeReturnValue
    return PokeReturnValue(is_done=True, xcom_value=value)


def lateness(latency_seconds: int | None, on_late: Callable[..., Any] | None) -> dict[str, Any]:
    """Arguments of a DAG that call somebody when a product is late; a late run is never ended for that."""
    if latency_seconds is None or on_late is None:
        return {}
    if not AIRFLOW_3:
        return {"sla_miss_callback": on_late}
    from airflow.sdk.definitions.callback import AsyncCallback
    from airflow.sdk.definitions.deadline import DeadlineAlert, DeadlineReference

    return {
        "deadline": DeadlineAlert(
            reference=DeadlineReference.DAGRUN_QUEUED_AT,
            interval=timedelta(seconds=latency_seconds),
            callback=AsyncCallback(on_late),
        )
    }


def task_deadline(latency_seconds: int | None) -> dict[str, Any]:
    """Arguments of a task: Airflow 2 notes tasks that are late by their ``sla``."""
    if AIRFLOW_3 or not latency_seconds:
        return {}
    return {"sla": timedelta(seconds=latency_seconds)}


def parsed_for() -> str | None:
    """The DAG that a worker wants of a file; None where a whole file is parsed."""
    if AIRFLOW_3:
        from airflow.sdk import get_parsing_context
    else:
        from airflow.utils.dag_parsing_context import get_parsing_context
    return get_parsing_context().dag_id


def pushed(ti_key: Any, key: str) -> Any:
    """What a task has pushed under a key, for the web server of Airflow 2."""
    from airflow.models.xcom import XCom

    return XCom.get_value(ti_key=ti_key, key=key)
