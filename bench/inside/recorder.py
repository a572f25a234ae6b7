# SPDX-License-Identifier: GPL-3.0-or-later
"""Records what runs on the main thread, by wrapping functions. Nothing of it is in the product."""

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

clock = time.monotonic


class NothingToMeasure(RuntimeError):
    """What is to be wrapped is gone: the bench must be told of the new name."""


class Recorder:
    """Spans, one within another, and the draws of viewports."""

    def __init__(self) -> None:
        self.spans: list[list[Any]] = []
        """Name, begin, end, parent, by_blender, and seconds of the processor (at first the moment of the begin)."""
        self.draws: list[tuple[float, float]] = []
        """When a viewport's main region was drawn, from the first to the last."""
        self._open: list[int] = []

    @contextmanager
    def span(self, name: str, *, by_blender: bool = False) -> Iterator[None]:
        """Record what runs inside."""
        depth = len(self._open)
        self.enter(name, by_blender=by_blender)
        try:
            yield
        finally:
            while len(self._open) > depth:  # also an update that Blender did not tell the end of
                self._leave()

    def enter(self, name: str, *, by_blender: bool = False) -> None:
        """Begin a span that `leave` ends."""
        parent = self._open[-1] if self._open else None
        self._open.append(len(self.spans))
        self.spans.append([name, clock(), 0.0, parent, by_blender, time.thread_time()])

    def leave(self, name: str) -> None:
        """End the innermost span if that is its name."""
        if self._open and self.spans[self._open[-1]][0] == name:
            self._leave()

    def _leave(self) -> None:
        span = self.spans[self._open.pop()]
        span[2], span[5] = clock(), time.thread_time() - span[5]

    def take(self) -> dict[str, Any]:
        """Everything so far, as JSON has it; and begin anew."""
        assert not self._open, f"still running: {[self.spans[index][0] for index in self._open]}"
        taken = {"spans": list(self.spans), "draws": list(self.draws)}
        self.spans.clear()
        self.draws.clear()
        return taken

    def count(self, name: str) -> int:
        """How many spans of this name have ended."""
        return sum(span[0] == name and span[2] > 0 for span in self.spans)

    def wrapped(self, function: Callable[..., Any], name: str, *, by_blender: bool = False) -> Callable[..., Any]:
        """The same function, recorded."""

        @functools.wraps(function)
        def recorded(*arguments: Any, **named: Any) -> Any:
            with self.span(name, by_blender=by_blender):
                return function(*arguments, **named)

        return recorded


class Listed:
    """A recorded function in one of Blender's lists. The extension can still remove the original from there."""

    def __init__(self, original: Callable[..., Any], recorded: Callable[..., Any]) -> None:
        functools.update_wrapper(self, original)  # that it outlives the opening of a file, too
        self._original, self._recorded = original, recorded

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return self._recorded(*arguments, **named)

    def __eq__(self, other: object) -> bool:
        return other is self or other is self._original

    def __hash__(self) -> int:
        return hash(self._original)


def with_arguments_of(function: Callable[..., Any], call: Callable[..., Any]) -> Callable[..., Any]:
    """`call` with as many positional parameters as `function` has: Blender counts them and hands over so many."""
    names = ", ".join(function.__code__.co_varnames[: function.__code__.co_argcount])
    made = eval(f"lambda {names}: call({names})", {"call": call})  # the names are those of a function
    return functools.wraps(function)(made)
