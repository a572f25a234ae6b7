# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of scenes with libraries, unsaved images, simulations, drivers and scripts: as the artist sees them, or a
sentence that says why not."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bpy
import numpy
import pytest
from capture_scene import lit_stage
from PIL import Image
from scene_snapshot import differences, snapshot

Part = Callable[[str], ModuleType]
RED, GREEN, BLUE = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


@pytest.fixture
def stage(addon: ModuleType) -> Any:
    """A cube before a camera, in the light of a grey world; gives the cube."""
    return lit_stage(bpy.context.scene)


@pytest.fixture
def take(part: Part, tmp_path: Path) -> Callable[..., Any]:
    """A function that takes the camera's picture and gives its pixels; sees that the file stays as it is."""

    def picture() -> Any:
        scene, path = bpy.context.scene, tmp_path / "picture.png"
        bpy.context.view_layer.update()  # as a window does all the time
        before = snapshot()
        capture = part("scene.capture.ordering").camera_capture(
            scene,
            view_layer=bpy.context.view_layer,
            camera=scene.camera,
            output_path=path,
            max_side_pixels=64,
        )
        capture.render_blocking()
        changed = differences(before, snapshot())
        # Blender counts one user more for what a library override refers to, until the file is loaded again.
        counted = {
            f"objects[{each.override_library.reference.name!r}].users"
            for each in scene.objects
            if each.override_library
        }
        assert changed.keys() <= counted
        with Image.open(path) as image:
            return numpy.asarray(image.convert("RGBA")).astype(int)

    return picture


