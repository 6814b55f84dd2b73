"""From a products document to DAGs."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest

from airflow_runs import dag_bag
from conftest import FAKE, FakeWorkspace, product
from weir_airflow import compat, weir_asset, weir_dags
from weir_airflow.document import ProductsError

READS_NEWEST = [{"product": "clinical", "release": "newest", "contracts": ["a"]}]
READS_PINNED = [{"product": "clinical", "release": "paper-v1", "contracts": ["a"]}]
READS_TWO = [*READS_NEWEST, {"product": "wards", "release": "newest", "contracts": ["b"]}]


def dags(workspace: FakeWorkspace, *products: dict[str, Any], **values: Any) -> dict[str, Any]:
    if products:
        workspace.document(*products)
    return weir_dags(workspace.folder, weir=FAKE, **values)


def timetable(dag: Any) -> Any:
    return dag.timetable


def test_a_product_is_a_dag_with_a_task_and_its_watchers(workspace: FakeWorkspace) -> None:
    dag = dags(workspace)["clinical"]
    assert sorted(dag.task_ids) == [
        "compare",
        "publish",
        "run",
        "survey",
        "tables.encounters",
        "tables.patients",
    ]
    run = dag.get_task("run")
    assert run.downstream_task_ids == {"survey"}
    assert dag.get_task("survey").trigger_rule == "always"
    assert dag.get_task("survey").downstream_task_ids == {"tables.encounters", "tables.patients"}
    assert dag.get_task("compare").upstream_task_ids == {"tables.encounters", "tables.patients"}
    assert [task.task_id for task in dag.tasks if not task.downstream_task_ids] == ["publish"]
    assert dag.max_active_runs == 1
    assert run.max_active_tis_per_dag == 1  # a backfill has a max_active_runs of its own
    assert dag.catchup is False
    assert set(dag.tags) == {"weir", "centre", "enclave", "nightly"}
    assert run.owner == "stewards"
    assert [outlet.uri.rstrip("/") for outlet in run.outlets] == ["weir://centre/clinical"]


def test_watchers_may_be_left_out(workspace: FakeWorkspace) -> None:
    assert dags(workspace, watchers=False)["clinical"].task_ids == ["run"]


def test_the_page_says_what_the_product_is(workspace: FakeWorkspace) -> None:
    page = dags(workspace, product(schedule={"cron": "0 3 * * *"}, **{"latency-seconds": 7200}))["clinical"].doc_md
    for part in (
        "# The clinical product",
        "Patients, and what befell them.",
        "| audience | enclave |",
        "| owners | stewards |",
        "`contracts/clinical/clinical.odps.yaml`",
        "| due | `0 3 * * *` in Asia/Shanghai |",
        "| values at most this old | 2 h |",
        "| `patients` | The patients. | replace | iceberg | 1 | `patients.odcs.yaml` |",
    ):
        assert part in page
    assert "out of date" not in page


def test_a_stale_document_is_marked(workspace: FakeWorkspace) -> None:
    (workspace.folder / "contracts/clinical/clinical.odps.yaml").write_text("id: clinical # edited\n")
    (workspace.folder / "contracts/new.yaml").write_text("id: new\n")
    dag = weir_dags(workspace.folder)["clinical"]
    assert "weir-stale" in dag.tags
    assert dag.doc_md.startswith("> **⚠ This page may be out of date.**")
    assert "> - changed: `contracts/clinical/clinical.odps.yaml`" in dag.doc_md
    assert "> - new: `contracts/new.yaml`" in dag.doc_md


def test_schedules(workspace: FakeWorkspace) -> None:
    cron = {"schedule": {"cron": "0 3 * * *"}}
    frequency = {"schedule": {"every-seconds": 3600}}
    found = dags(
        workspace,
        product("hand"),
        product("nightly", **cron),
        product("nightly_parts", **cron, **{"by-interval": True}),
        product("hourly", **frequency),
        product("hourly_parts", **frequency, **{"by-interval": True}),
        product("reader", reads=READS_NEWEST),
        product("pinned", reads=READS_PINNED),
        product("both", reads=READS_NEWEST, **cron),
        product("both_often", reads=READS_NEWEST, **frequency),
    )
    kinds = {name: type(dag.timetable).__name__ for name, dag in found.items()}
    assert kinds == {
        "hand": "NullTimetable",
        "nightly": "CronTriggerTimetable",
        "nightly_parts": "CronDataIntervalTimetable",
        "hourly": kinds["hourly"],
        "hourly_parts": "DeltaDataIntervalTimetable",
        "reader": "AssetTriggeredTimetable" if compat.AIRFLOW_3 else "DatasetTriggeredTimetable",
        "pinned": "NullTimetable",
        "both": "AssetOrTimeSchedule" if compat.AIRFLOW_3 else "DatasetOrTimeSchedule",
        "both_often": "AssetOrTimeSchedule" if compat.AIRFLOW_3 else "DatasetOrTimeSchedule",
    }
    assert kinds["hourly"].startswith("Delta")
    assert str(found["nightly"].timezone) == "Asia/Shanghai"


def condition(dag: Any) -> Any:
    return dag.timetable.asset_condition if compat.AIRFLOW_3 else dag.timetable.dataset_condition


@pytest.mark.parametrize("waiting", ["any", "all"])
def test_a_product_that_reads_two_waits_as_asked(workspace: FakeWorkspace, waiting: str) -> None:
    dag = dags(workspace, product("clinical"), product("wards"), product("reader", reads=READS_TWO), waiting=waiting)["reader"]
    kind = {"any": compat.AssetAny, "all": compat.AssetAll}[waiting]
    assert isinstance(condition(dag), kind)


def test_an_asset_is_one_for_its_maker_and_its_readers(workspace: FakeWorkspace) -> None:
    found = dags(workspace, product("clinical"), product("reader", reads=READS_NEWEST), asset="{workspace}/{product}")
    made = found["clinical"].get_task("run").outlets[0]
    assert made == weir_asset("centre", "clinical", name="{workspace}/{product}")
    assert made in list(condition(found["reader"]).objects)


def test_a_workspace_with_a_strange_name_has_an_address(workspace: FakeWorkspace) -> None:
    workspace.document(product("病人"), workspace="北京 中心/1")
    (dag,) = weir_dags(workspace.folder, asset="p").values()
    assert dag.dag_id.startswith("___") or dag.dag_id.startswith("__")
    assert dag.get_task("run").outlets[0].uri.isascii()


def test_a_product_by_intervals_has_a_param(workspace: FakeWorkspace) -> None:
    found = dags(workspace, product("whole"), product("parts", **{"by-interval": True}))
    assert list(found["whole"].params) == []
    assert found["parts"].params["interval"] is None


def test_the_caller_has_the_last_word(workspace: FakeWorkspace) -> None:
    found = dags(
        workspace,
        product("clinical", schedule={"cron": "0 3 * * *"}),
        product("wards", schedule={"cron": "0 3 * * *"}),
        dag_id="weir_{workspace}_{product}",
        tags=["mine"],
        pool="heavy",
        default_args={"retries": 7, "owner": "me"},
        catchup=True,
        max_active_runs=3,
        each=lambda product: {"schedule": None, "tags": ["alone"]} if product.product == "wards" else {},
    )
    assert set(found) == {"weir_centre_clinical", "weir_centre_wards"}
    clinical, wards = found["weir_centre_clinical"], found["weir_centre_wards"]
    run = clinical.get_task("run")
    assert (run.retries, run.owner, run.pool) == (7, "me", "heavy")
    assert clinical.get_task("survey").pool == "default_pool"
    assert clinical.catchup is True
    assert clinical.max_active_runs == 3
    assert "mine" in clinical.tags
    assert type(wards.timetable).__name__ == "NullTimetable"
    assert "alone" in wards.tags


def test_some_products_and_an_unknown_one(workspace: FakeWorkspace) -> None:
    workspace.document(product("a"), product("b"))
    assert list(weir_dags(workspace.folder, products=["b"])) == ["b"]
    with pytest.raises(ProductsError, match="no product c; it has a, b"):
        weir_dags(workspace.folder, products=["c"])


def test_the_profile_of_the_document_is_the_run_s(workspace: FakeWorkspace) -> None:
    workspace.document(product(), profile="prod")
    assert weir_dags(workspace.folder)["clinical"].get_task("run").profile == "prod"
    assert weir_dags(workspace.folder, profile="test")["clinical"].get_task("run").profile == "test"


def test_an_unknown_zone_is_refused(workspace: FakeWorkspace) -> None:
    workspace.document(product(), timezone="Mars/Olympus")
    with pytest.raises(ProductsError, match="Mars/Olympus"):
        weir_dags(workspace.folder)


async def tell_somebody(**_: Any) -> None:
    """A callback for late runs."""


def test_latency_is_a_deadline_and_ends_no_run(workspace: FakeWorkspace) -> None:
    late = product(**{"latency-seconds": 7200})
    plain = dags(workspace, late)["clinical"]
    assert plain.dagrun_timeout is None
    told = dags(workspace, late, on_late=tell_somebody)["clinical"]
    if compat.AIRFLOW_3:
        assert not plain.deadline
        deadline = told.deadline[0] if isinstance(told.deadline, list) else told.deadline
        assert deadline.interval == timedelta(hours=2)
    else:
        assert plain.get_task("run").sla == timedelta(hours=2)
        assert told.sla_miss_callback is tell_somebody


def test_a_dag_file_is_one_line_and_a_broken_document_shows(workspace: FakeWorkspace, tmp_path: Any) -> None:
    folder = tmp_path / "dags"
    folder.mkdir()
    file = folder / "centre.py"
    file.write_text(f"from weir_airflow import weir_dags\n\nglobals().update(weir_dags({str(workspace.folder)!r}))\n")
    workspace.document(product("clinical"), product("wards"))
    good = dag_bag(folder)
    assert not good.import_errors
    assert set(good.dags) == {"clinical", "wards"}
    assert {dag.fileloc for dag in good.dags.values()} == {str(file)}
    (workspace.folder / "weir-products.json").unlink()
    broken = dag_bag(folder)
    assert not broken.dags
    (error,) = broken.import_errors.values()
    assert "There is no products document" in error
    assert "weir plan --all --output json -w" in error


def test_dags_survive_being_serialized(workspace: FakeWorkspace) -> None:
    found = dags(
        workspace,
        product("clinical", schedule={"cron": "0 3 * * *"}, **{"by-interval": True}),
        product("r", reads=READS_NEWEST),
    )
    if compat.AIRFLOW_3:
        from airflow.serialization.serialized_objects import DagSerialization as Serialization
    else:
        from airflow.serialization.serialized_objects import SerializedDAG as Serialization
    for dag in found.values():
        again = Serialization.from_dict(Serialization.to_dict(dag))
        assert set(again.task_ids) == set(dag.task_ids)
        assert hashlib.sha256(str(Serialization.to_dict(dag)).encode()).hexdigest()


def test_a_command_for_a_pod_or_for_spark() -> None:
    from weir_airflow import weir_command

    command = weir_command(
        "clinical",
        "/data/clinic",
        profile="prod",
        interval="{{ data_interval_start | ts }}/{{ data_interval_end | ts }}",
        options=["--strict"],
        environment={"WEIR_KEY_PASSWORD": "{{ conn.weir.password }}"},
    )
    assert command.program == ["weir"]
    assert command.rest == [
        "run", "clinical", "--workspace", "/data/clinic", "--output", "json", "--profile", "prod", "--progress", "json",
        "--interval", "{{ data_interval_start | ts }}/{{ data_interval_end | ts }}", "--strict",
    ]  # fmt: skip
    assert command.environment == {"WEIR_KEY_PASSWORD": "{{ conn.weir.password }}"}
    submitted = weir_command("clinical", "/data/clinic", weir=["weir", "submit"])
    assert submitted.arguments[:4] == ("weir", "submit", "run", "clinical")


def test_a_worker_parses_the_dag_that_it_runs_alone(workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.document(product("clinical"), product("wards"))
    monkeypatch.setenv("_AIRFLOW_PARSING_CONTEXT_DAG_ID", "wards")
    assert list(weir_dags(workspace.folder)) == ["wards"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"options": "--again"}, "'options' is the text '--again'; write a list, such as ['--again']"),
        ({"products": "clinical"}, "'products' is the text 'clinical'"),
        ({"tags": "mine"}, "'tags' is the text 'mine'"),
        ({"tags": [1]}, "'tags' is [1]; 1 in it is no text"),
        ({"options": ["--strict", 1]}, "'options' is ['--strict', 1]; 1 in it is no text"),
        ({"options": ["--output", "text"]}, "'options' has '--output'; the package reads the answer as JSON"),
        ({"options": ["--interval=2026-11-19"]}, "'options' has '--interval=2026-11-19'; the DAG run says it"),
        ({"options": ["-p", "prod"]}, "'options' has '-p'; 'profile' says it"),
        ({"products": {"clinical": 1}}, "'products' is {'clinical': 1}; it is a list of texts"),
        ({"weir": ""}, "'weir' is ''; leave it out, or write something into it"),
        ({"weir": []}, "'weir' is []; it is a program, such as 'weir'"),
        ({"weir": ["weir", None]}, "'weir' is ['weir', None]; None in it is no text"),
        ({"profile": 3}, "'profile' is 3; it is a text"),
        ({"profile": ""}, "'profile' is ''; leave it out"),
        ({"watchers": "no"}, "'watchers' is 'no'; it is True or False"),
        ({"env": ["A=1"]}, "'env' is ['A=1']; it is a dict"),
        ({"env": {"A": 1}}, "'env' has 'A': 1; names and values are texts"),
        ({"default_args": [1]}, "'default_args' is [1]; it is a dict"),
        ({"each": {}}, "'each' is {}; it is a function"),
        ({"weir": "", "grace": -1}, "write something into it; 'grace' is -1; it is a number of seconds"),
        ({"waiting": "ALL"}, "'waiting' is 'ALL'; it can be 'any' or 'all'"),
        ({"grace": "60"}, "'grace' is '60'; it is a number of seconds"),
        ({"grace": -1}, "'grace' is -1; it is a number of seconds"),
        ({"on_late": "tell"}, "'on_late' is 'tell'; it is a function"),
        ({"dag_id": "{prodct}"}, "'dag_id' is '{prodct}'; in braces can stand product and workspace"),
        ({"dag_id": "{"}, "'dag_id' is '{'"),
        (
            {"asset": "{profile}_{product}"},
            "'asset' is '{profile}_{product}'; in braces can stand product and workspace, and profile",
        ),
        ({"asset": "x"}, "Two products have the asset 'x'; put {product} into 'asset'"),
        ({"each": lambda _: None}, "'each' gave None for the product 'clinical'; it has to give a dict"),
    ],
)
def test_an_argument_that_cannot_be_is_named(workspace: FakeWorkspace, arguments: dict[str, Any], says: str) -> None:
    workspace.document(product("clinical"), product("wards"))
    with pytest.raises(ProductsError) as refused:
        weir_dags(workspace.folder, **arguments)
    assert says in str(refused.value)


def test_two_profiles_have_names_and_addresses_of_their_own(workspace: FakeWorkspace) -> None:
    workspace.document(product("clinical"), product("reader", reads=READS_NEWEST), profile="laptop")
    names = {"dag_id": "{profile}_{product}", "asset": "{profile}_{product}"}
    found = {profile: weir_dags(workspace.folder, profile=profile, **names) for profile in ("laptop", "prod")}
    assert sorted(found["prod"]) == ["prod_clinical", "prod_reader"]
    made = {profile: dags[f"{profile}_clinical"].get_task("run").outlets[0] for profile, dags in found.items()}
    assert made["prod"].uri == "weir://centre/clinical?profile=prod"
    assert made["laptop"].uri == "weir://centre/clinical?profile=laptop"
    assert list(condition(found["prod"]["prod_reader"]).objects) == [made["prod"]]
    assert made["prod"] == weir_asset("centre", "clinical", name="{profile}_{product}", profile="prod")
    unnamed = weir_dags(workspace.folder)["clinical"].get_task("run").outlets[0]
    assert unnamed.uri == "weir://centre/clinical"


def test_two_products_never_share_a_dag(workspace: FakeWorkspace) -> None:
    workspace.document(product("clinical"), product("wards"))
    with pytest.raises(ProductsError, match="Two products have the DAG id 'one'"):
        weir_dags(workspace.folder, dag_id="one")
