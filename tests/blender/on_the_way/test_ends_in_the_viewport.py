# SPDX-License-Identifier: GPL-3.0-or-later
"""A place whose job has failed says so in the 3D view, in the list's words, as soon as it is known."""

from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]
ENDS = ("FAILED", "CANCELLED", "UNCERTAIN")


@pytest.fixture
def job(part: Part, add: Callable[..., Any]) -> Any:
    """A job that was sent, and a placeholder that waits for it."""
    job = add("SUBMITTING")
    part("scene.places.placement").create_placeholder(
        bpy.context, job_id=job.id, name=job.name, size=part("scene.measure.size").Size(), location=(0, 0, 0)
    )
    look(part)
    return job


@pytest.fixture
def region(part: Part, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A 3D view whose draws cost too much for a percentage; it counts how often it is to be drawn."""
    viewport, tagged = part("ui.progress.viewport"), []
    region = SimpleNamespace(as_pointer=lambda: 1, tag_redraw=lambda: tagged.append(True), tagged=tagged)
    space = SimpleNamespace(shading=SimpleNamespace(type="RENDERED"))
    monkeypatch.setattr(viewport, "_viewports", lambda: iter([(region, space)]))
    yield region
    viewport.show(())


def look(part: Part) -> None:
    """Read the ledger, and find the places in the file."""
    part("session.session").current().refresh()
    part("session.watching.look").look_at_objects()


def labels(part: Part) -> Any:
    """What is to be read above objects now."""
    return part("session.watching.shown").labels()


def drawn(part: Part, region: Any) -> None:
    """Let the 3D view have been drawn: what it was to say then is read in it."""
    viewport, told = part("ui.progress.viewport"), labels(part)
    names = frozenset(label.object_name for label in told)
    viewport._drawn[region.as_pointer()] = viewport._Drawn(asked=names, seen=told)
    region.tagged.clear()


def follow(part: Part) -> None:
    """Look, and tell those who draw."""
    look(part)
    part("ui.progress.viewport").show(labels(part))


@pytest.mark.parametrize("state", ENDS)
def test_it_says_what_the_list_says(part: Part, ledger: Any, job: Any, state: str) -> None:
    ended = ledger.move(job.id, part("jobs.states").State(state))
    look(part)
    (label,) = labels(part)
    assert label.progress == ended.state.words.lower()
    assert label.has_ended


@pytest.mark.parametrize("state", ENDS)
@pytest.mark.parametrize("language", ["ja_JP", "zh_HANS"])
def test_in_the_artists_language_it_is_the_lists_word(
    part: Part, ledger: Any, job: Any, monkeypatch: pytest.MonkeyPatch, state: str, language: str
) -> None:
    ended = ledger.move(job.id, part("jobs.states").State(state))
    look(part)
    spoken = part("session.language")
    monkeypatch.setattr(bpy.context.preferences.view, "use_translate_interface", True)
    monkeypatch.setattr(spoken, "_locale", lambda: language)
    (label,) = labels(part)
    assert label.progress == spoken.translated(ended.state.words)
    assert not label.progress.isascii()


@pytest.mark.parametrize("state", ENDS)
def test_one_draw_takes_back_that_it_is_on_the_way(part: Part, ledger: Any, job: Any, region: Any, state: str) -> None:
    drawn(part, region)
    follow(part)
    assert region.tagged == []
    ledger.move(job.id, part("jobs.states").State(state))
    follow(part)
    assert region.tagged == [True]
    drawn(part, region)
    follow(part)
    assert region.tagged == [], "it was drawn"


def test_a_percentage_alone_draws_nothing(part: Part, ledger: Any, job: Any, region: Any) -> None:
    drawn(part, region)
    for state in ("WAITING", "GENERATING"):
        ledger.move(job.id, part("jobs.states").State(state))
        follow(part)
    assert region.tagged == []


def test_a_resumed_one_no_longer_says_that_it_was_cancelled(part: Part, ledger: Any, job: Any, region: Any) -> None:
    ledger.move(job.id, part("jobs.states").State.CANCELLED)
    look(part)
    drawn(part, region)
    ledger.retry(job.id)
    follow(part)
    assert region.tagged == [True]


def test_what_is_not_seen_there_draws_nothing(part: Part, ledger: Any, job: Any, region: Any) -> None:
    viewport = part("ui.progress.viewport")
    names = frozenset(label.object_name for label in labels(part))
    viewport._drawn[region.as_pointer()] = viewport._Drawn(asked=names)
    ledger.move(job.id, part("jobs.states").State.FAILED)
    follow(part)
    assert region.tagged == []
