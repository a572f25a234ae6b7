# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of simulations: as they are at the frame that the artist sees, or a sentence that says why not."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest

Part = Callable[[str], ModuleType]


def _play(frames: int = 12) -> None:
    for frame in range(1, frames + 1):
        bpy.context.scene.frame_set(frame)


def test_a_rigid_body_stands_where_it_has_fallen_to(stage: Any, take: Callable[[], Any]) -> None:
    bpy.ops.rigidbody.world_add()
    bpy.context.view_layer.objects.active = stage
    stage.location.z = 4.0  # above what the camera sees
    bpy.ops.rigidbody.object_add(type="ACTIVE")
    with pytest.raises(Exception, match="empty"):
        take()
    _play(22)
    assert stage.matrix_world.translation.z < 1.0
    assert take()[..., 3].max() == 255


def _cloth(cube: Any) -> None:
    group = cube.vertex_groups.new(name="Pinned")
    group.add([0], 1.0, "REPLACE")
    cube.modifiers.new("Cloth", "CLOTH").settings.vertex_group_mass = "Pinned"


def _soft_body(cube: Any) -> None:
    cube.modifiers.new("Soft", "SOFT_BODY").settings.use_goal = False


@pytest.mark.parametrize("simulate", [_cloth, _soft_body])
@pytest.mark.parametrize("is_baked", [False, True])
def test_cloth_hangs_as_it_does_here(
    stage: Any, take: Callable[[], Any], simulate: Callable[[Any], None], is_baked: bool
) -> None:
    simulate(stage)
    bpy.context.scene.frame_end = 20
    at_rest = take()
    _play()
    if is_baked:
        with bpy.context.temp_override(point_cache=stage.modifiers[0].point_cache):
            bpy.ops.ptcache.bake(bake=True)
        bpy.context.scene.frame_set(12)
    fallen = take()
    lowest = [numpy.flatnonzero((each[..., 3] > 128).any(axis=1))[-1] for each in (at_rest, fallen)]
    assert lowest[1] > lowest[0] + 2


def _simulation_nodes(cube: Any, *, grows: bool) -> None:
    """Each frame the geometry moves up a little, or (``grows``) gets one more copy of itself."""
    tree = bpy.data.node_groups.new("Simulation", "GeometryNodeTree")
    for in_out in ("INPUT", "OUTPUT"):
        tree.interface.new_socket("Geometry", in_out=in_out, socket_type="NodeSocketGeometry")
    names = ("NodeGroupInput", "NodeGroupOutput", "GeometryNodeTransform", "GeometryNodeJoinGeometry")
    start, end, move, join = (tree.nodes.new(name) for name in names)
    zone_in, zone_out = (tree.nodes.new(f"GeometryNodeSimulation{name}") for name in ("Input", "Output"))
    zone_in.pair_with_output(zone_out)
    move.inputs["Translation"].default_value = (0.0, 0.0, 0.05)
    tree.links.new(start.outputs[0], zone_in.inputs["Geometry"])
    tree.links.new(zone_in.outputs["Geometry"], move.inputs["Geometry"])
    tree.links.new(move.outputs[0], join.inputs[0])
    if grows:
        tree.links.new(zone_in.outputs["Geometry"], join.inputs[0])
    tree.links.new(join.outputs[0], zone_out.inputs["Geometry"])
    tree.links.new(zone_out.outputs["Geometry"], end.inputs[0])
    cube.modifiers.new("Nodes", "NODES").node_group = tree


def test_simulation_nodes_show_what_they_made_here(stage: Any, take: Callable[[], Any]) -> None:
    _simulation_nodes(stage, grows=False)
    at_rest = take()
    _play()
    risen = take()
    highest = [numpy.flatnonzero((each[..., 3] > 128).any(axis=1))[0] for each in (at_rest, risen)]
    assert highest[1] < highest[0] - 2


def test_a_simulation_that_cannot_be_carried_is_named(stage: Any, take: Callable[[], Any]) -> None:
    _simulation_nodes(stage, grows=True)
    _play(5)
    with pytest.raises(Exception, match="“Cube” does not look as it does here"):
        take()


def test_particles_are_compared(stage: Any, part: Part) -> None:
    """Blender makes them anew in the copy; where that gives others, they are not sent."""
    stage.modifiers.new("Particles", "PARTICLE_SYSTEM")
    stage.particle_systems[0].settings.frame_end = 10
    _play()
    simulations, evaluated = part("scene.transfer.simulations"), stage.evaluated_get(bpy.context.view_layer.depsgraph)
    count, *place = simulations.particle_places(evaluated)
    assert count == stage.particle_systems[0].settings.count
    assert abs(place[2]) > 0.01
