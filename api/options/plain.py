# SPDX-License-Identifier: GPL-3.0-or-later
"""Options as people and programs write them, in a table or a call: read strictly, so that a slip is told, not paid."""

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ..errors import InvalidOptions
from .fields import option_of
from .generation_options import GenerationOptions
from .types import Choice

_YES, _NO = {"yes", "true", "on", "1"}, {"no", "false", "off", "0"}


def option_names() -> tuple[str, ...]:
    """Return the names of all options, in field order."""
    return tuple(field_.name for field_ in fields(GenerationOptions))


def read_options(values: Mapping[str, object], *, base: GenerationOptions | None = None) -> GenerationOptions:
    """Return options from plain values by name; texts are read, too.

    A choice goes by its name, label or wire word in any case, whatever stands between the words; a switch also by yes
    or no.

    :param base: what the options are that are not named; None for the defaults.
    :raises InvalidOptions: there is no such option, or it does not take this value; ``field`` is its name.
    """
    read: dict[str, Any] = {} if base is None else {name: getattr(base, name) for name in option_names()}
    defaults = {field_.name: field_.default for field_ in fields(GenerationOptions)}
    for name, value in values.items():
        if name not in defaults:
            raise InvalidOptions(name, f"There is no option “{name}”. Choose from {', '.join(defaults)}.")
        read[name] = _read(name, defaults[name], value)
    return GenerationOptions(**read)


def _read(name: str, default: Any, value: object) -> Any:
    if type(value) is type(default):
        return value
    text = value.strip().casefold() if isinstance(value, str) else None
    if isinstance(default, Choice) and text is not None:
        for choice in type(default):
            if _joined(text) in set(map(_joined, (choice.name, choice.label, choice.value or choice.name))):
                return choice
    elif isinstance(default, bool) and text in _YES | _NO:
        return text in _YES
    elif isinstance(default, int) and not isinstance(default, bool) and text is not None:
        try:
            return int(text)
        except ValueError:
            pass
    raise InvalidOptions(name, f"“{option_of(name).label}” cannot be “{value}”. Choose {_offered(default)}.")


def _joined(words: str) -> str:
    return re.sub(r"[\s_.-]+", "", words).casefold()


def _offered(default: object) -> str:
    if isinstance(default, Choice):
        return "one of " + ", ".join(choice.name for choice in type(default))
    return "yes or no" if isinstance(default, bool) else "a whole number"
