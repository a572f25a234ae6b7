# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop that is kept: one file of its own, which brings all that is known of it into any other file."""

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bpy
import numpy
import pytest
from mathutils import Vector


def _files(library: Path) -> list[str]:
    return sorted(str(path.relative_to(library)) for path in library.rglob("*.blend*"))


def _bounds(prop: Any) -> tuple[list[float], list[float]]:
    points = numpy.array([vertex.co for vertex in prop.data.vertices])
    return points.min(axis=0).round(4).tolist(), points.max(axis=0).round(4).tolist()


def test_it_is_one_packed_file_with_all_that_is_known_of_the_prop(
    finished: Any, keep: Any, library: Path, append: Callable[[Path], Any]
) -> None:
    job = finished()
    assert keep(job) == {"FINISHED"}
    assert _files(library) == [f"Unsaved/Chair {job.id[:8]}.blend"]
    prop = append(library / "Unsaved" / f"Chair {job.id[:8]}.blend")
    about = prop.asset_data
    assert (prop.name, about.description) == ("Chair", "a wooden chair with the carved back, oak")
    assert [tag.name for tag in about.tags] == ["wooden", "chair", "carved", "back", "oak", "Gen-2"]
    assert (about.author, about.license, about.copyright) == ("", "", "")
    made = importlib.import_module("bl_ext.user_default.rodin_props.scene.provenance").provenance_of(prop)
    assert (made.job_id, made.prompt, made.name) == (job.id, job.prompt, "Chair")
    low, high = _bounds(prop)
    assert (low[2], high[2]) == (0.0, pytest.approx(0.9))
    assert Vector(low[:2]) + Vector(high[:2]) == Vector((0, 0))
    assert tuple(prop.location) == (0, 0, 0)
    images = [image for image in bpy.data.images if image.type != "RENDER_RESULT"]
    assert all(image.packed_file is not None for image in images)
