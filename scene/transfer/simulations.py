# SPDX-License-Identifier: GPL-3.0-or-later
"""How simulations have moved objects: Blender keeps it in memory, and a copy of the objects does not have it.

Newer Blenders write no cache of a simulation with single data-blocks, baked or not (4.5, 5.0 and 5.2; 4.2 does).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ..mesh_data import mesh_of, points_of
from ..node_trees import nodes_within

if TYPE_CHECKING:
    from bpy.types import Depsgraph, Object

_SIMULATING = {"CLOTH", "SOFT_BODY", "DYNAMIC_PAINT"}
"""Modifiers that move the points of a mesh, and keep their number."""


def write_shape(target: Object, evaluated: Object, folder: Path) -> str:
    """Write where the points of a simulated mesh are; return the file's path, empty for other objects.

    :raises OSError: it cannot be written.
    """
    if target.type != "MESH" or target.mode != "OBJECT" or not any(map(_simulates, target.modifiers)):
        return ""
    path = folder / f"points_{target.session_uid}"
    points_of(mesh_of(evaluated)).tofile(path)
    return str(path)


def freeze(target: Any, depsgraph: Depsgraph, shape_file: str) -> bool:
    """Give a mesh object the shape that was written; return whether that is possible here."""
    import numpy

    points = numpy.fromfile(shape_file, dtype=numpy.float32)
    evaluated = target.evaluated_get(depsgraph)
    mesh = bpy.data.meshes.new_from_object(evaluated, preserve_all_data_layers=True, depsgraph=depsgraph)
    if mesh is None or len(mesh.vertices) * 3 != len(points):
        return False
    mesh.vertices.foreach_set("co", points)
    mesh.update()
    try:
        for modifier in [modifier for modifier in target.modifiers if modifier.type != "PARTICLE_SYSTEM"]:
            target.modifiers.remove(modifier)
        target.data = mesh
    except (RuntimeError, AttributeError):  # an object of a library cannot be changed
        return False
    return True


def particle_places(evaluated: Object) -> tuple[float, ...]:
    """Return for each system of moving particles how many there are, and their mean place in world space."""
    import numpy

    values: list[float] = []
    for system in evaluated.particle_systems:
        if system.settings.type != "EMITTER":
            continue
        places = numpy.empty(len(system.particles) * 3, dtype=numpy.float32)
        system.particles.foreach_get("location", places)
        mean = places.reshape(-1, 3).mean(axis=0) if len(places) else numpy.zeros(3)
        values += [float(len(system.particles)), *map(float, mean)]
    return tuple(values)


def _simulates(modifier: Any) -> bool:
    if modifier.type != "NODES":
        return modifier.type in _SIMULATING
    if modifier.node_group is None:
        return False
    return any(node.bl_idname == "GeometryNodeSimulationOutput" for node in nodes_within(modifier.node_group))
