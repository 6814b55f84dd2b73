"""What the arguments of ``weir_dags`` may be: Python takes anything, and what nobody meant is refused with its name."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, get_args

from weir_airflow.document import ProductsError
from weir_airflow.schedule import Waiting

# Options that the package writes itself, and what says the same here.
OWN_OPTIONS = {
    "--output": "the package reads the answer as JSON",
    "-o": "the package reads the answer as JSON",
    "--progress": "the package reads the progress as JSON",
    "--workspace": "'workspace' says it",
    "-w": "'workspace' says it",
    "--profile": "'profile' says it",
    "-p": "'profile' says it",
    "--interval": "the DAG run says it, by its data interval or its param",
}


def check(values: Mapping[str, Any]) -> None:
    """Refuses the arguments that cannot be, all of them at once."""
    wrong = [problem for name, value in values.items() if (problem := _CHECKS[name](name, value)) is not None]
    wrong += _repeated(values.get("options"))
    if wrong:
        raise ProductsError("; ".join(wrong))


def _text(name: str, value: object) -> str | None:
    if not isinstance(value, str):
        return f"'{name}' is {value!r}; it is a text"
    return None if value.strip() else f"'{name}' is {value!r}; leave it out, or write something into it"


def _text_or_none(name: str, value: object) -> str | None:
    return None if value is None else _text(name, value)


def _texts(name: str, value: object) -> str | None:
    if isinstance(value, str):
        return f"'{name}' is the text '{value}'; write a list, such as [{value!r}]"
    if isinstance(value, Mapping) or not isinstance(value, Collection):
        return f"'{name}' is {value!r}; it is a list of texts"
    return next((f"'{name}' is {value!r}; {part!r} in it is no text" for part in value if _text(name, part)), None)


def _texts_or_none(name: str, value: object) -> str | None:
    return None if value is None else _texts(name, value)


def _program(name: str, value: object) -> str | None:
    if isinstance(value, str):
        return _text(name, value)
    return _texts(name, value) or (None if value else f"'{name}' is {value!r}; it is a program, such as 'weir'")


def _truth(name: str, value: object) -> str | None:
    return None if isinstance(value, bool) else f"'{name}' is {value!r}; it is True or False"


def _waiting(name: str, value: object) -> str | None:
    return None if value in get_args(Waiting) else f"'{name}' is {value!r}; it can be 'any' or 'all'"


def _seconds(name: str, value: object) -> str | None:
    right = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf
    return None if right else f"'{name}' is {value!r}; it is a number of seconds, 0 or more"


def _function(name: str, value: object) -> str | None:
    return None if value is None or callable(value) else f"'{name}' is {value!r}; it is a function"


def _dict(name: str, value: object) -> str | None:
    return None if value is None or isinstance(value, Mapping) else f"'{name}' is {value!r}; it is a dict"


def _variables(name: str, value: object) -> str | None:
    if not isinstance(value, Mapping):
        return _dict(name, value)
    return next(
        (
            f"'{name}' has {key!r}: {part!r}; names and values are texts"
            for key, part in value.items()
            if not (isinstance(key, str) and key and isinstance(part, str))
        ),
        None,
    )


def _repeated(options: object) -> Iterator[str]:
    for option in options if isinstance(options, list | tuple) else ():
        name = option.partition("=")[0] if isinstance(option, str) else ""
        if name in OWN_OPTIONS:
            yield f"'options' has {option!r}; {OWN_OPTIONS[name]}"


_CHECKS: dict[str, Callable[[str, Any], str | None]] = {
    "weir": _program,
    "profile": _text_or_none,
    "products": _texts_or_none,
    "dag_id": _text,
    "asset": _text,
    "waiting": _waiting,
    "watchers": _truth,
    "env": _variables,
    "options": _texts,
    "pages": _text_or_none,
    "grace": _seconds,
    "pool": _text_or_none,
    "tags": _texts,
    "default_args": _dict,
    "on_late": _function,
    "each": _function,
}
