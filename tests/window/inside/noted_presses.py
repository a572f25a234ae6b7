# SPDX-License-Identifier: GPL-3.0-or-later
"""Notes which of the add-on's operators were run by an event, and not by a line of the scenario."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import bpy

PREFIX = "RODIN_PROPS_OT_"


class NotedPresses:
    """What Blender runs while the scenario waits is what the hands, the keys and the search have pressed."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        """Of the operators, without what all of them begin with."""
        self._by_scenario = False
        self._watched: set[str] = set()

    @contextmanager
    def by_scenario(self) -> Iterator[None]:
        """Note nothing meanwhile."""
        self._watch()
        self._by_scenario = True
        try:
            yield
        finally:
            self._by_scenario = False

    def _watch(self) -> None:
        """Watch all operators, as soon as the add-on is there."""
        if self._watched or not hasattr(bpy.types, "RODIN_PROPS_PT_generate"):
            return
        for name in dir(bpy.types):
            if name.startswith(PREFIX):
                self._watched.add(name)
                self._note_runs(getattr(bpy.types, name), name.removeprefix(PREFIX))

    def _note_runs(self, kind: Any, name: str) -> None:
        """Blender hands over as many arguments as a function names."""
        if hasattr(kind, "invoke"):
            invoke = kind.invoke

            @functools.wraps(invoke)
            def noted_invoke(operator: Any, context: Any, event: Any) -> Any:
                self._note(name)
                return invoke(operator, context, event)

            kind.invoke = noted_invoke
        if hasattr(kind, "execute"):
            execute = kind.execute

            @functools.wraps(execute)
            def noted_execute(operator: Any, context: Any) -> Any:
                self._note(name)
                return execute(operator, context)

            kind.execute = noted_execute

    def _note(self, name: str) -> None:
        if not self._by_scenario:
            self.names.add(name)
