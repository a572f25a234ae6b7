# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the picture of a scene that was written to a file. A script for a background Blender.

    blender --background --factory-startup --offline-mode --disable-autoexec --python render_copy.py -- request.json

request.json: `file` (the .blend with the scene), `scene`, `view_layer`, `camera` (names), `output` (path of the PNG),
`max_side_pixels`, `frame`, `only` (names of the objects to be shown alone, or null). Ends with a code other than 0 if
there is no picture.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import bpy

_PACKAGE = "rodin_props_scene"


def _load_siblings() -> None:
    """Make this folder's modules importable in a process that does not have the extension."""
    spec = importlib.util.spec_from_file_location(_PACKAGE, Path(__file__).with_name("__init__.py"))
    assert spec is not None
    assert spec.loader is not None
    sys.modules[_PACKAGE] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


if not __package__:
    _load_siblings()
    __package__ = _PACKAGE

from .capture import CameraCapture  # noqa: E402 - as a script, the package must be there first


def render(request: dict[str, Any]) -> None:
    """Load the scene and take its picture.

    :raises CaptureError: it cannot be rendered.
    """
    bpy.ops.wm.read_factory_settings(use_empty=True)
    with bpy.data.libraries.load(request["file"], link=False) as (_, wanted):
        wanted.scenes = [request["scene"]]
    scene = wanted.scenes[0]
    scene.frame_set(request["frame"])
    only = request["only"]
    capture = CameraCapture(
        scene,
        view_layer=scene.view_layers[request["view_layer"]],
        camera=next((each for each in scene.objects if each.name == request["camera"]), scene.camera),
        output_path=Path(request["output"]),
        max_side_pixels=request["max_side_pixels"],
        only=None if only is None else [each for each in scene.objects if each.name in only],
    )
    capture.render_blocking()


if __name__ == "__main__":
    render(json.loads(Path(sys.argv[-1]).read_text("utf-8")))
