# SPDX-License-Identifier: GPL-3.0-or-later
"""Each kind of model that people meet goes the way of a whole job: it becomes the right prop, or it is refused in words
and kept."""

import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import bmesh
import bpy
import pytest
from models_of_the_world import KINDS
from models_of_the_world.kind import Kind

Part = Callable[[str], ModuleType]


@pytest.mark.parametrize("theme", KINDS)
@pytest.mark.long
def test_every_kind_becomes_what_is_right(
    theme: str,
    online: Any,
    unwaited: None,
    look_until_all_ended: Callable[[], None],
    jobs: Callable[[], tuple[Any, ...]],
    part: Part,
    tmp_path: Path,
) -> None:
    kinds = KINDS[theme]
    ledger = part("session.session").current().ledger
    ledger.notices.clear()
    for words, kind in kinds.items():
        (tmp_path / f"{words}.glb").write_bytes(kind.make())
    online.scenario(models_folder=str(tmp_path))
    for words in kinds:
        assert bpy.ops.rodin_props.generate_from_text(prompt=words) == {"FINISHED"}
    look_until_all_ended()
    ended = {job.prompt: job for job in jobs()[: len(kinds)]}
    notices = ledger.notices.all()
    wrong = {words: faults for words, kind in kinds.items() if (faults := _faults(kind, ended[words], notices))}
    assert not wrong, "\n".join(f"{words}: {'; '.join(faults)}" for words, faults in wrong.items())


def _faults(kind: Kind, job: Any, notices: tuple[str, ...]) -> list[str]:
    """Return what is wrong with the end of a job, in words."""
    if kind.refused:
        return _faults_of_refused(kind, job)
    if job.state.value != "IMPORTED":
        return [f"{job.state.value}: {job.error}"]
    prop = bpy.data.objects[job.name]
    told = [notice for notice in notices if f"“{job.name}”" in notice]
    mesh = prop.data
    quads = sum(len(polygon.vertices) == 4 for polygon in mesh.polygons)
    drawn = len(mesh.polygons) + quads
    checks = {
        "size": _same(tuple(side / prop.dimensions.z for side in prop.dimensions), kind),
        f"{job.triangles} triangles, {job.quads} quads": (job.triangles, job.quads) == (drawn, quads),
        f"{drawn} triangles drawn": drawn == kind.triangles,
        f"{_pictures(prop)} pictures": _pictures(prop) == (kind.pictures, kind.pictures),
        f"{len(mesh.uv_layers)} UV maps": len(mesh.uv_layers) == kind.uv_maps,
        f"{len(mesh.color_attributes)} colours": len(mesh.color_attributes) == kind.colors,
        f"called {mesh.name}": mesh.name == job.name,
        "inside out": _volume(prop) > -1e-6,
        f"told {told}": bool(told) == bool(kind.told) and all(re.search(kind.told, each) for each in told),
    }
    return [f"{words} {tuple(prop.dimensions)}" for words, is_right in checks.items() if not is_right]


def _faults_of_refused(kind: Kind, job: Any) -> list[str]:
    if job.state.value != "FAILED":
        return [job.state.value]
    kept = [path.name for path in job.folder.iterdir() if path.is_file() and path.read_bytes() == kind.make()]
    checks = {
        f"told “{job.error}”": bool(re.search(kind.refused, job.error)),
        "not kept": bool(kept),
        f"told to download it again: {job.error}": "download it again" not in job.error,
    }
    return [words for words, is_right in checks.items() if not is_right]


def _same(proportions: tuple[float, ...], kind: Kind) -> bool:
    return proportions == pytest.approx(tuple(side / kind.size[2] for side in kind.size), abs=2e-3)


def _pictures(prop: bpy.types.Object) -> tuple[int, int]:
    """How many pictures the materials name, and how many of them can be read."""
    trees = [slot.material.node_tree for slot in prop.material_slots if slot.material is not None]
    nodes = [node for tree in trees for node in tree.nodes if node.type == "TEX_IMAGE"]
    images = {node.image for node in nodes if node.image is not None}
    return len(nodes), sum(image.size[0] > 0 and image.packed_file is not None for image in images)


def _volume(prop: bpy.types.Object) -> float:
    shape = bmesh.new()
    shape.from_mesh(prop.data)
    volume = shape.calc_volume(signed=True)
    shape.free()
    return float(volume)