def _is_colored(picture: Any, color: tuple[float, float, float]) -> bool:
    """Whether what is in the middle of the picture has this colour and no other."""
    height, width = picture.shape[:2]
    middle = picture[height // 2, width // 2, :3]
    strongest = max(range(3), key=lambda channel: color[channel])
    return middle[strongest] > 100 and all(middle[each] < 60 for each in range(3) if each != strongest)


def _glowing(name: str) -> Any:
    """A material that shows its colour in any light, and the socket that it takes the colour from."""
    material = bpy.data.materials.new(name)
    if material.node_tree is None:
        material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    emission, output = tree.nodes.new("ShaderNodeEmission"), tree.nodes.new("ShaderNodeOutputMaterial")
    tree.links.new(emission.outputs[0], output.inputs[0])
    return material, emission.inputs["Color"]


def _textured(cube: Any, image: Any) -> None:
    material, color = _glowing("Textured")
    node = material.node_tree.nodes.new("ShaderNodeTexImage")
    node.image = image
    material.node_tree.links.new(node.outputs["Color"], color)
    cube.data.materials.append(material)


def _filled(image: Any, color: tuple[float, float, float]) -> Any:
    image.pixels.foreach_set(numpy.tile(numpy.array([*color, 1.0], dtype=numpy.float32), image.size[0] * image.size[1]))
    image.update()
    return image


def _generated(folder: Path) -> Any:
    image = bpy.data.images.new("Generated", 16, 16)
    image.generated_color = (*GREEN, 1.0)
    return image


def _painted(folder: Path) -> Any:
    return _filled(bpy.data.images.new("Painted", 16, 16), GREEN)


def _painted_float(folder: Path) -> Any:
    return _filled(bpy.data.images.new("Painted", 16, 16, float_buffer=True), GREEN)


def _file_painted_over(folder: Path) -> Any:
    Image.new("RGB", (16, 16), (255, 0, 0)).save(folder / "red.png")
    return _filled(bpy.data.images.load(str(folder / "red.png")), GREEN)


def _packed_painted_over(folder: Path) -> Any:
    image = _file_painted_over(folder)
    image.reload()
    image.pack()
    (folder / "red.png").unlink()
    return _filled(image, GREEN)


def _packed(folder: Path) -> Any:
    Image.new("RGB", (16, 16), (0, 255, 0)).save(folder / "green.png")
    image = bpy.data.images.load(str(folder / "green.png"))
    image.pack()
    (folder / "green.png").unlink()
    return image


def _relative(folder: Path) -> Any:
    (folder / "textures").mkdir()
    Image.new("RGB", (16, 16), (0, 255, 0)).save(folder / "textures/green.png")
    bpy.ops.wm.save_as_mainfile(filepath=str(folder / "layout.blend"))
    image = bpy.data.images.load(str(folder / "textures/green.png"))
    image.filepath = "//textures/green.png"
    return image


@pytest.mark.parametrize(
    "make",
    [_generated, _painted, _painted_float, _file_painted_over, _packed_painted_over, _packed, _relative],
)
def test_images_look_as_they_do_here(
    stage: Any, take: Callable[[], Any], tmp_path: Path, make: Callable[[Path], Any]
) -> None:
    image = make(tmp_path)
    was_dirty = image.is_dirty
    _textured(bpy.data.objects["Cube"], image)
    bpy.context.view_layer.update()
    assert _is_colored(take(), GREEN)
    assert image.is_dirty == was_dirty


def test_tiles_that_are_not_saved_are_refused(stage: Any, take: Callable[[], Any]) -> None:
    image = bpy.data.images.new("Tiled", 16, 16, tiled=True)
    image.tiles.new(1002)
    _textured(stage, image)
    image.pixels[0] = 0.5
    image.update()
    assert image.is_dirty
    with pytest.raises(Exception, match="“Tiled” has unsaved changes in several tiles"):
        take()


def _library(folder: Path, color: tuple[float, float, float]) -> Path:
    """A file with a glowing cube in a collection of its own."""
    bpy.ops.mesh.primitive_cube_add(size=1.0)
    cube = bpy.context.object
    cube.name = "Linked"
    material, socket = _glowing("Linked")
    socket.default_value = (*color, 1.0)
    cube.data.materials.append(material)
    collection = bpy.data.collections.new("Linked")
    collection.objects.link(cube)
    path = folder / "library.blend"
    bpy.data.libraries.write(str(path), {collection})
    bpy.data.collections.remove(collection)
    bpy.data.objects.remove(cube)
    return path


def _link(path: Path, kind: str) -> Any:
    with bpy.data.libraries.load(str(path), link=True, relative=bool(bpy.data.filepath)) as (_, wanted):
        setattr(wanted, kind, ["Linked"])
    return getattr(wanted, kind)[0]


def _as_object(path: Path) -> None:
    bpy.context.scene.collection.objects.link(_link(path, "objects"))


def _as_collection(path: Path) -> None:
    bpy.context.scene.collection.children.link(_link(path, "collections"))


def _as_instance(path: Path) -> None:
    instance = bpy.data.objects.new("Instance", None)
    instance.instance_type, instance.instance_collection = "COLLECTION", _link(path, "collections")
    bpy.context.scene.collection.objects.link(instance)


def _as_override(path: Path) -> None:
    linked = _link(path, "objects")
    bpy.context.scene.collection.objects.link(linked.override_create())


def _as_mesh(path: Path) -> None:
    bpy.context.scene.collection.objects.link(bpy.data.objects.new("Local", _link(path, "objects").data))


LINKED = [_as_object, _as_collection, _as_instance, _as_override, _as_mesh]


@pytest.mark.parametrize("is_saved", [False, True])
@pytest.mark.parametrize("put", LINKED)
def test_what_is_linked_is_in_the_picture(
    stage: Any, take: Callable[[], Any], tmp_path: Path, put: Callable[[Path], None], is_saved: bool
) -> None:
    bpy.data.objects.remove(stage)
    path = _library(tmp_path, BLUE)
    if is_saved:
        bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "layout.blend"))
    put(path)
    bpy.context.view_layer.update()
    assert _is_colored(take(), BLUE)


@pytest.mark.parametrize("put", LINKED)
def test_a_library_that_has_gone_is_named(
    stage: Any, take: Callable[[], Any], tmp_path: Path, put: Callable[[Path], None]
) -> None:
    path = _library(tmp_path, BLUE)
    put(path)
    bpy.context.view_layer.update()
    path.unlink()
    with pytest.raises(Exception, match=r"“.*” is linked from “.*library.blend” and is not there any more"):
        take()


def test_what_was_missing_here_too_is_no_reason_to_refuse(stage: Any, take: Callable[[], Any], tmp_path: Path) -> None:
    path = _library(tmp_path, BLUE)
    _as_instance(path)
    bpy.ops.wm.save_as_mainfile(filepath=str(tmp_path / "layout.blend"))
    path.unlink()
    bpy.ops.wm.open_mainfile(filepath=str(tmp_path / "layout.blend"))
    assert take()[..., 3].max() == 255  # the local cube


