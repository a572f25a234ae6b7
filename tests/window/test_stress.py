# SPDX-License-Identifier: GPL-3.0-or-later
"""No picture crashes the artist's Blender, whatever they do meanwhile.

RODIN_PROPS_PRESSES says how often the buttons are pressed: ten times in CI, thirty and more by hand.
"""

import os
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from harness.blender_window import BlenderWindow, marked_processes
from rodin_props.processes.children import command_of

PRESSES = int(os.environ.get("RODIN_PROPS_PRESSES", "10"))
SEED = int(os.environ.get("RODIN_PROPS_SEED", "7"))


@pytest.fixture
def quick_service(start_sandbox: Callable[..., Any]) -> Any:
    """A sandbox that makes small models at once."""
    small = ("--texture-pixels", "32", "--max-faces", "500", "--rate-limit", "0", "--parallel-limit", "0")
    return start_sandbox("--speed", "1000", *small)


def is_ours(command: str) -> bool:
    """Whether a command line is that of a Blender that takes pictures, or waits for something to do."""
    return any(script in command for script in ("render_script.py", "standby"))


@pytest.mark.timeout(1800)
def test_each_press_ends_as_a_prop_or_a_sentence(window: BlenderWindow, quick_service: Any) -> None:
    window.environment = {"RODIN_BASE_URL": quick_service.base_url, "RODIN_API_KEY": quick_service.key}

    facts = window.play("stress:thirty_presses", timeout_seconds=1500, presses=PRESSES, seed=SEED)

    ended = facts["ended"]
    assert sorted(ended) == sorted(f"press {number}" for number in range(PRESSES))
    assert all(ended.values())
    props = [prompt for prompt, words in ended.items() if words == "prop"]
    assert len(props) >= PRESSES // 3
    paid = Counter(each["fields"]["prompt"] for each in quick_service.record()["submissions"])
    assert set(paid.values()) == {1}
    assert set(props) <= set(paid)
    left = [each for each in marked_processes(window.mark) if is_ours(command_of(each))]
    assert left == []
    print(Counter(ended.values()), "did:", facts["did"], "rendered:", facts.get("rendered"))
