# SPDX-License-Identifier: GPL-3.0-or-later
"""Each operator is pressed in a scenario of the window tests, which fails if it does not; or it is said why not."""

import ast
import runpy
from pathlib import Path
from types import ModuleType

from menu_entries import actions

WINDOW = Path(__file__).parents[2] / "window"
TABLE = runpy.run_path(str(WINDOW / "harness" / "pressed.py"))


def played() -> set[str]:
    """All scenarios that a window test plays: the texts that stand first in a call."""
    calls = (
        node
        for test in WINDOW.glob("test_*.py")
        for node in ast.walk(ast.parse(test.read_text("utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
    )
    return {str(call.args[0].value) for call in calls if isinstance(call.args[0], ast.Constant)}


def test_each_operator_is_pressed_or_it_is_said_why_not(addon: ModuleType) -> None:
    pressed, not_pressed = set(TABLE["PRESSED"]), set(TABLE["NOT_PRESSED"])
    assert pressed | not_pressed == actions()
    assert pressed & not_pressed == set()


def test_each_scenario_that_presses_one_is_played() -> None:
    assert set(TABLE["PRESSED"].values()) - played() == set()
