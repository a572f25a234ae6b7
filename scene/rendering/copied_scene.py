# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds a scene from a copy that another Blender wrote, and checks whether it looks as it did there.

Runs in a Blender of its own, whose file is not kept: whatever is built here need not be removed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Matrix

from ..errors import CopyDiffers, LinkedMissing, ScriptsRefused, quoted
from ..images.writing import set_view, show_on_srgb
from ..levels import pictures
from ..levels.show import show_full
from ..transfer import render_engine, simulations, unsaved_images
from ..transfer.appearance import bounds_of
from ..transfer.keys import DataKey, index_of, linked_data_blocks
from ..transfer.settings_values import apply_values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpy.types import Object, Scene, ViewLayer

    from ..transfer.request import CopiedObject, CopiedScene, PictureRequest

_DISTANCE = 1e-3
"""Largest difference of values that count as the same: absolute, or a part of the largest value if that exceeds 1."""


@dataclass(frozen=True, slots=True)
class BuiltScene:
    """A scene that looks like the one that was copied."""

    scene: Scene
    objects: dict[DataKey, Object]

    @property
    def view_layer(self) -> ViewLayer:
        """Its only view layer."""
        return self.scene.view_layers[0]

    def find(self, keys: tuple[DataKey, ...]) -> list[Object]:
        """Return the objects with these keys, as far as they are there."""
        return [self.objects[key] for key in keys if key in self.objects]


def build(request: PictureRequest) -> BuiltScene:
    """Open the copy and build its scene.

    :raises EngineMissing, LinkedMissing, ScriptsRefused, CopyDiffers: it does not look as it did.
    """
    render_engine.make_available(request.engine)
    bpy.ops.wm.open_mainfile(filepath=str(request.file), load_ui=False, use_scripts=request.runs_scripts)
    for image in request.images:
        unsaved_images.put_back(image)
    copied = request.scene
    objects = _objects(copied)
    _show_in_full(objects.values())
    scene = bpy.data.scenes.new("Picture")
    render_engine.choose(scene, request.engine)
    # Before anything is simulated in it: a simulation drops its cache at its first frame.
    scene.frame_set(copied.frame, subframe=copied.subframe)
    _set_up(scene, copied)
    _link_all(scene, copied, objects)
    built = BuiltScene(scene, objects)
    scene.camera = None if copied.camera is None else objects.get(copied.camera)
    built.view_layer.update()
    _freeze_simulated(built, request)
    _compare(built, request)
    return built


def _freeze_simulated(built: BuiltScene, request: PictureRequest) -> None:
    simulated = [copied for copied in request.scene.objects if copied.shape_file]
    for copied in simulated:  # one that has other points here looks different, which `_compare` notices
        simulations.freeze(built.objects[copied.key], built.view_layer.depsgraph, copied.shape_file)
    if simulated:
        built.view_layer.update()


def _objects(copied: CopiedScene) -> dict[DataKey, Any]:
    """Return the copied objects; those that only a library holds are linked from there again."""
    keys = [copied_object.key for copied_object in copied.objects]
    objects = index_of(bpy.data.objects)
    for key in keys:
        if key not in objects and key.library:
            _link("objects", key)
    objects = index_of(bpy.data.objects)
    for key in keys:
        if key not in objects:
            raise LinkedMissing(name=key.name, library=key.library)
    return {key: objects[key] for key in keys}


def _link(kind: str, key: DataKey) -> None:
    try:
        with bpy.data.libraries.load(key.library, link=True) as (held, wanted):
            if key.name in getattr(held, kind):
                setattr(wanted, kind, [key.name])
    except OSError as error:
        raise LinkedMissing(name=key.name, library=key.library) from error


def _show_in_full(objects: Iterable[Object]) -> None:
    """Show props in full, however light they are in the artist's scene: that is what is sent."""
    show_full(objects)
    pictures.show_sizes(dict.fromkeys(bpy.data.materials, pictures.FULL_SIDE))


def _set_up(scene: Scene, copied: CopiedScene) -> None:
    for name, values in copied.settings.items():
        group = getattr(scene, name, None)
        if group is None:
            continue
        if name == "view_settings":  # the look depends on it
            set_view(group, str(values["view_transform"]))
        apply_values(group, values)
        if name == "display_settings":
            show_on_srgb(group)
    apply_values(scene, copied.own_settings)
    apply_values(scene.view_layers[0], copied.layer_settings)
    for name, value in copied.own_properties.items():
        scene[name] = value
    scene.world = _find_or_link("worlds", copied.world)
    scene.background_set = _find_or_link("scenes", copied.background_set)


def _find_or_link(kind: str, key: DataKey | None) -> Any:
    if key is None:
        return None
    blocks = getattr(bpy.data, kind)
    if key not in index_of(blocks) and key.library:
        _link(kind, key)
    data_block = index_of(blocks).get(key)
    if data_block is None:
        raise LinkedMissing(name=key.name, library=key.library)
    return data_block


def _link_all(scene: Scene, copied: CopiedScene, objects: dict[DataKey, Any]) -> None:
    """Put the objects into collections by holdout and indirect-only."""
    collections: dict[tuple[bool, bool], bpy.types.Collection] = {}
    for copied_object in copied.objects:
        how = (copied_object.holdout, copied_object.indirect_only)
        if how not in collections:
            collections[how] = bpy.data.collections.new("Picture")
            scene.collection.children.link(collections[how])
            layer = scene.view_layers[0].layer_collection.children[collections[how].name]
            layer.holdout, layer.indirect_only = how
        object_ = objects[copied_object.key]
        collections[how].objects.link(object_)
        if copied_object.is_rigid_body and copied_object.matrix is not None:
            _fix_in_place(object_, _matrix(copied_object))


def _fix_in_place(object_: Any, matrix: Matrix) -> None:
    object_.animation_data_clear()
    object_.constraints.clear()
    object_.parent = None
    object_.matrix_world = matrix


def _matrix(copied: CopiedObject) -> Matrix:
    assert copied.matrix is not None
    return Matrix([copied.matrix[index : index + 4] for index in range(0, 16, 4)])


def _compare(built: BuiltScene, request: PictureRequest) -> None:
    """Check that every object is where it was, and as big."""
    known = set(request.scene.missing)
    for data_block in linked_data_blocks():
        if data_block.is_missing and DataKey.of(data_block) not in known:
            raise LinkedMissing(name=data_block.name, library=DataKey.of(data_block).library)
    if bpy.app.autoexec_fail and not request.scripts_refused:
        raise ScriptsRefused
    different = [copied.key.name for copied in request.scene.objects if _differs(built, copied)]
    if different:
        raise CopyDiffers(names=quoted(sorted(different)))


def _differs(built: BuiltScene, copied: CopiedObject) -> bool:
    if copied.matrix is None:
        return False
    evaluated = built.objects[copied.key].evaluated_get(built.view_layer.depsgraph)
    now = [value for row in evaluated.matrix_world for value in row]
    if not _same(copied.matrix, now):
        return True
    if not _same(copied.particles, simulations.particle_places(evaluated)):
        return True
    return copied.bounds is not None and not _same(copied.bounds, bounds_of(evaluated) or ())


def _same(before: tuple[float, ...], now: Any) -> bool:
    if len(before) != len(now):
        return False
    tolerance = _DISTANCE * max([1.0, *map(abs, before)])
    return all(abs(one - other) <= tolerance for one, other in zip(before, now, strict=True))
