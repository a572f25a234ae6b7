# SPDX-License-Identifier: GPL-3.0-or-later
"""What the props of a set share: remembered by the .blend, for each scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy
from bpy.props import BoolProperty, CollectionProperty, IntProperty, PointerProperty, StringProperty

from ...api.options.fields import GenerationFields
from ...operators.option_properties import option_properties
from ...session.addon import DRESSING_INDEX_NAME, DRESSING_NAME, DRESSING_ROWS_NAME
from ..properties import RodinPropsPicture

if TYPE_CHECKING:
    from bpy.types import Collection, Context

_SHARED_OPTIONS = ("tier", "quality", "seed")


def _note(chosen: bpy.types.PropertyGroup, context: Context) -> None:
    from ...session.dressing import table

    table.note_change()


def _has_objects(chosen: bpy.types.PropertyGroup, collection: Collection) -> bool:
    return bool(collection.all_objects)


class RodinPropsDressing(bpy.types.PropertyGroup):
    """What the props of the scene's set share."""

    __annotations__ = option_properties(GenerationFields, *_SHARED_OPTIONS)


RodinPropsDressing.__annotations__ |= {
    "collection": PointerProperty(
        name="Collection",
        description="Its objects are the blockouts, with those of the collections in it",
        type=bpy.types.Collection,
        poll=_has_objects,
        update=_note,
        options=set(),
    ),
    "words_before": StringProperty(
        name="Words Before", description="Words that stand before the words of each prop", options=set()
    ),
    "words_after": StringProperty(
        name="Words After", description="Words that stand after the words of each prop", options=set()
    ),
    "look": PointerProperty(type=RodinPropsPicture),
    "only_missing": BoolProperty(
        name="Only Those That Have None Yet",
        description="Leave blockouts alone that have their prop, but for those that are marked to be made again",
        default=True,
        options=set(),
    ),
    "together": BoolProperty(
        name="All Land Together",
        description="All come in one step when the last one is ready, so that one undo brings the blockouts back. "
        "Off, each comes when it is ready",
        default=True,
        options=set(),
    ),
}


class RodinPropsDressingRow(bpy.types.PropertyGroup):
    """A line of the table; its name is that of the blockout."""


_register_classes, _unregister_classes = bpy.utils.register_classes_factory((RodinPropsDressing, RodinPropsDressingRow))


def register() -> None:
    _register_classes()
    setattr(bpy.types.Scene, DRESSING_NAME, PointerProperty(type=RodinPropsDressing))
    setattr(bpy.types.WindowManager, DRESSING_ROWS_NAME, CollectionProperty(type=RodinPropsDressingRow))
    index = IntProperty(name="Blockout", description="The blockout whose details are shown", options={"SKIP_SAVE"})
    setattr(bpy.types.WindowManager, DRESSING_INDEX_NAME, index)


def unregister() -> None:
    delattr(bpy.types.WindowManager, DRESSING_INDEX_NAME)
    delattr(bpy.types.WindowManager, DRESSING_ROWS_NAME)
    delattr(bpy.types.Scene, DRESSING_NAME)
    _unregister_classes()
