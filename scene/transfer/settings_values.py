# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the settings of a scene as plain values, and applies them to another scene.

A scene cannot be written without all that is in it. A picture needs only its objects and its settings. The settings
are read by Blender's own description of them (RNA), so that those of newer versions and of add-ons' render engines
are included.
"""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import bpy

from .keys import DataKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import ID, bpy_struct

Values = dict[str, Any]
"""Property name → value, as JSON can hold it; nested for groups of settings."""

_KINDS = {
    "Image": "images",
    "Material": "materials",
    "MovieClip": "movieclips",
    "Object": "objects",
    "World": "worlds",
}
"""Data-blocks that settings may name -> their place in bpy.data."""
_ALL_LEFT_OUT = {
    "rna_type",
    "name",
    "white_balance_whitepoint",  # follows from the temperature and the tint, and changes them a little when it is set
    "wireframe_color_type",  # only for the viewport: Blender prints a warning that a scene has no value of it
}


class SettingsReader:
    """Reads settings, and notes the data-blocks that they name."""

    def __init__(self) -> None:
        self.data_blocks: set[ID] = set()

    def values_of(self, struct: bpy_struct, *, left_out: frozenset[str] = frozenset()) -> Values:
        """Return all that can be set in ``struct`` and in its groups, without the properties ``left_out``."""
        values: Values = {}
        with _without_warnings():
            for prop in struct.bl_rna.properties:
                if prop.identifier in left_out | _ALL_LEFT_OUT:
                    continue
                value = self._value_of(struct, prop)
                if value is not None:
                    values[prop.identifier] = value
        return values

    def _value_of(self, struct: bpy_struct, prop: Any) -> Any:
        """Return a property's value; None for one that is left out."""
        value = getattr(struct, prop.identifier)
        if prop.type == "POINTER":
            return self._pointer(value)
        if prop.type == "COLLECTION":
            own = isinstance(prop.fixed_type, bpy.types.PropertyGroup)
            return {"items": [self.values_of(item) for item in value]} if own else None
        if prop.is_readonly or (prop.type == "ENUM" and value == ""):
            return None
        if getattr(prop, "is_array", False):
            return [list(item) if hasattr(item, "__len__") else item for item in value]
        return sorted(value) if isinstance(value, set) else value

    def _pointer(self, value: Any) -> Values | None:
        if value is None:
            return None
        if isinstance(value, bpy.types.CurveMapping):
            return _curve_values(value)
        if not isinstance(value, bpy.types.ID):
            return self.values_of(value)
        kind = _KINDS.get(type(value).__name__)
        if kind is None:
            return None
        self.data_blocks.add(value)
        key = DataKey.of(value)
        return {"data_block": kind, "name": key.name, "library": key.library}


def apply_values(struct: bpy_struct, values: Values) -> set[str]:
    """Apply the settings to another struct of the same kind; return the names of those that it does not take."""
    with _without_warnings():
        _apply_all(struct, values)
        return _apply_all(struct, values)  # what one setting allows may depend on another that came after it


def _apply_all(struct: bpy_struct, values: Values) -> set[str]:
    refused: set[str] = set()
    for name, value in values.items():
        try:
            refused |= _apply(struct, name, value)
        except (AttributeError, TypeError, ValueError, KeyError):
            refused.add(name)
    return refused


def _apply(struct: bpy_struct, name: str, value: Any) -> set[str]:
    if not isinstance(value, dict):
        _apply_plain(struct, name, value)
    elif "data_block" in value:
        setattr(struct, name, _data_block(value))
    elif "curves" in value:
        _apply_curves(getattr(struct, name), value)
    elif "items" in value:
        collection = getattr(struct, name)
        collection.clear()
        return {refused for item in value["items"] for refused in _apply_all(collection.add(), item)}
    else:
        return _apply_all(getattr(struct, name), value)
    return set()


def _apply_plain(struct: bpy_struct, name: str, value: Any) -> None:
    prop = struct.bl_rna.properties[name]
    if getattr(prop, "is_enum_flag", False):
        value = set(value)
    if getattr(prop, "is_array", False) or getattr(struct, name) != value:  # setting a value runs its update callbacks
        setattr(struct, name, value)


def _data_block(value: Values) -> ID:
    wanted = DataKey(name=value["name"], library=value["library"])
    data_blocks = getattr(bpy.data, value["data_block"])
    return next(data_block for data_block in data_blocks if DataKey.of(data_block) == wanted)


_CURVE_SETTINGS = ("black_level", "white_level", "clip_min_x", "clip_min_y", "clip_max_x", "clip_max_y")
_CURVE_SWITCHES = ("use_clip", "tone", "extend")


def _curve_values(mapping: bpy.types.CurveMapping) -> Values:
    curves = [[[*point.location, point.handle_type] for point in curve.points] for curve in mapping.curves]
    settings: Values = {name: getattr(mapping, name) for name in _CURVE_SWITCHES}
    for name in _CURVE_SETTINGS:
        value = getattr(mapping, name)
        settings[name] = list(value) if hasattr(value, "__len__") else value
    return {"curves": curves, "settings": settings}


def _apply_curves(mapping: bpy.types.CurveMapping, value: Values) -> None:
    for name, setting in value["settings"].items():
        setattr(mapping, name, setting)
    for curve, wanted in zip(mapping.curves, value["curves"], strict=True):
        while len(curve.points) > len(wanted):
            curve.points.remove(curve.points[-1])
        while len(curve.points) < len(wanted):
            curve.points.new(0.5, 0.5)
        for point, (x, y, handle_type) in zip(curve.points, wanted, strict=True):
            point.location, point.handle_type = (x, y), handle_type
    mapping.update()


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Ignore deprecation warnings: settings that a later Blender will drop are read as long as they exist."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
