"""Links from a task to the run's report and the release's page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from weir_airflow.compat import BaseOperatorLink

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


class _PushedLink(BaseOperatorLink):
    """A link that the task has pushed as an XCom."""

    key = ""

    def get_link(self, operator: BaseOperator, *, ti_key: Any) -> str:
        """Reads the link of a task's last try; empty where it had none."""
        from airflow.models.xcom import XCom

        link = XCom.get_value(ti_key=ti_key, key=self.key)
        return link if isinstance(link, str) else ""


class ReportLink(_PushedLink):
    """The report of the run that the task made."""

    name = "Report"
    key = REPORT_KEY

    @property
    def xcom_key(self) -> str:
        """Where Airflow 3 finds the link."""
        return self.key


class PageLink(_PushedLink):
    """The page of the release."""

    name = "Release"
    key = PAGE_KEY

    @property
    def xcom_key(self) -> str:
        """Where Airflow 3 finds the link."""
        return self.key
