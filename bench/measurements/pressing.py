# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a press for a picture of the scene holds Blender: the copy is written, another Blender is started."""

from collections.abc import Iterator
from statistics import median

from ..figures import Figure, Measured, Point, milliseconds
from ..laboratory import Laboratory

SCENES = ((1, 24), (100, 71), (2000, 71))
"""Objects, and squares along the sides of each: 1,000, one million and twenty million triangles."""
LABELS = {"camera": "Camera", "subject": "Only Selected", "writing": "Blender's own writing of the scene"}


def measure(laboratory: Laboratory) -> Iterator[Measured]:
    """Press for the camera's view and for a subject alone, in a small, a big and a heavy scene."""
    for scene in laboratory.in_blender("pressing", scenes=SCENES, presses=laboratory.rounds + 2)["scenes"]:
        note = f"{scene['triangles']:,} triangles"
        for what, label in LABELS.items():
            title = label if what == "writing" else f"Main thread held by a picture, {label}"
            yield Figure(
                what=f"{title}, {scene['objects']:,} objects", values=milliseconds(scene[what]), unit="ms", note=note
            )
            yield Point(
                plot="objects",
                series=f"picture, {label}" if what != "writing" else "Blender's writing of the scene",
                at=scene["objects"],
                milliseconds=median(scene[what]) * 1000,
            )
