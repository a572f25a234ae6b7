# SPDX-License-Identifier: GPL-3.0-or-later
"""Reduces a glTF description to what becomes a prop: the surfaces of the default scene, in the pose of their nodes.

Blender's importer would bring all scenes, and pose the model as its first animation begins. What is odd in fields that
a prop does not need would make it give up.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_NO_SURFACE = range(4)
"""Modes of primitives: points and lines."""
_WEBP = "EXT_texture_webp"
_ANIMATES_POINTERS = "KHR_animation_pointer"
_USES = {
    "baseColorTexture": "the color",
    "diffuseTexture": "the color",
    "metallicRoughnessTexture": "metal and roughness",
    "normalTexture": "the normals",
    "emissiveTexture": "the emission",
}
"""Of a texture by its name in a material, in words; any other is for its finish."""

Root = dict[str, Any]


def reduce(root: Root, *, unreadable: Collection[int] = (), unneeded: Collection[str] = ()) -> list[str]:
    """Reduce it in place.

    :param unreadable: pictures that Blender cannot read; what shows them goes without.
    :param unneeded: required extensions that the prop can do without.
    :returns: what the missing pictures are for, in words.
    """
    for name in ("animations", "cameras"):
        root.pop(name, None)
    _remove_odd_values(root)
    for view in _items(root, "bufferViews"):
        if not isinstance(stride := view.get("byteStride"), int) or stride <= 0:
            _remove(view, "byteStride")  # a negative one would make the importer read memory before the data
    _keep_surfaces(root)
    _keep_default_scene(root)
    _tell_extensions(root, without={_ANIMATES_POINTERS, *unneeded})
    return _remove_missing_pictures(root, unreadable)


def number_pictures(root: Root) -> None:
    """Name the pictures by their numbers."""
    for number, image in enumerate(_items(root, "images")):
        image["name"] = str(number)


def only_textures_use(root: Root, extension: str) -> bool:
    """Say whether a prop can do without an extension: at worst, pictures are missing then."""
    users = [id(holder) for holder in _dictionaries(root) if extension in _extensions(holder)]
    return bool(users) and set(users) <= {id(texture) for texture in _items(root, "textures")}


def _items(holder: Root, name: str) -> list[Root]:
    """Return the members of a list, {} in place of what is none."""
    value = holder.get(name)
    return [item if isinstance(item, dict) else {} for item in value] if isinstance(value, list) else []


def _extensions(holder: Root) -> Root:
    value = holder.get("extensions")
    return value if isinstance(value, dict) else {}


def _dictionaries(value: Any) -> Iterator[Root]:
    """Yield all dictionaries within a value."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _remove_odd_values(root: Root) -> None:
    """Remove extras, and values that are none: null, not a number, infinite, or a list that has such a value."""
    for holder in _dictionaries(root):
        holder.pop("extras", None)
        for name in [name for name, value in holder.items() if _is_odd(value) or _has_odd(value)]:
            del holder[name]


def _is_odd(value: Any) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))


def _has_odd(value: Any) -> bool:
    return isinstance(value, list) and any(map(_is_odd, value))


def _keep_surfaces(root: Root) -> None:
    """Remove points, lines and what has no place: nobody sees them, but they would count as part of its size."""
    emptied = set()
    for number, mesh in enumerate(_items(root, "meshes")):
        primitives = _items(mesh, "primitives")
        surfaces = [each for each in primitives if _is_surface(each)]
        if len(surfaces) < len(primitives):
            mesh["primitives"] = surfaces
        if not surfaces:
            emptied.add(number)
    for node in _items(root, "nodes"):
        if node.get("mesh") in emptied:
            _remove(node, "mesh", "skin", "weights")


def _is_surface(primitive: Root) -> bool:
    attributes = primitive.get("attributes")
    return primitive.get("mode", 4) not in _NO_SURFACE and isinstance(attributes, dict) and "POSITION" in attributes


