# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds a scene from a copy that another Blender wrote, and sees whether it looks as it did there. bpy.

Runs in a Blender of its own, whose file nobody keeps: whatever is built here stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy
from mathutils import Matrix

from ..errors import CopyDiffers, LinkedMissing, ScriptsRefused, quoted
from ..transfer import render_engine, simulations, unsaved_images
from ..transfer.appearance import bounds_of
from ..transfer.keys import DataKey, index_of, linked_data_blocks
from ..transfer.settings_values import apply_values

if TYPE_CHECKING:
    from bpy.types import Object, Scene, ViewLayer

    from ..transfer.request import CopiedObject, CopiedScene, PictureRequest

_DISTANCE = 1e-3
"""Two places are the same if they are so close, as a part of what is measured, or in scene units if that is less."""


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
        """The objects with these keys, as far as they are there."""
        return [self.objects[key] for key in keys if key in self.objects]


def build(request: PictureRequest) -> BuiltScene:
    """Open the copy and build its scene.

    :raises EngineMissing, LinkedMissing, ScriptsRefused, CopyDiffers: it does not look as it did.
    """
    render_engine.make_available(request.engine)
    bpy.ops.wm.open_mainfile(filepath=str(request.file), load_ui=False, use_scripts=request.runs_scripts)
    for each in request.images:
        unsaved_images.put_back(each)
    copied = request.scene
    objects = _objects(copied)
    scene = bpy.data.scenes.new("Picture")
    render_engine.choose(scene, request.engine)
    # Before anything is simulated in it: at its first frame a simulation forgets what it has kept.
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
    simulated = [each for each in request.scene.objects if each.shape_file]
    for each in simulated:  # one that has other points here looks different, which is found out then
        simulations.freeze(built.objects[each.key], built.view_layer.depsgraph, each.shape_file)
    if simulated:
        built.view_layer.update()


def _objects(copied: CopiedScene) -> dict[DataKey, Any]:
    """The copied objects; those that only a library holds are linked from there again."""
    there = index_of(bpy.data.objects)
    for each in copied.objects:
        if each.key not in there and each.key.library:
            _link("objects", each.key)
    there = index_of(bpy.data.objects)
    for each in copied.objects:
        if each.key not in there:
            raise LinkedMissing(name=each.key.name, library=each.key.library)
    return {each.key: there[each.key] for each in copied.objects}


def _link(kind: str, key: DataKey) -> None:
    try:
        with bpy.data.libraries.load(key.library, link=True) as (held, wanted):
            if key.name in getattr(held, kind):
                setattr(wanted, kind, [key.name])
    except OSError as error:
        raise LinkedMissing(name=key.name, library=key.library) from error


def _set_up(scene: Scene, copied: CopiedScene) -> None:
    for name, values in copied.settings.items():
        group = getattr(scene, name, None)
        if group is not None:
            apply_values(group, values)
    apply_values(scene, copied.own_settings)
    apply_values(scene.view_layers[0], copied.layer_settings)
    for name, value in copied.own_properties.items():
        scene[name] = value
    scene.world = _found("worlds", copied.world)
    scene.background_set = _found("scenes", copied.background_set)


def _found(kind: str, key: DataKey | None) -> Any:
    if key is None:
        return None
    blocks = getattr(bpy.data, kind)
    if key not in index_of(blocks) and key.library:
        _link(kind, key)
    found = index_of(blocks).get(key)
    if found is None:
        raise LinkedMissing(name=key.name, library=key.library)
    return found


def _link_all(scene: Scene, copied: CopiedScene, objects: dict[DataKey, Any]) -> None:
    """Put the objects into collections by how they are to be seen."""
    collections: dict[tuple[bool, bool], bpy.types.Collection] = {}
    for each in copied.objects:
        how = (each.holdout, each.indirect_only)
        if how not in collections:
            collections[how] = bpy.data.collections.new("Picture")
            scene.collection.children.link(collections[how])
            layer = scene.view_layers[0].layer_collection.children[collections[how].name]
            layer.holdout, layer.indirect_only = how
        collections[how].objects.link(objects[each.key])
        if each.is_rigid_body and each.matrix is not None:
            _stand_still(objects[each.key], _matrix(each))


def _stand_still(each: Any, matrix: Matrix) -> None:
    each.animation_data_clear()
    each.constraints.clear()
    each.parent = None
    each.matrix_world = matrix


def _matrix(each: CopiedObject) -> Matrix:
    assert each.matrix is not None
    return Matrix([each.matrix[index : index + 4] for index in range(0, 16, 4)])


def _compare(built: BuiltScene, request: PictureRequest) -> None:
    """See whether all stands where it stood, and is as big."""
    known = set(request.scene.missing)
    for each in linked_data_blocks():
        if each.is_missing and DataKey.of(each) not in known:
            raise LinkedMissing(name=each.name, library=DataKey.of(each).library)
    if bpy.app.autoexec_fail and not request.scripts_refused:
        raise ScriptsRefused
    different = [each.key.name for each in request.scene.objects if _differs(built, each)]
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
