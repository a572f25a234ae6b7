# SPDX-License-Identifier: GPL-3.0-or-later
"""Options as people and programs write them, in a table, a call or a shell: read strictly, so that a slip is told."""

import re
from collections.abc import Mapping
from dataclasses import Field, fields
from typing import Any

from ..errors import InvalidOptions
from .generation_options import GenerationOptions
from .option import Option
from .types import Choice
from .values import check_value

_YES, _NO = {"yes", "true", "on", "1"}, {"no", "false", "off", "0"}


def option_names() -> tuple[str, ...]:
    """Return the names of all options, in field order."""
    return tuple(field_.name for field_ in fields(GenerationOptions))


def read_options(values: Mapping[str, object], *, base: GenerationOptions | None = None) -> GenerationOptions:
    """Return options from plain values by name, see ``read_value``.

    :param base: what the options are that are not named; None for the defaults.
    :raises InvalidOptions: there is no such option, or it does not take this value; ``field`` is its name.
    """
    read: dict[str, Any] = {} if base is None else {name: getattr(base, name) for name in option_names()}
    described = {field_.name: field_ for field_ in fields(GenerationOptions)}
    for name, value in values.items():
        if name not in described:
            raise InvalidOptions(name, f"There is no option “{name}”. Choose from {', '.join(described)}.")
        read[name] = read_value(described[name], value)
    return GenerationOptions(**read)


def read_value(field_: Field[Any], value: object) -> Any:
    """Return the value of one option from a plain one; texts are read, too.

    A choice goes by its name, label or wire word in any case, whatever stands between the words; a switch also by yes
    or no.

    :param field_: of any kind of options.
    :raises InvalidOptions: it does not take this value.
    """
    described: Option = field_.metadata["option"]
    read = _read(field_.default, value)
    if read is None:
        reason = f"“{described.label}” cannot be “{value}”. Choose {_offered(field_.default)}."
        raise InvalidOptions(field_.name, reason)
    check_value(field_.name, described, read, field_.default)
    return read


def _read(default: Any, value: object) -> Any:
    """Return a value of the default's kind; None if it cannot be read as one."""
    if type(value) is type(default):
        return value
    text = value.strip().casefold() if isinstance(value, str) else None
    if isinstance(default, float) and type(value) is int:
        return float(value)
    if text is None:
        return None
    if isinstance(default, Choice):
        return _choice(type(default), text)
    if isinstance(default, bool):
        return text in _YES if text in _YES | _NO else None
    try:
        return type(default)(text)
    except ValueError:
        return None


def _choice(kind: type[Choice], text: str) -> Choice | None:
    for choice in kind:
        if _joined(text) in set(map(_joined, (choice.name, choice.label, choice.value or choice.name))):
            return choice
    return None


def _joined(words: str) -> str:
    return re.sub(r"[\s_.-]+", "", words).casefold()


def _offered(default: object) -> str:
    if isinstance(default, Choice):
        return f"one of {', '.join(choice.name for choice in type(default))}"
    if isinstance(default, bool):
        return "yes or no"
    return "a whole number" if isinstance(default, int) else "a number"
