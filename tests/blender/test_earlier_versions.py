# SPDX-License-Identifier: GPL-3.0-or-later
"""A .blend and a ledger of version 0.1.0: its props are props, and what was under way lands."""

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import pytest
from support.earlier_versions import BLEND, STOOL, STOOL_VARIANT, TABLE, VASE, write_ledger

Part = Callable[[str], ModuleType]


@pytest.fixture
def old_profile(online: Any, part: Part, addon: ModuleType) -> Iterator[None]:
    """The ledger in place of the one of the other tests, and the .blend open."""
    session, folder = part("session.session"), part("session.addon").user_folder()
    session.current().supervisor.stop_all(wait_seconds=5.0)
    session.close()
    aside = folder.with_name("aside")
    folder.rename(aside)
    try:
        folder.mkdir(mode=0o700)
        write_ledger(
            folder / "ledger.sqlite3",
            extension=Path(str(addon.__file__)).parent,
            python=sys.executable,
            account=part("session.addon").account(bpy.context).id,
            base_url=online.base_url,
        )
        bpy.ops.wm.open_mainfile(filepath=str(BLEND))
        yield
        session.current().supervisor.stop_all(wait_seconds=5.0)
        session.close()
    finally:
        shutil.rmtree(folder)
        aside.rename(folder)


def test_its_props_are_known(old_profile: None, part: Part) -> None:
    stool = bpy.data.objects["Wooden stool"]
    made = part("scene.provenance").provenance_of(stool)
    assert (made.job_id, made.family, made.prompt, made.source) == (STOOL_VARIANT, STOOL, "a wooden stool", "TEXT")
    assert (made.options.tier.name, made.credits, made.size.meters) == ("GEN_2", None, pytest.approx(0.8))
    assert part("session.watching.variant_steps").steps_of(stool) == (STOOL, STOOL_VARIANT)
    assert {line.label for line in part("ui.provenance_lines").lines_of(bpy.context, made)} >= {
        "Prompt",
        "Size",
        "Seed",
    }
    assert set(part("scene.places.placement").targets_by_job()) == {TABLE, VASE}


def test_its_variants_can_be_shown(old_profile: None, part: Part) -> None:
    stool = bpy.data.objects["Wooden stool"]
    stool.select_set(True)
    bpy.context.view_layer.objects.active = stool
    assert bpy.ops.rodin_props.show_variant(offset=-1) == {"FINISHED"}
    assert part("scene.provenance").provenance_of(stool).job_id == STOOL


def test_what_it_had_downloaded_lands(old_profile: None, part: Part, look_until_all_ended: Callable[[], None]) -> None:
    look_until_all_ended()
    session = part("session.session").current()
    assert session.ledger.get(TABLE).state == "IMPORTED", session.ledger.get(TABLE).error
    table = next(each for each in bpy.data.objects if each.type == "MESH" and each.name == "Wooden table")
    assert part("scene.provenance").provenance_of(table).job_id == TABLE
    assert max(table.dimensions) == pytest.approx(1.0)
    assert bpy.data.objects["wooden_table"].hide_get()
    assert set(part("scene.places.placement").targets_by_job()) == {VASE}
