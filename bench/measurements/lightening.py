# SPDX-License-Identifier: GPL-3.0-or-later
"""A layout of props is switched by distance, with their levels in files, and with their levels in the .blend."""

from collections.abc import Iterator

from ..figures import Figure, milliseconds
from ..laboratory import Laboratory

PROPS, TRIANGLES = 50, 36_000
BOUND_MILLISECONDS = 1000.0


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Switch fifty props, and bring them back."""
    answer = laboratory.in_blender("lightening", props=PROPS, triangles=TRIANGLES, rounds=laboratory.rounds)
    title = f"{PROPS} props of {TRIANGLES:,} triangles"
    for what, name, bound in (
        ("Switched by distance, levels in files", "from_files", None),
        ("Switched by distance, levels in the .blend", "held", BOUND_MILLISECONDS),
        ("Shown in full again", "back", BOUND_MILLISECONDS),
    ):
        yield Figure(what=f"{what}, {title}", values=milliseconds(answer[name]), unit="ms", bound=bound)
