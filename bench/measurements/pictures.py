# SPDX-License-Identifier: GPL-3.0-or-later
"""How long pictures of twelve megapixels hold Blender, and when they are ready to be sent."""

from collections.abc import Iterator
from pathlib import Path

import numpy
from PIL import Image

from ..figures import Figure, milliseconds
from ..laboratory import Laboratory

WIDTH, HEIGHT = 4000, 3000
DROP_BOUND_MILLISECONDS = 30.0


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Order a dropped photo, a packed image and a painted one of the .blend to be made fit."""
    path = laboratory.folder / "photo.jpg"
    _photo(path)
    told = laboratory.in_blender("pictures", photo=str(path), presses=laboratory.rounds + 2)
    for name, each in told.items():
        yield Figure(
            what=f"Main thread held by {name}, 12 megapixels",
            values=milliseconds(each["held"]),
            unit="ms",
            bound=DROP_BOUND_MILLISECONDS if name == "a dropped photo" else None,
            note=f"ready after {min(each['ready']):.1f} s",
        )


def _photo(path: Path) -> None:
    """A JPEG that is as hard to decode as a photograph."""
    coarse = numpy.random.default_rng(4).integers(0, 256, (HEIGHT // 8, WIDTH // 8, 3), dtype=numpy.uint8)
    Image.fromarray(coarse).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC).save(path, quality=92)
