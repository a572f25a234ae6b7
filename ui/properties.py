# SPDX-License-Identifier: GPL-3.0-or-later
"""The scene's settings. Those of a generation are made from api.options, so nothing is written twice."""

import typing

import bpy
from bpy.props import (
    BoolProperty,
    CollectionProperty,
    EnumProperty,
    FloatProperty,
    PointerProperty,
    StringProperty,
)

from ..api.options.fields import GenerationFields
from ..api.options.types import ImageLabel
from ..operators.option_properties import choice_items, option_properties, read_options, stable_number
from ..scene.choices import Facing, Place, SizeAxis
from ..session.addon import SETTINGS_NAME
from ..session.language import CONTEXT
from ..session.sources import Source

if typing.TYPE_CHECKING:
    from ..api.options.generation_options import GenerationOptions

# Blender before 4.5 knows no such option; there every file path may begin with "//".
_PATH_OPTIONS = {"PATH_SUPPORTS_BLEND_RELATIVE"} if bpy.app.version >= (4, 5, 0) else set()


class RodinPropsPicture(bpy.types.PropertyGroup):
    """One picture to send: an image of this file, or else a picture file."""

    filepath: StringProperty(
        name="Picture", description="Path of the picture", subtype="FILE_PATH", options=_PATH_OPTIONS
    )
    image: PointerProperty(name="Image", description="An image of this file", type=bpy.types.Image)
    label: EnumProperty(
        name="Shows",
        description="Which side of the object the picture shows; label all pictures or none",
        items=choice_items(ImageLabel),
        default=ImageLabel.UNKNOWN.name,
        options=set(),
    )


class RodinPropsBlockout(bpy.types.PropertyGroup):
    """What one object says of the prop that shall take its place."""

    prompt: StringProperty(
        name="Prompt",
        description="What this one becomes, in words; without it, the prompt above counts",
        options=set(),
        translation_context=CONTEXT,
    )
    picture: PointerProperty(type=RodinPropsPicture)
    prop_name: StringProperty(
        name="Name", description="What its prop is called; without it, the prop is named after its words", options=set()
    )
    is_listed: BoolProperty(
        name="In the Set", description="It is among the blockouts that are dressed together", options=set()
    )
    again: BoolProperty(
        name="Again",
        description="Not as it should be: the next press makes this one again, for which Rodin charges",
        options=set(),
        update=lambda own, context: _dress_again(),
    )
    # What was asked for last, and the first job of all its variants: so that it is not paid for twice.
    job: StringProperty(name="Job", description="Id of the generation that was asked for last", options={"HIDDEN"})
    family: StringProperty(name="Family", description="Id of the first generation of its prop", options={"HIDDEN"})


class RodinPropsSettings(bpy.types.PropertyGroup):
    """What the next generation of this scene is made with."""

    __annotations__ = option_properties(GenerationFields)

    def to_options(self) -> "GenerationOptions":
        """Return the generation options as the api knows them."""
        from ..api.options.generation_options import GenerationOptions

        return read_options(self, GenerationOptions)


def _count_again() -> None:
    from ..session.levels import light

    light.note_change()


def _dress_again() -> None:
    from ..session.dressing import table

    table.note_change()


def _forget_origin(settings: typing.Any) -> None:
    if settings.size_from:
        settings.size_from = ""


def _source_items() -> list[tuple[str, str, str, str, int]]:
    described = ((source, source.description) for source in Source)
    return [(source.name, text.label, text.help, text.icon, stable_number(source.name)) for source, text in described]


def _size_in_units(self: typing.Any) -> float:
    from ..scene.measure.sizing import unit_meters

    return self.height_meters / unit_meters(self.id_data)


def _set_size_in_units(self: typing.Any, value: float) -> None:
    from ..scene.measure.sizing import unit_meters

    self.height_meters = value * unit_meters(self.id_data)


RodinPropsSettings.__annotations__ |= {
    "source": EnumProperty(
        name="Source",
        description="What the prop is made from",
        items=_source_items(),
        default=Source.CAMERA.name,
        options=set(),
        translation_context=CONTEXT,
    ),
    "prompt": StringProperty(
        name="Prompt",
        description="What the prop is, in words; Rodin writes its own when it is empty",
        options=set(),
        translation_context=CONTEXT,
    ),
    "only_selected": BoolProperty(
        name="Only Selected",
        description="The picture shows the selected objects alone, on transparency, lit as in the scene",
        default=False,
        options=set(),
    ),
    "pictures": CollectionProperty(type=RodinPropsPicture),
    "height_meters": FloatProperty(
        name="Size",
        description="How high the prop stands, or how long its longest side is",
        default=1.0,
        min=0.001,
        soft_max=100.0,
        max=10_000.0,
        precision=3,
        step=10,
        options=set(),
        update=lambda settings, context: _forget_origin(settings),
    ),
    # The same in the scene's own units, for the panel: Blender multiplies what it shows as a length by the unit scale.
    "size": FloatProperty(
        name="Size",
        description="How high the prop stands, or how long its longest side is, in the scene's units",
        unit="LENGTH",
        min=0.0,
        precision=3,
        step=10,
        options={"SKIP_SAVE"},
        get=_size_in_units,
        set=_set_size_in_units,
    ),
    "placement": EnumProperty(
        name="Placement",
        description="Where new props go",
        items=[(item.name, item.label, item.help) for item in Place],
        default=Place.SEEN.name,
        options=set(),
    ),
    "distance_factor": FloatProperty(
        name="Lighter Sooner",
        description="Above 1, props become lighter nearer to the camera already; below 1, farther away from it",
        default=1.0,
        min=0.05,
        soft_min=0.25,
        soft_max=4.0,
        max=20.0,
        options=set(),
        update=lambda settings, context: _count_again(),
    ),
    "stretch": BoolProperty(
        name="Stretch to Fill",
        description="Stretch the prop to fill its blockout in all directions, instead of keeping its own proportions",
        default=False,
        options=set(),
    ),
    "facing": EnumProperty(
        name="Front Faces",
        description="Which side of its place the prop's front faces",
        items=[(item.name, item.label, item.help) for item in Facing],
        default=Facing.FRONT.name,
        options=set(),
    ),
    "size_axis": EnumProperty(
        name="Measured",
        description="Which measure of the prop gets the size",
        items=[(item.name, item.label, item.help) for item in SizeAxis],
        default=SizeAxis.HEIGHT.name,
        options=set(),
        update=lambda settings, context: _forget_origin(settings),
    ),
    "size_from": StringProperty(
        name="Size of", description="The thing whose usual size was taken; empty if it is any other", options={"HIDDEN"}
    ),
    "size_refused": StringProperty(
        name="Size Refused", description="The things whose usual size is not to be suggested", options={"HIDDEN"}
    ),
}

_register_classes, _unregister_classes = bpy.utils.register_classes_factory(
    (RodinPropsPicture, RodinPropsBlockout, RodinPropsSettings)
)


def register() -> None:
    _register_classes()
    setattr(bpy.types.Scene, SETTINGS_NAME, PointerProperty(type=RodinPropsSettings))
    setattr(bpy.types.Object, SETTINGS_NAME, PointerProperty(type=RodinPropsBlockout))


def unregister() -> None:
    delattr(bpy.types.Object, SETTINGS_NAME)
    delattr(bpy.types.Scene, SETTINGS_NAME)
    _unregister_classes()
