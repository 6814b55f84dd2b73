"""The command line of a run, for whatever starts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Program = str | Sequence[str]


@dataclass(frozen=True)
class WeirCommand:
    """A command with its environment.

    ``arguments`` begin with the program. KubernetesPodOperator takes ``cmds`` and the rest apart.
    """

    arguments: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def program(self) -> list[str]:
        """The program alone, such as for ``cmds`` of a pod."""
        return [self.arguments[0]]

    @property
    def rest(self) -> list[str]:
        """What follows the program, such as for ``arguments`` of a pod or ``application_args`` of Spark."""
        return list(self.arguments[1:])


def weir_command(
    product: str,
    workspace: str,
    *,
    weir: Program = "weir",
    profile: str | None = None,
    interval: str | None = None,
    options: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> WeirCommand:
    """Gives the command that runs a product.

    A text as ``weir`` is one program; a sequence has the program and what stands before ``run``, such as
    ``["weir", "submit"]``. Templates of Airflow may stand in every part: an operator that takes the parts renders them.
    """
    if isinstance(options, str):
        raise ValueError(f"'options' is the text '{options}'; write a list, such as [{options!r}]")
    return WeirCommand(
        (
            *_program(weir),
            "run",
            product,
            *_common(workspace, profile),
            "--progress",
            "json",
            *_interval(interval),
            *options,
        ),
        dict(environment or {}),
    )


def releases_command(product: str, workspace: str, *, weir: Program = "weir", profile: str | None = None) -> list[str]:
    """Gives the command that lists the newest releases of a product."""
    return [*_program(weir), "releases", product, *_common(workspace, profile)]


def show_command(release: str, workspace: str, *, weir: Program = "weir", profile: str | None = None) -> list[str]:
    """Gives the command that prints the manifest of a release."""
    return [*_program(weir), "show", release, *_common(workspace, profile)]


def _program(weir: Program) -> list[str]:
    return [weir] if isinstance(weir, str) else list(weir)


def _common(workspace: str, profile: str | None) -> list[str]:
    chosen = ["--profile", profile] if profile else []
    return ["--workspace", workspace, "--output", "json", *chosen]


def _interval(interval: str | None) -> list[str]:
    return ["--interval", interval] if interval else []
