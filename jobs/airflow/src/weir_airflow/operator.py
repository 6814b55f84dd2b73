"""The task that runs a product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from weir_airflow import compat, events
from weir_airflow.command import Program, WeirCommand, releases_command, show_command, weir_command
from weir_airflow.compat import AirflowException, AirflowFailException, AirflowSkipException, WaitingOperator
from weir_airflow.ending import UNCHANGED, Ending, ending_of
from weir_airflow.environment import merged
from weir_airflow.events import Event, read_event
from weir_airflow.links import PAGE_KEY, REPORT_KEY, PageLink, ReportLink, page_of_release, report_of
from weir_airflow.process import GuardedCommand
from weir_airflow.progress import RUN_KEY, Narrator, Progress
from weir_airflow.releases import Release, ReleasesError, list_releases, table_hashes

if TYPE_CHECKING:
    from weir_airflow.compat import Context

# How soon a task looks again where another run has the product. Airflow takes a task that is queued again before the executor has
# reported its end for one that failed, so this is no matter of seconds.
LOOK_AGAIN = timedelta(minutes=1)
LONGEST_WAIT = timedelta(days=1)


class WeirOperator(WaitingOperator):
    """Runs a product of a workspace with ``weir run``, and says how it ended.

    A release is a success, and the outlets get an event with its number, score and content hashes. Where nothing
    had changed, the task is skipped; but where the newest release was made since the DAG run was due, an earlier try or
    the run before it was cleared has made it, and the task succeeds with that one. A run that is held or refused, or
    whose contract is wrong, fails without another try: the data or the contract has to change first. All else may be
    tried again.

    Where another run has the product, the task gives its slot back and looks again after a minute, for a day at most.
    That uses up no try. Of one task ``max_active_tis_per_dag`` is 1: runs of a product exclude one another, and a backfill
    of Airflow 3 starts several at once whatever the DAG's ``max_active_runs`` is.

    :param product: the product's id
    :param workspace: the folder of the workspace, as the worker sees it
    :param weir: the program, or a list with the program and what stands before ``run``, such as ``["weir", "submit"]``
    :param profile: the profile of ``weir.yaml``; its default where this is left out
    :param interval: what ``--interval`` takes, such as ``2026-11-19``; left out, the DAG run's param ``interval``, or its
        data interval
    :param by_interval: whether the product is loaded by intervals, and so cannot do without one
    :param timezone: in which a data interval is written
    :param options: further options of ``weir run``, such as ``["--strict"]``
    :param env: variables for ``${NAME}`` in ``weir.yaml``, beside those of the worker
    :param pages: the address under which the workspace's folder is served, for links; ``file:`` where this is left out
    :param grace: how many seconds a run that is stopped has to remove what it wrote
    """

    template_fields: Sequence[str] = (
        "product",
        "workspace",
        "weir",
        "profile",
        "interval",
        "options",
        "env",
        "pages",
    )
    template_fields_renderers = {"env": "json"}  # noqa: RUF012 Airflow reads it of the class
    operator_extra_links = (ReportLink(), PageLink())
    ui_color = "#d7ebe9"

    def __init__(
        self,
        *,
        product: str,
        workspace: str,
        weir: Program = "weir",
        profile: str | None = None,
        interval: str | None = None,
        by_interval: bool = False,
        timezone: str = "UTC",
        options: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        pages: str | None = None,
        grace: float = 60,
        max_active_tis_per_dag: int | None = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(max_active_tis_per_dag=max_active_tis_per_dag, **kwargs)
        self.product = product
        self.workspace = workspace
        self.weir = weir
        self.profile = profile
        self.interval = interval
        self.by_interval = by_interval
        self.timezone = timezone
        self.options = options
        self.env = env
        self.pages = pages
        self.grace = grace
        self.links: dict[str, str | None] = {}
        self._running: GuardedCommand | None = None

    def execute(self, context: Context) -> dict[str, Any]:
        """Runs the product to its end, and gives what the release is."""
        command = self._command(context)
        self.log.info("%s", " ".join(command.arguments))
        ending = self._run(command, context)
        links = self._links(ending)
        self.links = {REPORT_KEY: links.get("report"), PAGE_KEY: links.get("page")}
        self._push(
            context,
            RUN_KEY,
            {**self._mark(context), "outcome": ending.outcome, "reasons": list(ending.reasons), **links},
        )
        if not compat.AIRFLOW_3:
            for key, link in self.links.items():
                self._push(context, key, link)
        if ending.busy:
            self._wait(ending, context)
        if not ending.made_or_found:
            report = f"\nThe report: {links['report']}" if "report" in links else ""
            sentence = ending.sentence(self.product) + report
            raise AirflowFailException(sentence) if ending.final else AirflowException(sentence)
        found = self._found(ending, context) if ending.outcome == UNCHANGED else self._made(ending)
        result = {**found, "run": ending.run, **links}
        self._tell_outlets(result, context)
        return result

    def _wait(self, ending: Ending, context: Context) -> None:
        """Ends the task for now, unless it has waited for too long."""
        now = datetime.now(timezone.utc)
        if now - (compat.waiting_since(context) or now) < LONGEST_WAIT:
            self.log.info("%s\nThis task looks again in a minute; that uses up no try.", ending.sentence(self.product))
            raise compat.looking_again(now + LOOK_AGAIN)

    def on_kill(self) -> None:
        """Stops the run: what it wrote is removed, unless it is publishing."""
        if self._running is not None:
            self._running.stop()

    def _command(self, context: Context) -> WeirCommand:
        environment = {**merged(self.env), **compat.lineage_parent(context)}
        return weir_command(
            self.product,
            self.workspace,
            weir=self.weir,
            profile=self.profile,
            interval=self._interval(context),
            options=self.options,
            environment=environment,
        )

    def _interval(self, context: Context) -> str | None:
        asked = self.interval or context.get("params", {}).get("interval")
        if asked:
            return str(asked)
        if not self.by_interval:
            return None
        found = compat.data_interval(context)
        if found is None:
            raise AirflowFailException(
                f"'{self.product}' is loaded by intervals, and this DAG run has none: it was started by hand or by an asset."
                ' Start it with the param interval, such as {"interval": "2026-11-19"}, or by a backfill.'
            )
        zone = ZoneInfo(self.timezone)
        return "/".join(_in_zone(moment, zone) for moment in found)

    def _run(self, command: WeirCommand, context: Context) -> Ending:
        progress, narrator = Progress(), Narrator(self.log.info)
        mark = self._mark(context)
        ended: Event | None = None
        problems: list[dict[str, Any]] = []
        with GuardedCommand(command.arguments, command.environment, self.grace) as running:
            self._running = running
            for line in running.lines():
                event = read_event(line)
                if event is None:
                    narrator.other(line)
                    continue
                narrator.on(event)
                for key, board in progress.on(event):
                    self._push(context, key, {**mark, **board})
                if event.kind == events.ENDED:
                    ended = event
                elif event.kind == events.PROBLEM:
                    problems.append(event.values)
            narrator.close()
            code = running.ending()
            return ending_of(code, running.output(), ended, problems)

    def _made(self, ending: Ending) -> dict[str, Any]:
        tables = dict(ending.tables)
        hashes = {name: counts["hash"] for name, counts in ending.tables if "hash" in counts}
        return self._result(ending.outcome, ending.number, ending.score, hashes) | {"tables": tables}

    def _found(self, ending: Ending, context: Context) -> dict[str, Any]:
        due = compat.due_moment(context)
        release = self._release(ending.number)
        if release is None or due is None or release.released_at < due:
            raise AirflowSkipException(
                f"Nothing has changed since {release.reference if release else 'the last release'}: there is no new release"
                f" of '{self.product}'"
            )
        self.log.info("%s was made since this DAG run was due at %s; it is taken as its release", release.reference, due)
        return self._result(UNCHANGED, release.number, release.score, self._hashes(release))

    def _result(self, outcome: str, number: int | None, score: float | None, hashes: dict[str, str]) -> dict[str, Any]:
        return {
            "product": self.product,
            "release": f"{self.product}@{number}",
            "number": number,
            "outcome": outcome,
            "score": score,
            "hash": hashes,
        }

    def _release(self, number: int | None) -> Release | None:
        command = releases_command(self.product, self.workspace, weir=self._asking(), profile=self.profile)
        try:
            found = list_releases(command, merged(self.env))
        except ReleasesError as why:
            raise AirflowException(str(why)) from why
        return next((release for release in found if number is None or release.number == number), None)

    def _hashes(self, release: Release) -> dict[str, str]:
        command = show_command(release.reference, self.workspace, weir=self._asking(), profile=self.profile)
        try:
            return table_hashes(command, merged(self.env))
        except ReleasesError as why:
            raise AirflowException(str(why)) from why

    def _asking(self) -> Program:
        """The program without ``submit``: looking at releases needs no cluster."""
        if isinstance(self.weir, str) or "submit" not in self.weir:
            return self.weir
        return list(self.weir)[: list(self.weir).index("submit")]

    def _links(self, ending: Ending) -> dict[str, str]:
        links = {}
        if ending.run and ending.recorded:
            links["report"] = report_of(self.workspace, self.product, ending.run, self.pages)
        if ending.number is not None:
            links["page"] = page_of_release(self.workspace, self.product, ending.number, self.pages)
        return links

    def _tell_outlets(self, result: dict[str, Any], context: Context) -> None:
        extra = {
            "release": result["release"],
            "number": result["number"],
            "score": result["score"],
            **{f"hash.{table}": content for table, content in result["hash"].items()},
        }
        found: Any = context["outlet_events"]
        for outlet in self.outlets:
            if _is_asset(outlet):
                found[outlet].extra = dict(extra)

    def _mark(self, context: Context) -> dict[str, Any]:
        ti: Any = context["ti"]
        return {"try": ti.try_number, "generation": compat.generation(context)}

    def _push(self, context: Context, key: str, value: Any) -> None:
        ti: Any = context["ti"]
        try:
            ti.xcom_push(key=key, value=value)
        except Exception as why:
            # A run of an hour does not end because those who watch it could not be told of a stage.
            self.log.warning("The tasks beside this one do not see %s: %s", key, why)


def _in_zone(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).isoformat(timespec="seconds")


def _is_asset(outlet: object) -> bool:
    return isinstance(outlet, compat.Asset)
