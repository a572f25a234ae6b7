# SPDX-License-Identifier: GPL-3.0-or-later
"""What the extension costs at every start of Blender, with bytecode, as an artist has it after the first start."""

from collections.abc import Iterator
from statistics import median

from .figures import Figure
from .laboratory import Laboratory

STARTS = 9


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Enable it in several fresh Blenders; the first one only writes bytecode."""
    for script in ("enabling", "import_requests"):
        laboratory.in_blender(script)
    starts = [laboratory.in_blender("enabling") for _ in range(STARTS)]
    requests = median(laboratory.in_blender("import_requests")["seconds"] for _ in range(STARTS))
    whole = median(start["enabling_seconds"] for start in starts)
    registers = [start["register_seconds"] * 1000 for start in starts]
    note = f"median of {STARTS} starts; {starts[0]['own_modules']} modules of its own"
    yield Figure(what="register()", value=median(registers), unit="ms", bound=10, note=f"best {min(registers):.1f}")
    yield Figure(what="Enabling: imports and register()", value=whole * 1000, unit="ms", note=note)
    ratio = f"which takes {requests * 1000:.0f} ms"
    yield Figure(what="The same by `import requests`", value=whole / requests, unit="times", bound=0.4, note=ratio)
    yield Figure(what="`requests` imported in Blender", value=starts[0]["requests"], unit="times", bound=0)
