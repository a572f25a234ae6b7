# SPDX-License-Identifier: GPL-3.0-or-later
"""How long pictures of twelve megapixels hold Blender, and when they are ready to be sent."""

from collections.abc import Iterator

from .figures import Figure
from .laboratory import Laboratory

DROP_BOUND_MILLISECONDS = 30.0


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Order a dropped photo, a packed image and a painted one of the .blend to be made fit."""
    for name, each in laboratory.in_blender("pictures", width=4000, height=3000, presses=5).items():
        held, ready = each["held"], each["ready"]
        yield Figure(
            what=f"Main thread held by {name}, 12 megapixels",
            value=min(held) * 1000,
            unit="ms",
            bound=DROP_BOUND_MILLISECONDS if name == "a dropped photo" else None,
            note=f"best of {len(held)}, longest {max(held) * 1000:.0f} ms; ready after {min(ready):.1f} s",
        )
