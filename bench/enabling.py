# SPDX-License-Identifier: GPL-3.0-or-later
"""What the extension costs at every start of Blender."""

from collections.abc import Iterator
from statistics import median

from .figures import Figure
from .laboratory import Laboratory

STARTS = 7


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Enable it in several fresh Blenders."""
    starts = [laboratory.in_blender("enabling") for _ in range(STARTS)]
    wholes = [each["enabling_seconds"] * 1000 for each in starts]
    registers = [each["register_seconds"] * 1000 for each in starts]
    imports = f"median of {STARTS} starts; {starts[0]['own_modules']} modules of its own"
    yield Figure(what="register()", value=median(registers), unit="ms", bound=10, note=f"best {min(registers):.1f}")
    yield Figure(what="Enabling: imports and register()", value=median(wholes), unit="ms", bound=10, note=imports)
    cpu = min(each["enabling_cpu_seconds"] for each in starts) * 1000
    yield Figure(what="The same, processor time, best", value=cpu, unit="ms", bound=10)
    yield Figure(what="`requests` imported in Blender", value=starts[0]["requests"], unit="times", bound=0)
