"""A task that waits for a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from airflow.configuration import conf

from weir_airflow.command import Program, releases_command, show_command
from weir_airflow.compat import AirflowException, BaseSensorOperator, poke_return_value
from weir_airflow.environment import merged
from weir_airflow.releases import NoAnswerError, Release, ReleasesError, Span, intervals, list_releases
from weir_airflow.triggers import ReleaseTrigger
from weir_airflow.wanted import Wanted

if TYPE_CHECKING:
    from weir_airflow.compat import Context


class WeirReleaseSensor(BaseSensorOperator):
    """Waits until a product has a release that meets all conditions, and gives it.

    Where Weir has not answered in two minutes, the release is not there yet: the sensor looks again, until its ``timeout``.

    :param product: the product's id
    :param workspace: the folder of the workspace, as worker and triggerer see it
    :param weir: the program, or a list with the program and what stands before the command
    :param profile: the profile of ``weir.yaml``
    :param env: variables for ``${NAME}`` in ``weir.yaml``
    :param at_least: the least number
    :param score: the least score
    :param since: a time of ISO 8601 with its offset: the release was made then or later, such as ``{{ data_interval_end }}``
    :param interval: what ``--interval`` of ``weir run`` takes, such as ``2026-11-19`` or from/to: the release was made for an
        interval that has all of it
    :param timezone: the workspace's time zone, for an interval without an offset
    :param deferrable: whether the triggerer waits; Airflow's own default where this is left out
    """

    template_fields: Sequence[str] = (
        "product",
        "workspace",
        "weir",
        "profile",
        "env",
        "at_least",
        "score",
        "since",
        "interval",
        "timezone",
    )
    ui_color = "#e3eef8"

    def __init__(
        self,
        *,
        product: str,
        workspace: str,
        weir: Program = "weir",
        profile: str | None = None,
        env: Mapping[str, str] | None = None,
        at_least: int | str | None = None,
        score: float | str | None = None,
        since: str | None = None,
        interval: str | None = None,
        timezone: str | None = None,
        deferrable: bool | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("mode", "reschedule")
        super().__init__(**kwargs)
        self.product = product
        self.workspace = workspace
        self.weir = weir
        self.profile = profile
        self.env = env
        self.at_least = at_least
        self.score = score
        self.since = since
        self.interval = interval
        self.timezone = timezone
        Wanted.of(**{name: value for name, value in self._conditions().items() if _known(value)})
        self.deferrable = conf.getboolean("operators", "default_deferrable", fallback=False) if deferrable is None else deferrable

    def execute(self, context: Context) -> Any:
        """Waits, in the triggerer where the sensor is deferrable."""
        if not self.deferrable:
            return super().execute(context)
        found = self._look()
        if found is not None:
            return found
        self.defer(
            trigger=ReleaseTrigger(
                product=self.product,
                workspace=self.workspace,
                weir=self.weir,
                profile=self.profile,
                env=self.env,
                poll=self.poke_interval,
                **self._conditions(),
            ),
            method_name="resumed",
            timeout=timedelta(seconds=self.timeout),
        )
        return None

    def poke(self, context: Context) -> Any:
        """Looks once."""
        found = self._look()
        return False if found is None else poke_return_value(found)

    def resumed(self, context: Context, event: dict[str, Any] | None = None) -> dict[str, Any]:
        """Takes what the trigger found."""
        if not event or "release" not in event:
            raise AirflowException(str((event or {}).get("error", "The trigger ended without a release")))
        release: dict[str, Any] = event["release"]
        self.log.info("%s", release["release"])
        return release

    def _look(self) -> dict[str, Any] | None:
        conditions = self._conditions()
        command = releases_command(self.product, self.workspace, weir=self.weir, profile=self.profile)
        try:
            releases = list_releases(command, merged(self.env))
            found = Wanted.of(**conditions).choose(releases, self._spans)
        except NoAnswerError as why:
            self.log.warning("%s; this sensor looks again", why)
            return None
        except ReleasesError as why:
            raise AirflowException(str(why)) from why
        self.log.info("%s", found.reference if found else f"'{self.product}' has no such release yet")
        return found.event() if found else None

    def _spans(self, release: Release) -> list[Span]:
        return intervals(
            show_command(release.reference, self.workspace, weir=self.weir, profile=self.profile),
            merged(self.env),
        )

    def _conditions(self) -> dict[str, Any]:
        return {
            "at_least": self.at_least,
            "score": self.score,
            "since": self.since,
            "interval": self.interval,
            "timezone": self.timezone,
        }


def _known(value: object) -> bool:
    """Whether a condition is neither a template nor what another task gives."""
    return isinstance(value, int | float | str) and "{" not in str(value)
