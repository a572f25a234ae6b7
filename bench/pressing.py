# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a press for a picture of the scene holds Blender: the copy is written, another Blender is started."""

from collections.abc import Iterator

from .figures import Figure
from .laboratory import Laboratory

SCENES = ((1, 24), (100, 71), (2000, 71))
"""Objects, and squares along the sides of each: 1,000, one million and twenty million triangles."""


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Press for the camera's view and for a subject alone, in a small, a big and a heavy scene."""
    for scene in laboratory.in_blender("pressing", scenes=SCENES, presses=5)["scenes"]:
        size = f"{scene['objects']:,} objects, {scene['triangles']:,} triangles"
        for what in ("camera", "subject"):
            held = scene[what]
            note = f"{size}; best of {len(held)}, longest {max(held) * 1000:.0f} ms"
            if what == "camera":
                note += f"; Blender's own writing {min(scene['writing']) * 1000:.0f} ms"
            label = "Camera" if what == "camera" else "Only Selected"
            yield Figure(what=f"Main thread held by a press of {label}", value=min(held) * 1000, unit="ms", note=note)
