# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the pictures of a scene that was written to a file. A script for a background Blender.

    blender --background --factory-startup --offline-mode --disable-autoexec --python render_copy.py -- request.json

request.json: `file` (the .blend with the scene), `scene` and `view_layer` (names), `frame`, `subframe`, `order` (the
pictures, as `picture_orders` writes them), `folder` (where they come), `answer` (path). The answer: `sentence` (why
there are none; empty if there are), `pictures` (names of those that show something).
When its standard input ends, so does it, and the folder goes.
"""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path
from typing import Any

import bpy

if not __package__:  # run as a script: the package must be there before what follows
    __package__ = runpy.run_path(str(Path(__file__).with_name("script_package.py")))["load_package"]()

from . import lifeline
from .capture import CameraCapture
from .errors import CaptureError
from .views_capture import ViewsCapture

_KINDS = {"camera": CameraCapture, "views": ViewsCapture}


def render(request: dict[str, Any]) -> dict[str, Any]:
    """Load the scene and take its pictures; returns the answer."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    with bpy.data.libraries.load(request["file"], link=False) as (_, wanted):
        wanted.scenes = [request["scene"]]
    scene = wanted.scenes[0]
    scene.frame_set(request["frame"], subframe=request["subframe"])
    kind = _KINDS[request["order"]["kind"]]
    try:
        order = kind.order_kind.fields_from(request["order"], scene, Path(request["folder"]))
        pictures = kind(scene, view_layer=scene.view_layers[request["view_layer"]], **order).render_blocking()
    except CaptureError as error:
        return {"sentence": str(error), "pictures": []}
    return {"sentence": "", "pictures": [each.name for each in pictures]}


if __name__ == "__main__":
    _request = json.loads(Path(sys.argv[-1]).read_text("utf-8"))
    lifeline.hold_on(removing=Path(_request["folder"]))
    Path(_request["answer"]).write_text(json.dumps(render(_request)), "utf-8")
