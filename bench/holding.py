# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a prop of 500,000 triangles with three 2K textures stops Blender's window."""

import subprocess
import sys
from collections.abc import Iterator

from .figures import Figure
from .laboratory import ROOT, Laboratory

TRIANGLES = 500_000


def measure(laboratory: Laboratory) -> Iterator[Figure]:
    """Land it several times, and import the same model directly."""
    model = laboratory.folder / "big" / "model.glb"
    model.parent.mkdir()
    write = "from pathlib import Path; import sys; from glb_files import big_model; big_model(Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", write, str(model)], cwd=ROOT / "tests/blender/helpers", check=True)
    told = laboratory.in_blender("holding", model=str(model), landings=5, imports=3)
    landings, processor = zip(*told["landing_seconds"], strict=True)
    best, worst = min(landings), max(landings)
    direct = min(told["import_seconds"])
    note = f"{TRIANGLES:,} triangles, three 2K textures; best of 5, longest {worst * 1000:.0f} ms"
    note += f", processor time {min(processor) * 1000:.0f} ms"
    yield Figure(what="Main thread held by a landing", value=best * 1000, unit="ms", bound=100, note=note)
    yield Figure(what="Direct import of the same GLB", value=direct * 1000, unit="ms", note="best of 3")
    yield Figure(what="Direct import / landing", value=direct / best, unit="times")
    yield Figure(what="Preparing it in the background", value=told["preparing_seconds"], unit="s", note="holds nobody")
