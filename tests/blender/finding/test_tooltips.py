# SPDX-License-Identifier: GPL-3.0-or-later
"""Tooltips say what a press does, and what it costs where it pays."""

from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest

Part = Callable[[str], ModuleType]
PREFIX = "RODIN_PROPS_OT_"
PAYS = {
    "generate_from_camera",
    "generate_from_viewport",
    "generate_from_views",
    "generate_from_image",
    "generate_from_text",
    "generate_from_selection",
    "generate_from_blender_image",
    "generate_from_clipboard",
    "generate_from_boxes",
    "generate_from_silhouettes",
    "drop_pictures",
    "dress",
    "retexture",
    "split_into_parts",
}
"""What pays for anything that is there; the others need a prop or a generation."""


def kind(name: str) -> Any:
    return getattr(bpy.types, f"{PREFIX}{name}")


def tooltip(name: str, **properties: Any) -> str:
    """Return what is to be read over a button."""
    return str(kind(name).description(bpy.context, SimpleNamespace(**properties)))


@pytest.mark.parametrize("name", sorted(PAYS))
def test_what_pays_says_the_price(part: Part, name: str) -> None:
    assert tooltip(name).endswith("credits")
    assert tooltip(name).startswith(kind(name).__doc__)


def test_the_price_is_that_of_the_chosen_options(part: Part) -> None:
    settings = bpy.context.scene.rodin_props
    assert tooltip("generate_from_text").endswith("Price of one: 0.5 credits")
    settings.tier, settings.texture_mode = "GEN_2_5_EXTREME_HIGH", "EXTREME_HIGH"
    assert not tooltip("generate_from_text").endswith("Price of one: 0.5 credits")


def test_it_is_that_which_the_account_was_charged(part: Part, ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    state = part("session.session").current()
    listed = bpy.context.scene.rodin_props.to_options().list_price
    monkeypatch.setattr(state, "charged", lambda account_id: {listed.priced_by: 1.25})
    assert tooltip("generate_from_text").endswith("Price of one: 1.25 credits")


def test_to_send_again_says_what_that_job_costs(part: Part, add: Callable[..., Any]) -> None:
    job = add("FAILED")
    part("session.session").current().refresh()
    part("session.session").current().job(job.id)
    assert tooltip("retry_job", job=job.id).endswith("Price of one: 0.5 credits")
    assert tooltip("retry_job", job="gone") == kind("retry_job").__doc__


def test_what_needs_a_prop_says_without_one_that_it_pays(part: Part) -> None:
    for name in ("new_seed", "higher_tier", "variant_beside"):
        assert tooltip(name) == kind(name).__doc__
        assert "pays again" in tooltip(name)


def bare(rna: Any, *, but: frozenset[str] = frozenset()) -> list[str]:
    """Return what of a type's properties and choices has no words; those that nobody sees are left out."""
    found = []
    for each in rna.properties:
        if each.identifier in {"rna_type", *but} or each.is_hidden or each.type in {"POINTER", "COLLECTION"}:
            continue
        name = f"{rna.identifier}.{each.identifier}"
        found += [] if each.description else [name]
        items = each.enum_items if each.type == "ENUM" else ()
        found += [f"{name}.{item.identifier}" for item in items if not item.description]
    return found


def test_every_action_and_every_choice_of_it_has_a_tooltip(addon: ModuleType) -> None:
    found = []
    for name in dir(bpy.ops.rodin_props):
        rna = getattr(bpy.ops.rodin_props, name).get_rna_type()
        found += [*([] if rna.description else [name]), *bare(rna)]
    assert found == []


def test_every_setting_has_a_tooltip(addon: ModuleType) -> None:
    preferences = bpy.context.preferences.addons["bl_ext.user_default.rodin_props"].preferences
    scene = bpy.context.scene
    holders = (preferences, scene.rodin_props, scene.rodin_props_dressing)
    blenders_own = frozenset({"bl_idname", "name"})
    assert [each for holder in holders for each in bare(holder.bl_rna, but=blenders_own)] == []


def test_settings_that_cost_say_in_their_tooltips_what_they_add_to_the_price(addon: ModuleType) -> None:
    scene = bpy.context.scene
    for holder in (scene.rodin_props, scene.rodin_props_dressing):
        properties = holder.bl_rna.properties
        assert properties["tier"].description.endswith("; adds up to 0.5 credits to the price")
        said = {
            f"{name}.{item.identifier}": item.description.partition("; adds ")[2]
            for name in {"tier", "addons", "texture_mode", "material"} & set(properties.keys())
            for item in properties[name].enum_items
        }
        assert said["tier.GEN_2_5_EXTREME_HIGH"] == "0.5 credits to the price"
        assert said["tier.GEN_2"] == ""
        assert said.get("addons.HIGH_PACK", "1 credit to the price") == "1 credit to the price"
        assert said.get("texture_mode.EXTREME_HIGH", "2 credits to the price") == "2 credits to the price"
