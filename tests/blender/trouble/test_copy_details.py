# SPDX-License-Identifier: GPL-3.0-or-later
"""“Copy Details”: what a helper must know of an error is there; what is the artist's alone is not."""

import getpass
import platform
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]
KEY, SUBSCRIPTION = "rk-the-key-of-ann", "subscription-of-this-task"
TASK = "0f0e0d0c-1111-2222-3333-444455556666"
PROMPT = "a velvet sofa of the unannounced film"


@pytest.fixture
def ann(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user called Ann Example, at her own computer."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "annexample")
    monkeypatch.setenv("HOME", "/home/annexample")
    monkeypatch.setattr(platform, "node", lambda: "anns-computer")
    monkeypatch.setenv("RODIN_API_KEY", KEY)
    assert (getpass.getuser(), Path.home()) == ("annexample", Path("/home/annexample"))


@pytest.fixture
def failed(part: Part, ann: None, ledger: Any, add: Callable[..., Any]) -> Any:
    """A generation that was refused, in words that quote all that is the artist's."""
    job = add(
        "SUBMITTING",
        name="Velvet Sofa",
        prompt=PROMPT,
        source="PICTURE",
        images=("sofa of grandmother.png",),
        blend_path="/home/annexample/projects/unannounced/layout.blend",
    )
    submission = part("api.models").Submission(task_uuid=TASK, subscription_key=SUBSCRIPTION)
    ledger.record_answer(job.id, submission)
    error = part("api.errors").ContentRefused(
        400, "PROMPT_BAD", f"{PROMPT}, /home/annexample/projects/x.png, annexample on anns-computer with {KEY}"
    )
    ledger.move(job.id, part("jobs.states").State.FAILED, note=f"{SUBSCRIPTION} {job.folder}", **_failure(part, error))
    return ledger.get(job.id)


def _failure(part: Part, error: Exception) -> Any:
    return part("jobs.changes").failure(error)


def details(part: Part, **about: str) -> str:
    """Return what would be on the clipboard."""
    return str(part("session.reports.details").details(bpy.context, **about))


def test_versions_state_code_and_times_are_told(part: Part, failed: Any) -> None:
    told = details(part, job_id=failed.id, about=failed.error)
    version = part("session.addon").user_agent().split()[0].partition("/")[2]
    assert f"RodinProps {version}, written 2" in told
    assert f"Blender {bpy.app.version_string}" in told
    assert "Service: on this computer, online access off" in told
    assert "Key: from the environment" in told
    assert "Generation: GENERATION, PICTURE, pictures: 1, letters: 37" in told
    assert f"Task: {TASK}, attempt 1" in told
    assert "State: FAILED, PROMPT_BAD" in told or "State: FAILED, CONTENT_REFUSED" in told
    assert "tier GEN_2" in told
    assert [line.split()[2] for line in told.splitlines() if line.startswith("  +")] == [
        "QUEUED",
        "SUBMITTING",
        "WAITING",
        "FAILED",
    ]


def test_nothing_of_the_artist_is_told(part: Part, failed: Any) -> None:
    told = details(part, job_id=failed.id, about=f"{failed.error} {failed.folder}")
    assert "Shown: Rodin " in told
    hunted = [KEY, SUBSCRIPTION, "annexample", "anns-computer", "/home", str(failed.folder), "unannounced", "velvet"]
    hunted += ["sofa", "film", "grandmother", "layout", "projects", "127.0.0.1", failed.account]
    assert [each for each in hunted if each.casefold() in told.casefold()] == []


def test_without_a_generation_the_state_of_things_is_told(part: Part, ann: None, ledger: Any) -> None:
    told = details(part, about="The folder “Film 7” cannot be written to.")
    assert "Shown: The folder “…” cannot be written to." in told
    assert "Generations: 0, running: 0" in told
    assert "Task" not in told


def test_a_list_that_cannot_be_read_is_told_by_its_code(
    part: Part, ledger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = part("session.session").current()

    def refuse() -> bool:
        raise part("jobs.errors").LedgerUnusable("a newer version of the add-on wrote it")

    monkeypatch.setattr(state, "refresh", refuse)
    assert "List of jobs: LEDGER_UNUSABLE" in details(part, job_id="any")


def test_another_service_is_told_without_its_address(part: Part, ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODIN_BASE_URL", "https://rodin.studio.example/api/v2")
    assert "Service: another address" in details(part)
    assert "studio" not in details(part)
    monkeypatch.setenv("RODIN_BASE_URL", "http://rodin.studio.example/api/v2")
    assert "Service: UNSAFE_ADDRESS" in details(part)
    monkeypatch.delenv("RODIN_BASE_URL")
    assert "Service: Rodin," in details(part)


def pressed(part: Part, **about: str) -> tuple[str, list[tuple[str, str]]]:
    """Press the button; return what is on the clipboard then, which needs a window, and what was reported."""
    manager, reports = SimpleNamespace(clipboard=""), []
    button = SimpleNamespace(
        **{"job": "", "about": "", **about}, report=lambda kinds, text: reports.append((*kinds, text))
    )
    context = SimpleNamespace(window_manager=manager, preferences=bpy.context.preferences)
    kind = part("operators.jobs.job_files").RODIN_PROPS_OT_copy_details
    assert kind.execute(button, context) == {"FINISHED"}
    return manager.clipboard, reports


def test_the_button_copies_and_says_so(part: Part, failed: Any, capfd: pytest.CaptureFixture[str]) -> None:
    copied, reports = pressed(part, job=failed.id, about=failed.error)
    assert copied.splitlines()[1:] == details(part, job_id=failed.id, about=failed.error).splitlines()[1:]
    assert f"Task: {TASK}" in copied
    said = "The details are on the clipboard, without key, prompt, names, paths and addresses."
    assert reports == [("INFO", said)]
    assert bpy.ops.rodin_props.copy_details(job=failed.id, about=failed.error) == {"FINISHED"}
    assert said in capfd.readouterr().out


def test_an_error_that_was_reported_last_is_told_afterwards(part: Part, failed: Any) -> None:
    """A report is gone after some seconds: F3 and Copy Details, with nothing beside it, tell of it."""
    with pytest.raises(RuntimeError, match="is in the list already"):
        bpy.ops.rodin_props.add_task(task=TASK)
    copied, _ = pressed(part)
    (line,) = (line for line in copied.splitlines() if line.startswith("Last error: "))
    assert re.match(r"Last error: TASK_KNOWN, 2\d{3}-\d\d-\d\d \d\d:\d\d:\d\d UTC: This task is in the list", line)
    assert "as “…”" in line
    assert "velvet" not in copied.casefold()


def press_in_vain(part: Part, reason: Exception | str) -> list[str]:
    """Let a button refuse; return what it reports."""
    said: list[str] = []
    button = SimpleNamespace(report=lambda kinds, text: said.append(text))
    assert part("operators.refusals").refused(button, reason) == {"CANCELLED"}
    return said


def test_the_error_of_a_button_is_told_afterwards(part: Part, ann: None, ledger: Any) -> None:
    error = part("api.errors").PictureRefused("quoll of ann.png", "it is no picture")
    press_in_vain(part, error)
    assert "Last error: PICTURE_REFUSED, " in details(part)
    assert "quoll" not in details(part)
    assert press_in_vain(part, "Write a prompt.") == ["Write a prompt."]
    assert "Last error: PICTURE_REFUSED, " in details(part)


def test_what_was_named_at_the_error_is_left_out_also_when_it_is_gone(
    part: Part, ann: None, ledger: Any, add: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    add(prompt=PROMPT)
    thing = bpy.data.objects.new("quoll", None)
    with monkeypatch.context() as patched:
        patched.setattr(ledger.reader, "texts", lambda: pytest.fail("a button that refuses reads the whole list"))
        press_in_vain(part, part("api.errors").ContentRefused(400, "BAD", f"{PROMPT} beside quoll is odd"))
    bpy.data.objects.remove(thing)
    assert "… beside … is odd" in details(part)
    assert KEY not in repr(part("session.reports.last_error").kept())


def test_a_button_says_why_it_refuses_also_where_nobody_can_find_out_what_is_private(
    part: Part, ann: None, ledger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = part("api.errors").ContentRefused(400, "BAD", f"{PROMPT} is odd")

    def refuse() -> Path:
        raise PermissionError(13, "no folder can be made")

    with monkeypatch.context() as patched:
        patched.setattr(part("session.addon"), "user_folder", refuse)
        assert press_in_vain(part, error) == [str(error)]
    (line,) = (line for line in details(part).splitlines() if line.startswith("Last error: "))
    assert line.startswith(f"Last error: {error.code}, ")
    assert line.endswith(": …")


def test_all_sentences_that_are_shown_are_told_each_once(part: Part, ann: None, ledger: Any) -> None:
    told = details(part, about="The disk is full.\nThe disk is full.\nThe line is cut.")
    assert told.count("Shown: ") == 2
    assert "Shown: The disk is full.\nShown: The line is cut.\n" in told
