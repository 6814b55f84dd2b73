"""One DAG for each product of a workspace."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from os import PathLike
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from weir_airflow import compat
from weir_airflow.arguments import check
from weir_airflow.assets import filled, weir_asset
from weir_airflow.command import Program
from weir_airflow.compat import DAG, Asset, Param, TaskGroup
from weir_airflow.document import FILE, Product, Products, ProductsError, read_products
from weir_airflow.operator import WeirOperator
from weir_airflow.page import page_of
from weir_airflow.progress import COMPARE, PUBLISH, SURVEY, TABLE
from weir_airflow.schedule import Waiting, schedule_of
from weir_airflow.staleness import Staleness, staleness
from weir_airflow.watcher import WeirWatcher

STALE_TAG = "weir-stale"
RUNNER = "run"


def weir_dags(
    workspace: str | PathLike[str],
    *,
    weir: Program = "weir",
    profile: str | None = None,
    document: str | PathLike[str] | None = None,
    products: Collection[str] | None = None,
    dag_id: str = "{product}",
    asset: str = "{product}",
    waiting: Waiting = "any",
    watchers: bool = True,
    env: Mapping[str, str] | None = None,
    options: Sequence[str] = (),
    pages: str | None = None,
    grace: float = 60,
    pool: str | None = None,
    tags: Sequence[str] = (),
    default_args: Mapping[str, Any] | None = None,
    on_late: Callable[..., Any] | None = None,
    each: Callable[[Product], Mapping[str, Any]] | None = None,
    **dag_arguments: Any,
) -> dict[str, DAG]:
    """Makes the DAGs of a workspace from its products document, without starting Weir.

    In a DAG file: ``globals().update(weir_dags("/data/clinic"))``.

    :param workspace: the folder of the workspace, as scheduler and workers see it
    :param weir: the program, or a list with the program and what stands before ``run``
    :param profile: the profile of ``weir.yaml``; left out, the one that the document was made with. One that is named is
        part of the assets' addresses
    :param document: the products document; ``weir-products.json`` in the workspace where this is left out
    :param products: the ids of products that get a DAG; all where this is left out
    :param dag_id: the id of a DAG, with ``{product}``, ``{workspace}`` and, where ``profile`` names one, ``{profile}`` in it
    :param asset: the name of an asset, likewise
    :param waiting: whether a product that reads several others runs when ``any`` or ``all`` of them have a new release
    :param watchers: whether tasks for the stages stand beside the one that runs the product
    :param env: variables for ``${NAME}`` in ``weir.yaml``
    :param options: further options of ``weir run``
    :param pages: the address under which the workspace's folder is served, for links
    :param grace: how many seconds a run that is stopped has to remove what it wrote
    :param pool: the pool of the tasks that run products; watchers take a slot of the default pool for a moment at a time
    :param tags: tags beside those of the products
    :param default_args: Airflow's default arguments of tasks
    :param on_late: a callback for a product that has no release in time, by the ``latency`` of its contracts
    :param each: gives further arguments of the DAG of one product; they go before all others
    :param dag_arguments: further arguments of all DAGs, such as ``catchup`` or ``schedule``
    """
    check(
        {
            "weir": weir,
            "profile": profile,
            "products": products,
            "dag_id": dag_id,
            "asset": asset,
            "waiting": waiting,
            "watchers": watchers,
            "env": env,
            "options": options,
            "pages": pages,
            "grace": grace,
            "pool": pool,
            "tags": tags,
            "default_args": default_args,
            "on_late": on_late,
            "each": each,
        }
    )
    folder = Path(workspace)
    found = read_products(Path(document) if document is not None else folder / FILE, folder, profile)
    _check_zone(found.timezone)
    wanted = _chosen(found, products)
    asked = compat.parsed_for()
    # Who runs a task wants one DAG, and no page.
    stale = Staleness() if asked else staleness(folder, found)
    making = _Making(
        found,
        stale,
        runner={
            "workspace": str(folder),
            "weir": weir,
            "profile": profile or found.profile,
            "env": dict(env) if env else None,
            "options": list(options),
            "pages": pages,
            "grace": grace,
            **({"pool": pool} if pool else {}),
        },
        names=(dag_id, asset),
        profile=profile,
        waiting=waiting,
        watchers=watchers,
    )
    shared = {
        "tags": list(tags),
        "default_args": dict(default_args or {}),
        "on_late": on_late,
        **dag_arguments,
    }
    dags = {}
    making.check_assets()
    for product in wanted:
        name = making.dag_id(product)
        if name in dags:
            raise ProductsError(f"Two products have the DAG id '{name}'; put {{product}} into 'dag_id'")
        if asked is None or asked == name:
            dags[name] = making.dag(product, {**shared, **_further(each, product), "dag_id": name})
    return dags


class _Making:
    """What is alike for all products of a workspace."""

    def __init__(
        self,
        products: Products,
        stale: Staleness,
        *,
        runner: Mapping[str, Any],
        names: tuple[str, str],
        profile: str | None,
        waiting: Waiting,
        watchers: bool,
    ) -> None:
        self._products = products
        self._stale = stale
        self._runner = runner
        self._dag_name, self._asset_name = names
        self._profile = profile
        self._waiting = waiting
        self._watchers = watchers

    def dag_id(self, product: Product) -> str:
        """The id of a product's DAG."""
        return _identifier(filled("dag_id", self._dag_name, self._products.workspace, product.product, self._profile))

    def check_assets(self) -> None:
        """Refuses one name for the assets of two products."""
        names = [
            filled("asset", self._asset_name, self._products.workspace, product.product, self._profile)
            for product in self._products.products
        ]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise ProductsError(f"Two products have the asset '{twice}'; put {{product}} into 'asset'")

    def dag(self, product: Product, arguments: dict[str, Any]) -> DAG:
        """Makes the DAG of a product."""
        added_tags = arguments.pop("tags")
        on_late = arguments.pop("on_late")
        given = arguments.pop("default_args")
        defaults = {
            "owner": ", ".join(product.owners) or "weir",
            "retries": 2,
            "retry_delay": timedelta(minutes=1),
            **given,
        }
        settings: dict[str, Any] = {
            "description": _first_line(product.description or product.name),
            "doc_md": page_of(product, self._products, self._stale),
            "schedule": schedule_of(product, self._products.timezone, self._asset, self._waiting),
            "start_date": datetime(2025, 1, 1, tzinfo=ZoneInfo(self._products.timezone)),
            "catchup": False,
            "max_active_runs": 1,
            "tags": self._tags(product, added_tags),
            "params": _params(product),
            **compat.lateness(product.latency_seconds, on_late),
        }
        dag = DAG(**{**settings, **arguments, "default_args": defaults})
        with dag:
            self._tasks(product)
        return dag

    def _tasks(self, product: Product) -> None:
        runner = WeirOperator(
            task_id=RUNNER,
            product=product.product,
            by_interval=product.by_interval,
            timezone=self._products.timezone,
            outlets=[self._asset(product.product)],
            doc_md=f"Runs `weir run {product.product}`. The tasks behind it show its stages while it goes on.",
            **compat.task_deadline(product.latency_seconds),
            **self._runner,
        )
        if not self._watchers:
            return
        # They follow the runner, so that clearing it clears them, and begin with it.
        survey = _watcher(SURVEY, "always", "The survey of the source files.")
        compare = _watcher(COMPARE, "all_done", "What no single row can answer, and the verdicts of all rules.")
        publish = _watcher(PUBLISH, "all_done", "The release; it ends as the run ends.", last=True)
        with TaskGroup("tables", tooltip="The tables, as the run makes them"):
            tables = [
                _watcher(TABLE, "all_done", table.description, table=table.table, task_id=_identifier(table.table))
                for table in product.tables
            ]
        runner >> survey
        if tables:
            survey >> tables >> compare
        else:
            survey >> compare
        compare >> publish

    def _asset(self, product: str) -> Asset:
        return weir_asset(self._products.workspace, product, name=self._asset_name, profile=self._profile)

    def _tags(self, product: Product, added: Sequence[str]) -> list[str]:
        own = ["weir", self._products.workspace, product.audience, *product.tags, *added]
        return [*dict.fromkeys(tag[:100] for tag in own), *([STALE_TAG] if self._stale else [])]


