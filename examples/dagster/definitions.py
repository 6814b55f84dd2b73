"""A workspace's products as Dagster assets: one asset for each table, made together by one run of Weir.

``dagster dev -f definitions.py`` with ``WEIR_WORKSPACE`` and ``WEIR_COMMAND``. It reads the products document and the events of
``weir run --progress json``, and knows nothing else of Weir.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import dagster as dg

WORKSPACE = Path(os.environ.get("WEIR_WORKSPACE", "/data/wards"))
WEIR = os.environ.get("WEIR_COMMAND", "weir")
AGAIN = {5, 6}  # and 128 or more, a signal: the others end alike each time

document = json.loads((WORKSPACE / "weir-products.json").read_text())
assert document["schema"] == "weir-products-1", document["schema"]
products = {product["product"]: product for product in document["products"]}


def assets_of(product: dict) -> dg.AssetsDefinition:
    """One asset for each table of a product; it depends on the tables of the products whose newest release it reads."""
    read = [products[each["product"]] for each in product["reads"] if each["release"] == "newest" and each["product"] in products]
    needed = [dg.AssetKey([other["product"], table["table"]]) for other in read for table in other["tables"]]
    specs = [
        dg.AssetSpec(
            [product["product"], table["table"]],
            deps=needed,
            description=table["description"],
            group_name=product["product"],
            skippable=True,  # nothing has changed: there is no new release
        )
        for table in product["tables"]
    ]

    @dg.multi_asset(
        name=product["product"],
        specs=specs,
        pool=product["product"],  # of one product one run at a time; a limit of 1 is the deployment's
        retry_policy=dg.RetryPolicy(max_retries=2, delay=60),
        config_schema={"interval": dg.Field(str, is_required=product["by-interval"])},
    )
    def run(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult]:
        interval = context.op_execution_context.op_config.get("interval")
        ended = weir_run(context, product["product"], ["--interval", interval] if interval else [])
        if ended["outcome"] == "unchanged":
            context.log.info("Nothing has changed since %s", ended.get("release"))
            return
        for table in ended["tables"]:
            yield dg.MaterializeResult(
                asset_key=[product["product"], table["table"]],
                data_version=dg.DataVersion(table["content-hash"]),
                metadata={"release": ended["release"], "rows": table["released"], "quarantined": table["quarantined"]},
            )

    return run


def weir_run(context: dg.AssetExecutionContext, product: str, more: list[str]) -> dict:
    """Runs a product, logs its events, and gives the last one."""
    command = [WEIR, "run", product, "-w", str(WORKSPACE), "--progress", "json", "--output", "json", *more]
    ended: dict = {}
    with tempfile.TemporaryFile() as printed, subprocess.Popen(command, stdout=printed, stderr=subprocess.PIPE, text=True) as process:
        try:
            for line in process.stderr:
                event = json.loads(line) if line.startswith("{") else {"event": "message", "text": line.rstrip()}
                if event["event"] == "ended":
                    ended = event
                elif event["event"] == "stage-ended":
                    context.log.info("%s %s: %s rows", event["stage"], event["subject"], event.get("rows", "-"))
                elif event["event"] == "message":
                    context.log.info(event["text"])
                elif event["event"] == "problem":
                    context.log.error("%s %s: %s; %s", event["code"], event["what"], event["why"], event["remedy"])
        except BaseException:
            process.terminate()  # it removes what it wrote
            raise
    code = process.returncode
    if code != 0:
        raise dg.Failure(
            f"weir ended with {code} for '{product}'",
            metadata={"reasons": ended.get("reasons", [])},
            allow_retries=code in AGAIN or code < 0 or code >= 128,
        )
    return ended


made = {name: assets_of(product) for name, product in products.items()}
schedules = [
    dg.ScheduleDefinition(
        name=f"{name}_due",
        target=dg.AssetSelection.groups(name),
        cron_schedule=product["schedule"]["cron"],
        execution_timezone=document["timezone"],
    )
    for name, product in products.items()
    if "cron" in product.get("schedule", {}) and not product["by-interval"]
]
defs = dg.Definitions(assets=list(made.values()), schedules=schedules)
