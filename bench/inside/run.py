# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one of the scripts inside a Blender and writes down what it measured.

In a window: `blender --python run.py -- ORDER`; without one: `python -m bench.inside.run ORDER`. A script has a
function `measure(told)`. If that is a generator, each value it yields is how many seconds Blender goes on meanwhile.
"""

import importlib
import json
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bpy

ORDER = json.loads(Path(sys.argv[-1]).read_text("utf-8"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def start() -> Any:
    """Begin the script; returns its generator, or its answer."""
    return importlib.import_module(f"bench.inside.scripts.{ORDER['script']}").measure(ORDER["told"])


def write(*, answer: Any = None, error: str = "") -> None:
    """Hand the answer over, all of it at once."""
    path = Path(ORDER["result"])
    path.with_suffix(".part").write_text(json.dumps({"answer": answer, "error": error}), "utf-8")
    path.with_suffix(".part").rename(path)


class InWindow:
    """Plays the script from a timer, once the window stands."""

    def __init__(self) -> None:
        self._steps: Iterator[float] | None = None

    def __call__(self) -> float | None:
        try:
            if self._steps is None:
                begun = start()
                if not isinstance(begun, Iterator):
                    return self._end(answer=begun)
                self._steps = begun
            return next(self._steps)
        except StopIteration as ended:
            return self._end(answer=ended.value)
        except BaseException:
            return self._end(error=traceback.format_exc())

    def _end(self, **told: Any) -> None:
        write(**told)
        bpy.ops.wm.quit_blender()


def without_window() -> None:
    """Play the script in this process."""
    steps = start()
    while isinstance(steps, Iterator):
        try:
            time.sleep(next(steps))
        except StopIteration as ended:
            steps = ended.value
    write(answer=steps)


if __name__ == "__main__":
    importlib.import_module("bench.inside.preferences").set_preferences()
    if bpy.app.background:
        without_window()
    else:
        bpy.app.timers.register(InWindow(), first_interval=1.0, persistent=True)
