# SPDX-License-Identifier: GPL-3.0-or-later
"""Copy Details stands beside all that went wrong, and holds all that is said there."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]
COPY, PREFERENCES = "rodin_props.copy_details", "rodin_props.show_preferences"


class Pressable(Layout):
    """Keeps what its buttons are given, too."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[Any] = []

    def operator(self, name: str, *, text: str = "", **options: Any) -> Any:
        self.given.append(super().operator(name, text=text, **options))
        return self.given[-1]

    @property
    def copied(self) -> list[str]:
        """What each Copy Details is about."""
        return [each.about for name, each in zip(self.operators, self.given, strict=True) if name == COPY]


def at_generate(part: Part, prompt: str) -> Pressable:
    """Draw what stands under the options."""
    layout, settings = Pressable(), bpy.context.scene.rodin_props
    settings.source, settings.prompt = "TEXT", prompt
    part("ui.layouts.button").draw_button(layout, context(), settings, part("session.sources").Source.TEXT)
    return layout


def test_at_generate_what_must_be_mended_can_be_told_of(
    part: Part, ledger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODIN_BASE_URL", "http://rodin.studio.example/api/v2")
    layout = at_generate(part, "a crate")
    assert layout.operators[1:] == [PREFERENCES, COPY]
    assert layout.copied == [
        "The service address is not safe to use: it must begin with https://. Correct it in the preferences."
    ]


def test_at_generate_what_is_only_not_chosen_yet_is_no_trouble(part: Part, ledger: Any) -> None:
    layout = at_generate(part, "")
    assert "prompt" in layout.words
    assert layout.operators[1:] == []


def test_in_the_image_editor_and_for_a_set_it_is_the_same(
    part: Part, ledger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODIN_BASE_URL", "http://rodin.studio.example/api/v2")
    image = bpy.data.images.new("photo", 600, 600)
    layout = Pressable()
    part("ui.image_editor")._draw_button(layout, context(view_layer=bpy.context.view_layer), image)
    assert layout.operators[1:] == [PREFERENCES, COPY]
    layout = Pressable()
    part("ui.dressing.parts").draw_button(layout, context(window_manager=bpy.context.window_manager), ())
    assert layout.operators[1:] == [PREFERENCES, COPY]


def test_what_the_artist_should_read_can_be_told_of_whole(part: Part, ledger: Any) -> None:
    ledger.notices.add("The list was damaged. Look through it.")
    ledger.notices.add("A price differs. Look at it.")
    part("session.watching.look").look(bpy.context)
    layout = Pressable()
    part("ui.layouts.jobs").draw_notices(layout, context())
    assert layout.operators == ["rodin_props.dismiss_notices", COPY]
    assert layout.copied == ["The list was damaged. Look through it.\nA price differs. Look at it."]


def test_why_several_props_are_not_kept_is_copied_whole(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = [f"Reason {number}. Help." for number in range(5)]
    keepings = tuple(SimpleNamespace(error=sentence) for sentence in sentences)
    monkeypatch.setattr(part("session.keeping.queue"), "unfinished", lambda: keepings)
    layout = Pressable()
    part("ui.layouts.keeping").draw_under_way(layout, context())
    assert layout.copied == ["\n".join(sentences)]


def test_a_row_of_a_set_and_a_job_without_pictures_have_what_helps(part: Part) -> None:
    errors = part("errors")
    said, remedy = "The disk is full. Free some space.", errors.Remedy.FREE_DISK
    rows = part("session.dressing.rows")
    row = rows.Row(name="lamp", stage=rows.Stage.FAILED, job_id="0", failure=said, remedy=remedy)
    pending = part("session.pending_pictures").PendingPictures(
        planned=((None, SimpleNamespace(name="Lamp", work=None, source=part("session.sources").Source.TEXT)),),
        error=said,
        remedy=remedy,
    )
    of_row, of_job = Pressable(), Pressable()
    part("ui.dressing.parts")._draw_state(of_row, context(), row)
    part("ui.layouts.jobs").draw_pending(of_job, context(), "0", pending)
    for layout in (of_row, of_job):
        assert layout.operators[-3:] == ["rodin_props.clean_up", PREFERENCES, COPY]
        assert layout.copied == [said]
        assert layout.given[-1].job == "0"
