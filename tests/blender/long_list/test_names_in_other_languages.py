# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist named stays as it is, in lists too, also if Blender or we have a word for it."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]


@pytest.fixture
def layout(part: Part, ledger: Any, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """A layout in a Japanese Blender."""
    monkeypatch.setattr(bpy.context.preferences.view, "use_translate_interface", True)
    monkeypatch.setattr(part("session.language"), "_locale", lambda: "ja_JP")
    return Layout()


@pytest.mark.parametrize("name", ["Camera", "Light", "Cube", "Ready"])
def test_a_job_keeps_its_name(part: Part, add: Any, layout: Layout, name: str) -> None:
    part("ui.layouts.jobs").draw_job(layout, context(), add("CANCELLED", name=name))
    assert layout.labels[0] == name
    assert name not in layout.looked_up


def test_what_it_is_of_stands_beside_its_name_in_the_language(part: Part, add: Any, layout: Layout) -> None:
    jobs = part("ui.layouts.jobs")
    job = add("CANCELLED", name="Camera")
    line = jobs.line_of(job)
    of_textures = SimpleNamespace(target=SimpleNamespace(variant_of=""), kind=part("jobs.work").Kind.TEXTURES)
    variant = SimpleNamespace(target=SimpleNamespace(variant_of="x"), kind=part("jobs.work").Kind.GENERATION)
    assert jobs._shown_name(of_textures, line) == "Camera、新しいテクスチャ"
    assert jobs._shown_name(variant, line).startswith("Camera、")


def test_a_file_keeps_its_name_among_sums_and_filters(part: Part, add: Any, ledger: Any, layout: Layout) -> None:
    paid = add("CANCELLED", name="Chair", blend_path="/shots/Camera")
    with ledger.transaction() as connection:
        connection.execute("UPDATE jobs SET submitted_at = 1, consumed_credits = 1 WHERE id = ?", (paid.id,))
    add("CANCELLED", name="Table")
    part("session.session").current().refresh()
    look = part("session.watching.look")
    look.gallery_page()
    part("ui.gallery.menus").draw_filter(layout, part("session.gallery.filters").Filter.FILE)
    part("ui.gallery.spent").draw_spent(layout, look.spent())
    shown = [*layout.buttons, *layout.labels]
    assert "Camera  (1)" in shown
    assert "未保存のファイル  (1)" in shown
    assert "Camera" in shown
    assert not [each for each in layout.looked_up if "Camera" in each]
