# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs inside Blender (`--python`): plays one scenario step by step and writes down what it saw.

A scenario is a generator function `scenario(desk)`. Between its yields Blender's event loop turns, so that simulated
events are handled and the window is drawn, just as between two movements of a person's hands.
"""

import importlib
import json
import sys
import time
import traceback
from pathlib import Path

import bpy

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "blender" / "helpers"))

from inside.desk import PACKAGE, Desk
from inside.noted_presses import NotedPresses

STEP_SECONDS = 0.02
order = json.loads(Path(sys.argv[sys.argv.index("--") + 1]).read_text("utf-8"))


def set_preferences() -> None:
    """Whatever makes a run repeatable; nothing that changes what the add-on does."""
    preferences = bpy.context.preferences
    preferences.view.show_splash = False
    preferences.view.smooth_view = 0
    preferences.view.use_save_prompt = False
    preferences.view.show_tooltips = False
    preferences.system.viewport_aa = "OFF"  # without it a change is drawn once, not eight times
    if hasattr(preferences, "asset_libraries"):
        preferences.asset_libraries.use_online_essentials = False  # 5.2 would ask blender.org for a list
    preferences.system.use_online_access = True
    if PACKAGE in preferences.addons:  # a stranger installs it first
        preferences.addons[PACKAGE].preferences.poll_interval_seconds = 1
    for name, value in order["arguments"].pop("preferences", {}).items():
        group, _, field = name.partition(".")
        setattr(getattr(preferences, group), field, value)


class Player:
    """Turns the scenario by one step at each call of the timer."""

    def __init__(self) -> None:
        module, _, function = order["scenario"].partition(":")
        self.desk = Desk(order)
        self.steps = getattr(importlib.import_module(f"inside.{module}"), function)(self.desk)
        self.presses = NotedPresses()
        self.started_at = time.monotonic()

    def __call__(self) -> float | None:
        try:
            with self.presses.by_scenario():
                wait_seconds = next(self.steps)
            return STEP_SECONDS if wait_seconds is None else wait_seconds
        except StopIteration:
            self.end(error="")
        except BaseException:
            self.desk.screenshot("failure")
            self.end(error=traceback.format_exc())
        return None

    def end(self, *, error: str) -> None:
        """Write the result and close Blender as File > Quit does."""
        took = time.monotonic() - self.started_at
        result = {"error": error, "facts": self.desk.facts, "seconds": round(took, 1)}
        result["pressed"] = sorted(self.presses.names)
        path = Path(order["folder"], order["name"] + ".result.json")
        path.with_suffix(".part").write_text(json.dumps(result, indent=1, default=str), "utf-8")
        path.with_suffix(".part").rename(path)
        bpy.ops.wm.quit_blender()


def start() -> None:
    """Start once the first window stands."""
    set_preferences()
    bpy.app.timers.register(Player(), first_interval=0.5, persistent=True)


start()
