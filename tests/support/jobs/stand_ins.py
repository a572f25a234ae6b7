# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions in the place of a service's calls."""

from collections.abc import Callable, Iterator
from typing import Any


def answers(*values: Any) -> Callable[..., Any]:
    """A function that returns (or raises) one value after the other, the last one for ever."""
    remaining: Iterator[Any] = iter(values)
    last = values[-1]

    def answer(*arguments: Any, **options: Any) -> Any:
        value = next(remaining, last)
        if isinstance(value, BaseException):
            raise value
        return value

    return answer


def never(*arguments: Any, **options: Any) -> Any:
    """Must not be called."""
    raise AssertionError("this must not be asked")
