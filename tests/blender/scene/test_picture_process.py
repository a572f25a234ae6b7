# SPDX-License-Identifier: GPL-3.0-or-later
"""The Blender that takes a picture, as a process: what it is told, how it ends, and what is said of that."""

import signal
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from support.process_state import environment_of

Part = Callable[[str], ModuleType]


def test_it_does_not_get_the_key(order: Callable[..., Any], stage: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "very-secret-key")
    monkeypatch.setenv("OCIO_SOMETHING", "of the artist's")
    capture = order()
    capture.start()
    try:
        environment = environment_of(capture._run._process.pid)
    finally:
        capture.cleanup()
    assert "very-secret-key" not in environment
    assert "of the artist's" in environment


def test_its_picture_is_taken_where_the_kernel_has_no_clock(
    take: Callable[..., Any], stage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as windows:  # pytest's own limit needs both again
        windows.delattr(signal, "SIGALRM")
        windows.delattr(signal, "setitimer")
        pixels = take()
    assert pixels[..., 3].any()


def test_it_removes_the_copy_itself_since_that_may_take_a_moment(order: Callable[..., Any], stage: Any) -> None:
    capture = order()
    capture.start()
    try:
        copy = capture._folder / "scene.blend"
        assert copy.is_file()
        capture.wait()
        assert not copy.exists()
        assert capture.pictures
    finally:
        capture.cleanup()


@pytest.mark.parametrize("code", [3, 11, 22, 134])
def test_a_crash_is_said_on_every_system(
    order: Callable[..., Any], stage: Any, part: Part, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    assert "second Blender crashed" in _sentence(order, part, monkeypatch, code)


def test_one_that_only_gives_up_did_not_crash(
    order: Callable[..., Any], stage: Any, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "crashed" not in _sentence(order, part, monkeypatch, 1)


def test_where_the_kernel_has_no_clock_too_long_is_said_all_the_same(
    order: Callable[..., Any], stage: Any, part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = part("processes.lifeline").OUT_OF_TIME_EXIT_CODE
    assert "was not done after 10 min" in _sentence(order, part, monkeypatch, code)


def _sentence(order: Callable[..., Any], part: Part, monkeypatch: pytest.MonkeyPatch, code: int) -> str:
    """What is said of a Blender that ends with this code before it has taken a picture."""
    command = (sys.executable, "-c", f"import os; os._exit({code})")
    monkeypatch.setattr(part("scene.background.commands"), "command_for", lambda *_: command)
    with pytest.raises(part("scene.errors").CaptureError) as caught:
        order().render_blocking()
    return str(caught.value)
