# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at every state: nothing that was paid for is lost, and nothing is paid for twice."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness.blender_window import BlenderWindow, Playing, marked_processes
from rodin_props.jobs.crashpoints import FREEZE_VARIABLE
from rodin_props.processes.children import command_of

BLENDER, WORKER, BACKGROUND, ALL = "Blender", "worker", "background", "all"
CASES = (
    ("landing", BLENDER, "IMPORTED:before-commit"),
    ("preparing", WORKER, "prepare:after-start"),
    ("preparing", BACKGROUND, "prepare:after-start"),
    ("queued", BLENDER, "submit:before-receipt"),
    ("submitting", BLENDER, "submit:before-answer"),
    ("waiting", BLENDER, "WAITING:after-file"),
    ("generating", BLENDER, "GENERATING:after-file"),
    ("downloading", BLENDER, "DOWNLOADING:after-file"),
    ("preparing", BLENDER, "prepare:after-start"),
    ("ready", BLENDER, "READY:after-file"),
    ("preparing", ALL, "prepare:after-start"),
)
"""State, who is killed there, and where somebody stands still so that it is there.

In an order in which nobody stands still over the prop of the case before.
"""


def test_prop_arrives_after_blender_was_killed(window: BlenderWindow, service: Any) -> None:
    file = window.work / "layout.blend"
    first = window.start("after_a_crash:generate_and_save")
    first.wait_for((window.work / "saved").exists, what="the saved file", timeout_seconds=200)
    first.kill()
    service.scenario(advance_seconds=600)

    facts = window.play("after_a_crash:find_prop", file=file, timeout_seconds=200)

    assert facts["prop"].startswith(facts["job_name"])
    assert facts["height_meters"] == pytest.approx(1.0, rel=0.01)
    assert len(service.record()["submissions"]) == 1


@pytest.fixture
def quick_service(start_sandbox: Callable[..., Any]) -> Any:
    """A sandbox that makes small models at once."""
    small = ("--texture-pixels", "32", "--max-faces", "500", "--rate-limit", "0", "--parallel-limit", "0")
    return start_sandbox("--speed", "1000", *small)


def prompt_of(state: str, victim: str) -> str:
    words = f"{state} {victim.lower()}"
    return f"{words} [[fault:status.stuck:1]]" if state == "generating" else words


def test_whoever_is_killed_at_whatever_state_each_prop_arrives_and_is_paid_once(
    window: BlenderWindow, quick_service: Any, blender_name: str
) -> None:
    """One Blender after another in one file: each sees the prop arrive for which the one before it was killed."""
    if not blender_name.startswith("blender-5."):
        pytest.skip("takes minutes; done in Blender 5")
    own = {"RODIN_BASE_URL": quick_service.base_url, "RODIN_API_KEY": quick_service.key}
    file: Path | None = None
    awaited = ""
    for state, victim, point in CASES:
        frozen, prompt = window.work / f"frozen-{state}-{victim}", prompt_of(state, victim)
        window.environment = {**own, FREEZE_VARIABLE: f"{point}={frozen}"}
        (window.work / "saved").unlink(missing_ok=True)
        stays = victim in {WORKER, BACKGROUND}
        play = {"awaited": awaited, "prompt": prompt, "stays": stays}
        blender = window.start("killed:come_back_and_go_on", file=file, **play)
        blender.wait_for((window.work / "saved").exists, what=f"the saved file, {state}", timeout_seconds=200)
        blender.wait_for(lambda: standing_still(window), what=f"somebody at {point}", timeout_seconds=200)
        strike(victim, window, blender)
        file = window.work / "killed.blend"
        if stays:
            assert blender.facts(timeout_seconds=200)["states"][prompt] == "IMPORTED"
        awaited = "" if stays else prompt
        print(f"{state}: killed {victim}")

    window.environment = own
    facts = window.play("killed:come_back_and_go_on", file=file, awaited=awaited, prompt="", stays=True)

    prompts = [prompt_of(state, victim) for state, victim, _ in CASES]
    assert facts["states"] == dict.fromkeys(prompts, "IMPORTED")
    assert len(facts["props"]) == len(CASES)
    assert sorted(each["fields"]["prompt"] for each in quick_service.record()["submissions"]) == sorted(prompts)
    print(f"{len(CASES)} deaths in a window")


def strike(victim: str, window: BlenderWindow, blender: Playing) -> None:
    """Kill, and let whoever stands still go on."""
    still = standing_still(window)
    if victim in {WORKER, ALL}:
        kill_all(window, "__main__.py")
    if victim in {BACKGROUND, ALL}:
        kill_all(window, "convert.py")
    if victim in {BLENDER, ALL}:
        blender.kill()
    for process_id in still:
        try:
            os.kill(process_id, signal.SIGCONT)
        except ProcessLookupError:
            continue


def kill_all(window: BlenderWindow, script: str) -> None:
    """Kill this test's processes that run a script, of which there must be some."""
    found = [each for each in marked_processes(window.mark) if script in command_of(each)]
    assert found, f"no process runs {script}"
    for process_id in found:
        os.kill(process_id, signal.SIGKILL)


def standing_still(window: BlenderWindow) -> list[int]:
    """Processes of this test that are stopped."""
    return [each for each in marked_processes(window.mark) if state_of(each) == "T"]


def state_of(process_id: int) -> str:
    """The letter that Linux has for the state of a process."""
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
