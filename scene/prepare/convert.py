# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns a downloaded GLB into a small .blend with one clean object. A script for a background Blender.

    blender --background --factory-startup --offline-mode --disable-autoexec --python convert.py -- request.json
    python convert.py -- request.json          (with PyPI's bpy)

request.json is a `PrepareRequest`; it may come later, see `processes.standby`.

The answer: `ok`, `error` (middle of a sentence, empty if ok), `error_code`, `blender_version`, `seconds`, and if ok
`object`, `dimensions` (metres), `triangles` (a quad is two), `quads`, `materials`, `textures`, `warnings`, `notices`
(sentences for the artist).
"""

from __future__ import annotations

import json
import runpy
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpy.types import Object

if not __package__:  # run as a script: the package must be there before what follows
    _script_package = Path(__file__).resolve().parents[2] / "processes" / "script_package.py"
    _load_package = runpy.run_path(str(_script_package))["load_package"]
    __package__ = _load_package(Path(__file__).parent)

from ... import disk
from ...processes import lifeline, standby
from ...processes.prepare_request import LEVELS, PrepareRequest
from .. import empty_file, naming
from ..blend_file import write_blend
from ..errors import PropUnusable
from ..images import small_picture
from ..images.pixels import read_png
from ..measure import measured
from ..mesh_data import mesh_of, quad_count, triangle_count
from ..node_trees import materials_of, pictures_of
from . import cleanup, gltf, textures


def convert(request: PrepareRequest) -> dict[str, Any]:
    """Convert a model in this Blender, whose open file is discarded; return the answer's values.

    :raises PropUnusable: the model cannot become a prop.
    """
    empty_file.make()
    with gltf.only_what_is_kept() as kept:
        imported = gltf.import_glb(request.model)
        prop = cleanup.make_one_object(imported.objects, restore_quads=request.restore_quads)
        kept.add(prop)
    dimensions = cleanup.scale_to(prop, size=request.size_meters, height=request.size_axis == "HEIGHT")
    warnings = textures.pack_textures(prop, max_side_pixels=request.max_texture_side_pixels)
    prop.name = request.name
    prop.select_set(False)
    naming.name_data(prop, request.name)
    measured.write(mesh_of(prop))
    if request.mark_asset:
        _mark_asset(prop, request.preview)
    write_blend(request.output, [prop])
    return {
        "object": prop.name,
        "dimensions": [round(side, 6) for side in dimensions],
        "triangles": triangle_count(mesh_of(prop)),
        "quads": quad_count(mesh_of(prop)),
        "materials": len(prop.material_slots),
        "textures": len(pictures_of(materials_of([prop]))),
        "warnings": warnings,
        "notices": textures.notices(imported.missing),
    }


def _mark_asset(prop: Object, preview: Path | None) -> None:
    prop.asset_mark()
    if preview is None or not preview.is_file():
        return
    try:
        with bpy.context.temp_override(id=prop):
            bpy.ops.ed.lib_id_load_custom_preview(filepath=str(preview))
    except RuntimeError:
        traceback.print_exc()  # the prop can be used without a preview


def _write_small_picture(preview: Path | None) -> None:
    if preview is None or not preview.is_file():
        return
    try:
        small_picture.write(read_png(preview), preview)
    except (RuntimeError, ValueError):
        traceback.print_exc()  # the list can show the prop without


def _converter(kind: str) -> Callable[[PrepareRequest], dict[str, Any]]:
    """Return what serves a request of this kind."""
    if kind == "PARTS":
        from .parts.split import split_model

        return split_model
    if kind == "TEXTURES":
        from .new_look.new_textures import prepare_textures

        return prepare_textures
    if kind == LEVELS:
        from ..levels.making.prepared_levels import levels_of_prepared

        return levels_of_prepared
    return convert


def run(request_path: Path) -> bool:
    """Convert, and write the answer whatever happens; return whether it went well."""
    request = PrepareRequest.from_json(request_path.read_text(encoding="utf-8"))
    if request.ends_with_input:
        lifeline.end_with_input()
    version = ".".join(str(number) for number in bpy.app.version)
    answer: dict[str, Any] = {"ok": False, "error": "", "error_code": "", "blender_version": version}
    began = time.monotonic()
    try:
        answer |= _converter(request.kind)(request) | {"ok": True}
        _write_small_picture(request.preview)
    except PropUnusable as error:
        answer |= {"error": error.reason, "error_code": type(error).__name__}
    except Exception as error:  # whatever it is, the artist's session must get an answer
        traceback.print_exc()
        answer |= {"error": f"an unexpected {type(error).__name__}", "error_code": "Unexpected"}
    answer["seconds"] = round(time.monotonic() - began, 3)
    disk.write_text(request.result, json.dumps(answer, ensure_ascii=False))
    return bool(answer["ok"])


def warm_up() -> None:
    """Do what is the same for all models."""
    gltf.load_importer()
    empty_file.make_early()


if __name__ == "__main__":
    _order = standby.order_for(sys.argv, warm_up=warm_up)
    lifeline.end_at_once(0 if run(_order.request) else 1, temporary_folder=bpy.app.tempdir)