@pytest.mark.skipif(not hasattr(bpy.data, "pack_linked_ids_hierarchy"), reason="since Blender 5.0")
def test_what_is_linked_and_packed_needs_its_library_no_more(
    stage: Any, take: Callable[[], Any], tmp_path: Path
) -> None:
    bpy.data.objects.remove(stage)
    path = _library(tmp_path, BLUE)
    packed = bpy.data.pack_linked_ids_hierarchy(_link(path, "objects"))
    path.unlink()
    bpy.context.scene.collection.objects.link(packed)
    bpy.context.view_layer.update()
    assert _is_colored(take(), BLUE)


@pytest.mark.skipif(not hasattr(bpy.data, "colorspace"), reason="since Blender 5.0")
def test_colors_are_those_of_the_working_space(stage: Any, take: Callable[[], Any]) -> None:
    material, color = _glowing("Green")
    color.default_value = (*GREEN, 1.0)
    stage.data.materials.append(material)
    bpy.ops.wm.set_working_color_space(working_space="ACEScg")
    bpy.context.view_layer.update()
    assert tuple(color.default_value)[:3] != GREEN
    assert _is_colored(take(), GREEN)


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


def _driven(cube: Any, expression: str) -> None:
    cube.driver_add("location", 0).driver.expression = expression
    bpy.context.view_layer.update()


def test_drivers_that_need_no_scripts_move_things(stage: Any, take: Callable[[], Any]) -> None:
    bpy.context.preferences.filepaths.use_scripts_auto_execute = False
    _driven(stage, "frame * 0 + 0.5")
    assert take()[..., 3].max() == 255


SCRIPT = "import bpy\nbpy.app.driver_namespace['here'] = lambda: 0.5\n"


@pytest.fixture
def auto_run() -> Any:
    """Scripts of files are run, as some artists have it; as it was, afterwards."""
    paths = bpy.context.preferences.filepaths
    before = paths.use_scripts_auto_execute
    paths.use_scripts_auto_execute = True
    yield paths
    paths.use_scripts_auto_execute = before
    bpy.app.driver_namespace.pop("here", None)


def _open_with_script(folder: Path, *, allowed: bool) -> None:
    text = bpy.data.texts.new("functions.py")
    text.write(SCRIPT)
    text.use_module = True
    _driven(bpy.data.objects["Cube"], "here()")
    bpy.ops.wm.save_as_mainfile(filepath=str(folder / "scripted.blend"))
    bpy.ops.wm.open_mainfile(filepath=str(folder / "scripted.blend"), use_scripts=allowed)
    bpy.context.view_layer.update()


def test_scripts_run_where_the_artist_lets_them(
    stage: Any, take: Callable[[], Any], tmp_path: Path, auto_run: Any
) -> None:
    _open_with_script(tmp_path, allowed=True)
    assert bpy.data.objects["Cube"].matrix_world.translation.x == pytest.approx(0.5)
    assert take()[..., 3].max() == 255


def test_scripts_that_one_file_alone_may_run_are_not_run_elsewhere(
    stage: Any, take: Callable[[], Any], tmp_path: Path, auto_run: Any
) -> None:
    auto_run.use_scripts_auto_execute = False
    _open_with_script(tmp_path, allowed=True)
    assert not bpy.app.autoexec_fail
    with pytest.raises(Exception, match="Auto Run Python Scripts"):
        take()


def test_scripts_that_were_refused_here_are_refused_there(
    stage: Any, take: Callable[[], Any], tmp_path: Path, auto_run: Any
) -> None:
    auto_run.use_scripts_auto_execute = False
    _open_with_script(tmp_path, allowed=False)
    assert bpy.app.autoexec_fail
    assert take()[..., 3].max() == 255  # as the artist sees it: without what the driver would do


def test_a_function_that_only_this_blender_has_is_found_out(stage: Any, take: Callable[[], Any], auto_run: Any) -> None:
    """It changes no shape, so nothing but the driver itself tells of it."""
    bpy.app.driver_namespace["here"] = lambda: 1.0
    material, color = _glowing("Driven")
    stage.data.materials.append(material)
    color.driver_add("default_value", 0).driver.expression = "here()"
    bpy.context.view_layer.update()
    with pytest.raises(Exception, match="“Driven” does not look as it does here"):
        take()


def test_bounds_in_time_and_memory_hold(
    stage: Any, take: Callable[[], Any], part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(part("processes.memory").VARIABLE, str(50 << 20))
    with pytest.raises(Exception, match="more memory than this computer can spare"):
        take()
    monkeypatch.delenv(part("processes.memory").VARIABLE)
    monkeypatch.setattr(part("scene.capture.picture_capture"), "_BASE_SECONDS", 0.2)
    with pytest.raises(Exception, match="was not done after 1 min"):
        take()