def _keep_default_scene(root: Root) -> None:
    """Leave one scene and its nodes. With skins, those outside it stay, since they may be joints, but show nothing."""
    nodes, scenes = _items(root, "nodes"), _items(root, "scenes")
    children = [[child for child in _numbers(node, "children") if child < len(nodes)] for node in nodes]
    parented = {child for each in children for child in each}
    number = root.get("scene")
    scene = scenes[number if isinstance(number, int) and 0 <= number < len(scenes) else 0] if scenes else {}
    tops = _numbers(scene, "nodes") if scenes else range(len(nodes))
    tops = [top for top in dict.fromkeys(tops) if top < len(nodes)]
    shown = set(tops)
    waiting = list(tops)
    while waiting:
        below = set(children[waiting.pop()]) - shown
        shown |= below
        waiting += below
    scene["nodes"] = [top for top in tops if top not in parented] or tops
    root["scene"], root["scenes"] = 0, [scene]
    for index, node in enumerate(nodes):
        _remove(node, "camera")
        _extensions(node).pop("KHR_lights_punctual", None)
        if index not in shown:
            _remove(node, "mesh", "skin", "weights", "extensions")
    if not _items(root, "skins") and len(shown) < len(nodes):
        _keep_nodes(root, sorted(shown))


def _keep_nodes(root: Root, kept: list[int]) -> None:
    """Leave only these nodes; what refers to them gets their new numbers."""
    new = {old: number for number, old in enumerate(kept)}
    root["nodes"] = [root["nodes"][old] for old in kept]
    for holder, name in [(root["scenes"][0], "nodes"), *((node, "children") for node in _items(root, "nodes"))]:
        if name in holder:
            holder[name] = [new[old] for old in _numbers(holder, name) if old in new]


def _numbers(holder: Root, name: str) -> list[int]:
    value = holder.get(name)
    return [each for each in value if isinstance(each, int) and each >= 0] if isinstance(value, list) else []


def _remove(holder: Root, *names: str) -> None:
    for name in names:
        holder.pop(name, None)


def _tell_extensions(root: Root, *, without: Collection[str]) -> None:
    """Leave out extensions that are not needed; what is required is used, whether the file says so or not."""
    lists = {
        name: value for name in ("extensionsUsed", "extensionsRequired") if isinstance(value := root.get(name), list)
    }
    required = [each for each in lists.get("extensionsRequired", []) if each not in without]
    used = [each for each in lists.get("extensionsUsed", []) if each not in without]
    used += [each for each in required if each not in used]
    for name, value in (("extensionsUsed", used), ("extensionsRequired", required)):
        if value or name in lists:
            root[name] = value


def _remove_missing_pictures(root: Root, unreadable: Collection[int]) -> list[str]:
    """Remove the uses of textures without a picture, and return what they are for."""
    images = enumerate(_items(root, "images"))
    there = {number for number, image in images if not image.keys().isdisjoint({"bufferView", "uri"})}
    there = there.difference(unreadable)
    textures = _items(root, "textures")
    shows = {number for number, texture in enumerate(textures) if _choose_picture(texture, there)}
    missing: list[str] = []
    for holder in _dictionaries(root.get("materials")):
        for name in [name for name in holder if name.endswith("Texture")]:
            use = holder[name]
            if isinstance(use, dict) and "index" in use and use["index"] not in shows:
                # The factor stands for the brightest point of the picture.
                _remove(holder, name, *(["emissiveFactor"] if name == "emissiveTexture" else []))
                missing.append(_USES.get(name, "its finish"))
    return list(dict.fromkeys(missing))


def _choose_picture(texture: Root, there: set[int]) -> bool:
    """Leave a texture no picture that is not there; return whether one is left."""
    webp = _extensions(texture).get(_WEBP)
    if isinstance(webp, dict) and webp.get("source") in there:
        return True
    _extensions(texture).pop(_WEBP, None)
    return texture.get("source") in there