def _watcher(stage: str, rule: str, words: str, *, table: str = "", last: bool = False, task_id: str = "") -> WeirWatcher:
    return WeirWatcher(
        task_id=task_id or stage,
        runner=RUNNER,
        stage=stage,
        table=table,
        last=last,
        trigger_rule=rule,
        # What a watcher finds out is final. What is tried again is Airflow's: a look that the API server does not answer, and a
        # sensor that is queued again before the executor has reported the look before, which Airflow takes for a failure.
        retries=5,
        retry_delay=timedelta(seconds=5),
        doc_md=words,
    )


def _params(product: Product) -> dict[str, Param]:
    if not product.by_interval:
        return {}
    words = "What the run is about: a day, a month, an hour, or from/to. Left out, the data interval of the DAG run."
    return {"interval": Param(None, type=["null", "string"], title="Interval", description=words)}


def _further(each: Callable[[Product], Mapping[str, Any]] | None, product: Product) -> Mapping[str, Any]:
    found = each(product) if each else {}
    if not isinstance(found, Mapping):
        raise ProductsError(f"'each' gave {found!r} for the product '{product.product}'; it has to give a dict, an empty one too")
    return found


def _chosen(found: Products, wanted: Collection[str] | None) -> list[Product]:
    if wanted is None:
        return list(found.products)
    known = {product.product: product for product in found.products}
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        raise ProductsError(
            f"The products document has no product {', '.join(unknown)}; it has {', '.join(known) or 'none'}. Correct"
            " 'products', or make the document again"
        )
    return [known[name] for name in wanted]


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ProductsError(f"The products document has the time zone '{name}', which this machine does not know") from None


def _identifier(name: str) -> str:
    """Makes an id that Airflow takes; one that had to be changed keeps apart from others by its hash."""
    fitting = re.sub(r"[^A-Za-z0-9_.~-]", "_", name)[:200]
    return fitting if fitting == name else f"{fitting}_{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0][:250]
