# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that move or are put together: they come in the pose that their nodes give."""

from glb_files import box, picture_bytes

from .building import Model
from .kind import Kind


def _animate(model: Model, node: int, *places: tuple[float, float, float]) -> None:
    times = model.floats((0.0,), (1.0,), kind="SCALAR")
    model.root["accessors"][times] |= {"min": [0.0], "max": [1.0]}
    sampler = {"input": times, "output": model.floats(*places, kind="VEC3")}
    channel = {"sampler": 0, "target": {"node": node, "path": "translation"}}
    model.root["animations"] = [{"name": "explode", "channels": [channel], "samplers": [sampler]}]


def begins_exploded() -> bytes:
    model = Model()
    model.chair()
    lid = model.node(name="lid", mesh=model.mesh(box(1.0, 0.2, 0.6)), translation=[0, 1.1, 0])
    _animate(model, lid, (0, 6, 0), (0, 1.1, 0))
    return model.pack()


def pointer_animation() -> bytes:
    """An animation of the texture's offset, by an extension that Blender's importer knows."""
    model = Model()
    material = model.material(color=model.picture(picture_bytes()))
    texture = model.root["materials"][material]["pbrMetallicRoughness"]["baseColorTexture"]
    texture["extensions"] = {"KHR_texture_transform": {"offset": [0.5, 0.0]}}
    node = model.chair(material)
    _animate(model, node, (0, 6, 0), (0, 1.1, 0))
    pointer = "/materials/0/pbrMetallicRoughness/baseColorTexture/extensions/KHR_texture_transform/offset"
    model.root["animations"][0]["channels"].append(
        {
            "sampler": 1,
            "target": {"path": "pointer", "extensions": {"KHR_animation_pointer": {"pointer": pointer}}},
        }
    )
    offsets = model.floats((0, 0), (1, 0), kind="VEC2")
    samplers = model.root["animations"][0]["samplers"]
    samplers.append({"input": samplers[0]["input"], "output": offsets})
    model.root["extensionsUsed"] = ["KHR_texture_transform", "KHR_animation_pointer"]
    return model.pack()


def _with_target(model: Model) -> int:
    """A chair whose top can be a whole unit higher."""
    shape = box(1.0, 2.0, 0.6)
    chair = model.chair(shape=shape)
    model.primitive["targets"] = [
        {"POSITION": model.floats(*[(0, float(p[1] > 0), 0) for p in shape.points], kind="VEC3")}
    ]
    return chair


def weights_on_mesh() -> bytes:
    model = Model()
    _with_target(model)
    model.root["meshes"][0] |= {"weights": [1.0], "extras": {"targetNames": ["tall"]}}
    return model.pack()


def weights_on_node() -> bytes:
    model = Model()
    chair = _with_target(model)
    model.root["meshes"][0]["weights"] = [1.0]
    model.root["nodes"][chair]["weights"] = [0.5]
    return model.pack()


def bent_skin() -> bytes:
    """The upper joint is turned by a right angle."""
    model, shape = Model(), box(1.0, 2.0, 0.6)
    chair = model.chair(shape=shape, skin=0)
    upper = [int(point[1] > 0) for point in shape.points]
    joints = b"".join(bytes((joint, 0, 0, 0)) for joint in upper)
    model.primitive["attributes"] |= {
        "JOINTS_0": model.raw(joints, count=len(upper), kind="VEC4", component=5121),
        "WEIGHTS_0": model.floats(*[(1.0, 0.0, 0.0, 0.0)] * len(upper), kind="VEC4"),
    }
    top = model.node(name="top", translation=[0, 1, 0], rotation=[0, 0, 0.7071068, 0.7071068])
    base = model.node(name="base", translation=[0, -1, 0], children=[top])
    identity = [1.0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]
    binds = model.floats((*identity, 0, 1, 0, 1), (*identity, 0, 0, 0, 1), kind="MAT4")
    model.root["skins"] = [{"joints": [base, top], "inverseBindMatrices": binds}]
    _animate(model, base, (0, 6, 0), (0, 7, 0))
    return model.pack(scenes=[[chair, base]])


def instances() -> bytes:
    model = Model()
    places = model.floats((0, 0, 0), (2, 0, 0), (6, 0, 0), kind="VEC3")
    model.chair(extensions={"EXT_mesh_gpu_instancing": {"attributes": {"TRANSLATION": places}}})
    model.root["extensionsUsed"] = model.root["extensionsRequired"] = ["EXT_mesh_gpu_instancing"]
    return model.pack()


def nested_and_mirrored() -> bytes:
    model = Model()
    leaf = model.chair(translation=[1, 0, 0], scale=[-1, 1, 1])
    branch = model.node(children=[leaf], scale=[2, 1, 1], translation=[0, 3, 0])
    model.node(children=[branch], matrix=[1, 0, 0, 0, 0, 2, 0, 0, 0, 0, -1, 0, 5, 5, 5, 1])
    return model.pack()


def same_mesh_twice() -> bytes:
    """One of the two is stretched by its node's weight."""
    model = Model()
    first = _with_target(model)
    mesh = model.root["nodes"][first]["mesh"]
    model.root["nodes"][first]["weights"] = [0.0]
    model.node(mesh=mesh, weights=[1.0], translation=[2, 0, 0])
    return model.pack()


KINDS = {
    "an animation that begins exploded": Kind(make=begins_exploded, size=(1.0, 0.6, 2.2), triangles=24),
    "an animated texture": Kind(make=pointer_animation, pictures=1),
    "morph weights on the mesh": Kind(make=weights_on_mesh, size=(1.0, 0.6, 3.0)),
    "morph weights on the node": Kind(make=weights_on_node, size=(1.0, 0.6, 2.5)),
    "morph weights that differ": Kind(make=same_mesh_twice, size=(3.0, 0.6, 3.0), triangles=24),
    "a skin in a bent pose": Kind(make=bent_skin, size=(1.5, 0.6, 1.5)),
    "instances": Kind(make=instances, size=(7.0, 0.6, 2.0), triangles=36),
    "nested and mirrored nodes": Kind(make=nested_and_mirrored, size=(2.0, 0.6, 4.0)),
}
