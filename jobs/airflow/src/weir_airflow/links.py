"""Links from a task to the run's report and the release's page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from weir_airflow.compat import AIRFLOW_3, BaseOperatorLink, pushed

if TYPE_CHECKING:
    from weir_airflow.compat import BaseOperator

REPORT_KEY = "weir_report"
PAGE_KEY = "weir_page"


def report_of(workspace: str, product: str, run: str, pages: str | None) -> str:
    """Where the report of a run lies."""
    return _address(workspace, ("runs", product, run, "report.html"), pages)


def page_of_release(workspace: str, product: str, number: int, pages: str | None) -> str:
    """Where the page of a release lies."""
    return _address(workspace, ("site", product, f"{number}.html"), pages)


def _address(workspace: str, parts: tuple[str, ...], pages: str | None) -> str:
    if pages:
        return "/".join([pages.rstrip("/"), *(quote(part) for part in parts)])
    return Path(workspace).absolute().joinpath(*parts).as_uri()


class _RunLink(BaseOperatorLink):
    """A link that a try of the task has found."""

    key = ""

    @property
    def xcom_key(self) -> str:
        """Where Airflow 3 keeps the link, once the try is over."""
        return self.key

    def get_link(self, operator: BaseOperator, *, ti_key: Any) -> str:
        """The link of a task's try; empty where it had none.

        Airflow 3 asks in the task's own process, and Airflow 2 in the web server.
        """
        link = getattr(operator, "links", {}).get(self.key) if AIRFLOW_3 else pushed(ti_key, self.key)
        return link if isinstance(link, str) else ""


class ReportLink(_RunLink):
    """The report of the run that the task made."""

    name = "Report"
    key = REPORT_KEY


class PageLink(_RunLink):
    """The page of the release."""

    name = "Release"
    key = PAGE_KEY
