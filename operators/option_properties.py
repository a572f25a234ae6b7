# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender's properties, made from the options of the service, and read back."""

import zlib
from typing import TYPE_CHECKING, Any, TypeVar

from bpy.props import BoolProperty, EnumProperty, FloatProperty, IntProperty

from ..api.options.option import Option, described
from ..api.options.types import Choice
from ..session.language import CONTEXT

if TYPE_CHECKING:
    from ..api.options.values import OptionValues

_Values = TypeVar("_Values", bound="OptionValues")


def stable_number(name: str) -> int:
    """Return a number for an enum item that stays the same in old .blend files when items are added between.

    24 bits: Blender's buttons hold it as a float, and would not show a larger one as chosen.
    """
    return zlib.crc32(name.encode()) & 0xFFFFFF


def choice_items(kind: type[Choice], *, is_priced: bool = False) -> list[tuple[str, str, str, str, int]]:
    """Return the members of a choice as items of an enum.

    :param is_priced: what they add to the price is said of them.
    """
    return [
        (item.name, item.label, item.tooltip(is_priced=is_priced), "NONE", stable_number(item.name)) for item in kind
    ]


def property_for(option: Option, default: object) -> object:
    """Return the Blender property for one field; a kind that is not known fails at import, not silently."""
    # Not animatable: a setting is no part of the scene's animation.
    common = {
        "name": option.label,
        "description": option.tooltip(default.most_credits() if isinstance(default, Choice) else 0.0),
        "options": set(),
        "translation_context": CONTEXT,
    }
    if isinstance(default, Choice):
        return EnumProperty(
            items=choice_items(type(default), is_priced=option.is_priced), default=default.name, **common
        )
    kind = type(default)
    if kind is bool:
        return BoolProperty(default=default, **common)
    if kind in {int, float}:
        number = IntProperty if kind is int else FloatProperty
        return number(default=default, min=option.minimum, max=option.maximum, **common)
    raise TypeError(f"No Blender property is known for {kind}")


def option_properties(kind: type, *names: str) -> dict[str, object]:
    """Return the Blender properties of options by name, to be a class's annotations.

    :param kind: the class of ``api.options.fields`` that describes them.
    :param names: of those that are wanted; without any, all.
    """
    fields = described(kind)
    return {name: property_for(fields[name].metadata["option"], fields[name].default) for name in names or fields}


def read_options(holder: object, kind: type[_Values]) -> _Values:
    """Return the options that the properties of ``holder`` hold."""
    from dataclasses import fields

    values: dict[str, Any] = {}
    for field in fields(kind):
        value = getattr(holder, field.name)
        values[field.name] = type(field.default)[value] if isinstance(field.default, Choice) else value
    return kind(**values)
