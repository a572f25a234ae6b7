# SPDX-License-Identifier: GPL-3.0-or-later
"""The scene's settings mirror the options, field by field."""

import dataclasses
from collections.abc import Callable
from enum import Enum
from types import ModuleType

import bpy
import pytest


def test_the_settings_begin_as_the_options_do(addon: ModuleType, part: Callable[[str], ModuleType]) -> None:
    options = part("api.options.generation_options")
    assert bpy.context.scene.rodin_props.to_options() == options.GenerationOptions()


def test_names_bounds_and_choices_are_the_options_own(addon: ModuleType, part: Callable[[str], ModuleType]) -> None:
    options = part("api.options.generation_options")
    properties = bpy.context.scene.rodin_props.bl_rna.properties
    for field in dataclasses.fields(options.GenerationOptions):
        option, found = field.metadata["option"], properties[field.name]
        most_credits = field.default.most_credits() if isinstance(field.default, Enum) else 0.0
        assert (found.name, found.description) == (option.label, option.tooltip(most_credits))
        if isinstance(field.default, Enum):
            assert [item.identifier for item in found.enum_items] == [item.name for item in type(field.default)]
        elif type(field.default) is int:
            assert (found.hard_min, found.hard_max) == (option.minimum, option.maximum)


@pytest.mark.parametrize("tier", ["SKETCH", "REGULAR", "GEN_2", "GEN_2_5_HIGH"])
def test_what_is_set_arrives_in_the_options(addon: ModuleType, part: Callable[[str], ModuleType], tier: str) -> None:
    settings = bpy.context.scene.rodin_props
    settings.tier, settings.seed, settings.hd_texture = tier, 77, True
    made = settings.to_options()
    assert (made.tier.name, made.seed, made.hd_texture) == (tier, 77, True)


def test_enum_numbers_do_not_depend_on_the_order(addon: ModuleType) -> None:
    items = bpy.context.scene.rodin_props.bl_rna.properties["quality"].enum_items
    numbers = {item.identifier: item.value for item in items}
    # These stand in saved .blend files: they must never change.
    assert numbers == {"HIGH": 9439713, "MEDIUM": 9142833, "LOW": 3095083, "EXTRA_LOW": 8410105}
    # Blender's buttons hold them as floats.
    assert max(numbers.values()) < 2**24


def test_settings_survive_a_saved_file(addon: ModuleType, tmp_path: object) -> None:
    settings = bpy.context.scene.rodin_props
    settings.prompt, settings.tier, settings.height_meters = "a lamp", "REGULAR", 0.4
    settings.pictures.add().filepath = "//lamp.png"
    path = f"{tmp_path}/saved.blend"
    bpy.ops.wm.save_as_mainfile(filepath=path)
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    assert bpy.context.scene.rodin_props.prompt == ""
    bpy.ops.wm.open_mainfile(filepath=path)
    settings = bpy.context.scene.rodin_props
    assert (settings.prompt, settings.tier) == ("a lamp", "REGULAR")
    assert settings.height_meters == pytest.approx(0.4)
    assert settings.pictures[0].filepath == "//lamp.png"
