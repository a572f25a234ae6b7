# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a prop into a file of its own, as an asset. Runs in the background Blender, whose open file is discarded."""

from __future__ import annotations

import errno
import shutil
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING

import bpy
from mathutils import Matrix, Vector

from ... import disk
from .. import empty_file, naming
from ..errors import PropUnusable
from ..measure import measured
from ..measure.sizing import Fit
from ..mesh_data import mesh_of, quad_count, triangle_count
from ..prepare import textures
from ..props import mesh_fit
from ..props.appending import append_meshes
from ..provenance import Provenance, write
from . import asset_levels, preview
from .marking import mark
from .orders import KeptProp, Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from bpy.types import Object

    from .orders import KeepOrder

_SAME = 0.01
_LARGEST_PICTURE_PIXELS = 1 << 20
_LEAST_FREE_BYTES = 1 << 20
"""When a file could not be written and less is free, the disk is called full."""
_ERRNO = {
    errno.ENOENT: Refusal.GONE,
    errno.ENOTDIR: Refusal.GONE,
    errno.EACCES: Refusal.NOT_WRITABLE,
    errno.EPERM: Refusal.NOT_WRITABLE,
    errno.EROFS: Refusal.NOT_WRITABLE,
    errno.ENOSPC: Refusal.FULL,
    errno.EDQUOT: Refusal.FULL,
}


def keep(order: KeepOrder, folder: Path) -> KeptProp:
    """Write a prop's file; whether it could be done stands in the answer.

    :param folder: for temporary files.
    """
    try:
        _begin_file(order.destination)
        _write(_prop_of(order, folder), order.destination)
    except PropUnusable:
        traceback.print_exc()
        return KeptProp(refusal=Refusal.UNREADABLE)
    except OSError as error:
        traceback.print_exc()
        refusal = _refusal(error, order.destination)  # first: what was written still takes the room
        for left in (order.destination, order.destination.with_name(f"{order.destination.name}@")):
            disk.discard(left)
        return refusal
    return KeptProp()


def _begin_file(path: Path) -> None:
    """Write something first: what keeps a file from being written, Blender would tell in words alone."""
    with path.open("wb") as file:
        file.write(b"not whole yet")


def _prop_of(order: KeepOrder, folder: Path) -> Object:
    levels = asset_levels.file_for(order, folder)
    empty_file.make()
    prop = append_meshes(order.source, most=1)[0]
    mesh = mesh_of(prop)
    if levels is not None:
        asset_levels.attach(mesh, levels)
    made = Provenance.from_json(order.provenance)
    found = measured.take(mesh)
    matrix = Matrix.Diagonal((*_factors(order, found.dimensions), 1.0))
    asset_levels.transform_with_levels(mesh, matrix)
    prop.matrix_world = Matrix.Identity(4)
    prop.name = order.asset.name
    naming.name_data(prop, order.asset.name)
    textures.pack_textures(prop, max_side_pixels=_LARGEST_PICTURE_PIXELS)
    write(prop, replace(made, triangles=triangle_count(mesh), quads=quad_count(mesh)))
    mesh_fit.remember(mesh, Fit(order.size_axis), measured=found.moved(matrix))
    preview.show(prop, order.picture, folder)
    mark(prop, order.asset)
    return prop


def _factors(order: KeepOrder, prepared: Vector) -> Vector:
    """Return the factors along the axes from the prepared mesh to the size in the artist's scene.

    A mesh that the artist has edited is as long as it is there on its longest side, in its own proportions.
    """
    scale = Vector(order.scale)
    if order.mesh_size is None:
        return scale
    ratios = [is_now / was for is_now, was in zip(order.mesh_size, prepared, strict=True) if was > 0.0]
    if ratios and max(ratios) - min(ratios) <= _SAME * max(ratios):
        return scale * (sum(ratios) / len(ratios))
    return scale * (max(order.mesh_size) / max(prepared))


def _write(prop: Object, path: Path) -> None:
    """Write the prop and what it uses, down to the disk.

    :raises OSError: it cannot be written.
    """
    disk.discard(path)
    try:
        bpy.data.libraries.write(str(path), {prop}, fake_user=True, compress=True)
        # Blender says nothing of it if the disk becomes full while it compresses.
        with bpy.data.libraries.load(str(path), assets_only=True) as (written, _):
            is_whole = list(written.objects) == [prop.name]
    except RuntimeError as error:
        raise OSError(errno.EIO, str(error)) from error
    if not is_whole:
        raise OSError(errno.EIO, "the file that was written is not whole")
    with path.open("rb+") as file:
        disk.sync(file.fileno())


def _refusal(error: OSError, path: Path) -> KeptProp:
    refusal = _ERRNO.get(error.errno or 0, Refusal.FAILED)
    if refusal is Refusal.FAILED:
        try:
            if shutil.disk_usage(path.parent).free < _LEAST_FREE_BYTES or "No space" in str(error):
                refusal = Refusal.FULL
        except OSError:
            refusal = Refusal.GONE
    return KeptProp(refusal=refusal, reason="Blender could not write its file")
