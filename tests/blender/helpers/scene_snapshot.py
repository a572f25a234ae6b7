# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that an open file holds, as plain values, to find out whether something changed it."""

import warnings
from array import array
from collections.abc import Iterator
from typing import Any

import bpy

_VOLATILE = {"rna_type", "bl_rna", "depsgraph", "preview", "tag", "rna_ancestors", "id_data", "original"}
_UNREADABLE = {"storage_type", "uv_sculpt", "vertex_selection", "edge_selection", "pin"}
"""Reading changes the data (of UV layers: in Blender 4.2); reading the second crashes Blender 4.2."""
_DERIVED = {"enabled", "is_unavailable"}
"""Of node sockets: Blender works them out when it first draws or renders."""
_KINDS_LEFT_OUT = {"window_managers", "screens", "workspaces", "all_ids"}
_LONG = 64
"""Collections longer than this are told by their length alone."""


def snapshot() -> dict[str, Any]:
    """Path -> value for all data-blocks of the open file, the windows and the preferences that a render uses."""
    found: dict[str, Any] = {}
    for kind in sorted(dir(bpy.data)):
        blocks = getattr(bpy.data, kind)
        if kind in _KINDS_LEFT_OUT or not isinstance(blocks, bpy.types.bpy_prop_collection):
            continue
        found[kind] = [each.name for each in blocks]
        for block in blocks:
            path = f"{kind}[{block.name!r}]"
            found[f"{path}.session_uid"] = block.session_uid
            found.update(_walk(path, block, set()))
            found.update(_content(path, block))
    found.update(_visibility())
    found.update(_windows())
    return found


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Path -> (before, after) for all that is not the same."""
    gone = object()
    return {
        path: (before.get(path), after.get(path))
        for path in before.keys() | after.keys()
        if before.get(path, gone) != after.get(path, gone)
    }


def _content(path: str, block: bpy.types.ID) -> Iterator[tuple[str, Any]]:
    """What is too big to be walked through: the values of own properties, pixels, the points of meshes."""
    for key, value in block.items():
        yield f"{path}[{key!r}]", repr(value.to_dict() if hasattr(value, "to_dict") else value)
    if isinstance(block, bpy.types.Image) and block.type != "RENDER_RESULT" and block.has_data:
        pixels = array("f", bytes(4 * len(block.pixels)))
        block.pixels.foreach_get(pixels)
        yield f"{path}.pixels", hash(pixels.tobytes())
    if isinstance(block, bpy.types.Mesh):
        points = array("f", bytes(12 * len(block.vertices)))
        block.vertices.foreach_get("co", points)
        yield f"{path}.points", hash(points.tobytes())


def _visibility() -> Iterator[tuple[str, Any]]:
    """What is selected, hidden and seen in each view layer, and what is being worked on."""
    for scene in bpy.data.scenes:
        for layer in scene.view_layers:
            path = f"{scene.name}/{layer.name}"
            active = layer.objects.active
            yield f"{path}.active", active.name if active else None
            for each in layer.objects:
                states = [getattr(each, name)(view_layer=layer) for name in ("select_get", "hide_get", "visible_get")]
                yield f"{path}/{each.name}", states
    yield "mode", bpy.context.mode
    yield "window's scene and layer", (bpy.context.scene.name, bpy.context.view_layer.name)
    for name in dir(bpy.app.handlers):
        functions = getattr(bpy.app.handlers, name)
        if isinstance(functions, list):
            yield f"handlers.{name}", len(functions)


def _windows() -> Iterator[tuple[str, Any]]:
    preferences = bpy.context.preferences
    yield "render_display_type", preferences.view.render_display_type
    yield "preferences.is_dirty", preferences.is_dirty
    for index, window in enumerate(bpy.context.window_manager.windows):
        yield f"windows[{index}]", (window.scene.name, window.view_layer.name, window.workspace.name)
        yield f"windows[{index}].areas", [area.type for area in window.screen.areas]


def _walk(path: str, struct: Any, seen: set[int]) -> Iterator[tuple[str, Any]]:
    if struct.as_pointer() in seen and not isinstance(struct, bpy.types.ID):
        return
    seen.add(struct.as_pointer())
    for prop in struct.bl_rna.properties:
        if prop.identifier in _VOLATILE | _UNREADABLE | _DERIVED:
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore", DeprecationWarning
                )  # use_nodes and the like are a part of the file, too
                value = getattr(struct, prop.identifier)
        except (AttributeError, RuntimeError):
            continue
        yield from _value(f"{path}.{prop.identifier}", prop, value, seen)
    if hasattr(struct, "keys"):
        try:
            yield f"{path}.keys", sorted(str(key) for key in struct.keys())  # noqa: SIM118 - a struct is no dict
        except TypeError:
            return


def _value(path: str, prop: Any, value: Any, seen: set[int]) -> Iterator[tuple[str, Any]]:
    if prop.type == "POINTER":
        if isinstance(value, bpy.types.ID) and value.name in _all_names(value):
            yield path, (type(value).__name__, value.name)
        elif value is not None:
            yield from _walk(path, value, seen)
    elif prop.type == "COLLECTION":
        yield f"{path}.length", len(value)
        if len(value) > _LONG:
            return
        for index, each in enumerate(value):
            if isinstance(each, bpy.types.ID):
                yield f"{path}[{index}]", (type(each).__name__, each.name)
            elif each is not None:
                yield from _walk(f"{path}[{index}]", each, seen)
    elif getattr(prop, "is_array", False):
        yield path, [tuple(row) if hasattr(row, "__len__") else row for row in value]
    else:
        yield path, value


def _all_names(block: bpy.types.ID) -> Any:
    """Names under which a data-block can be found; an embedded one (a node tree, a master collection) cannot."""
    for kind in ("node_groups", "collections"):
        if isinstance(block, bpy.types.NodeTree | bpy.types.Collection) and block in set(getattr(bpy.data, kind)):
            return {block.name}
    return set() if isinstance(block, bpy.types.NodeTree | bpy.types.Collection) else {block.name}
