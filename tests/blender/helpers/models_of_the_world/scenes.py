# SPDX-License-Identifier: GPL-3.0-or-later
"""Models with more than one scene, or with none: only what stands in the default scene comes."""

from glb_files import box

from .building import Model
from .kind import Kind


def _with_stray() -> tuple[Model, int, int]:
    """A chair, and a collision body far away."""
    model = Model()
    chair = model.chair()
    stray = model.node(name="collision", mesh=model.mesh(box(3, 3, 3)), translation=[50, 0, 0])
    return model, chair, stray


def second_scene() -> bytes:
    model, chair, stray = _with_stray()
    return model.pack(scenes=[[chair], [stray]])


def in_no_scene() -> bytes:
    model, chair, _ = _with_stray()
    return model.pack(scenes=[[chair]])


def default_is_second() -> bytes:
    model, chair, stray = _with_stray()
    model.root["scene"] = 1
    return model.pack(scenes=[[stray], [chair]])


def default_not_said() -> bytes:
    model, chair, stray = _with_stray()
    del model.root["scene"]
    return model.pack(scenes=[[chair], [stray]])


def no_scenes() -> bytes:
    """The child of a node that is moved: a root is what is nobody's child."""
    model = Model()
    chair = model.chair(translation=[0, 1, 0])
    model.node(name="world", children=[chair], rotation=[0, 0, 0.7071068, 0.7071068])
    del model.root["scene"], model.root["scenes"]
    return model.pack(scenes=[])


def many_elsewhere() -> bytes:
    """The chair is a child, behind thousands of nodes of another scene."""
    model = Model()
    stray = model.node(mesh=model.mesh(box(3, 3, 3)))
    model.root["nodes"] += [{"mesh": 0} for _ in range(15_000)]
    chair = model.node(mesh=model.mesh(box(1.0, 2.0, 0.6)))
    world = model.node(children=[chair], rotation=[0, 0, 0.7071068, 0.7071068])
    return model.pack(scenes=[[world], list(range(stray, chair))])


def cameras_and_lights() -> bytes:
    model = Model()
    model.chair()
    model.root["cameras"] = [{"type": "perspective", "perspective": {"yfov": 0.7, "znear": 0.1}}]
    model.root["extensionsUsed"] = ["KHR_lights_punctual"]
    model.root["extensions"] = {"KHR_lights_punctual": {"lights": [{"type": "point", "intensity": 40}]}}
    model.node(name="camera", camera=0, translation=[0, 0, 9])
    model.node(name="light", extensions={"KHR_lights_punctual": {"light": 0}}, translation=[0, 9, 0])
    return model.pack()


def chair_with_a_camera() -> bytes:
    """One node that is both, and turned."""
    model = Model()
    model.root["cameras"] = [{"type": "orthographic", "orthographic": {"xmag": 1, "ymag": 1, "znear": 0, "zfar": 9}}]
    model.chair(camera=0, rotation=[0, 0, 0.7071068, 0.7071068])
    return model.pack()


KINDS = {
    "a second scene": Kind(make=second_scene),
    "a node in no scene": Kind(make=in_no_scene),
    "a default scene that is not the first": Kind(make=default_is_second),
    "no default scene": Kind(make=default_not_said),
    "no scenes": Kind(make=no_scenes, size=(2.0, 0.6, 1.0)),
    "thousands of nodes in another scene": Kind(make=many_elsewhere, size=(2.0, 0.6, 1.0)),
    "cameras and lights": Kind(make=cameras_and_lights),
    "a chair that is a camera too": Kind(make=chair_with_a_camera, size=(2.0, 0.6, 1.0)),
}
