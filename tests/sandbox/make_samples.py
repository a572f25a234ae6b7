# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes GLBs of all kinds into a folder, for Khronos's validator: python make_samples.py FOLDER."""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sandbox.modelling.job import ModelJob  # noqa: E402
from sandbox.modelling.make import make_files  # noqa: E402 - the path comes first
from sandbox.modelling.solids.words import THINGS  # noqa: E402


def samples() -> dict[str, dict[str, Any]]:
    """Name -> what is asked for."""
    import skimage

    pictures = Path(skimage.__file__).parent / "data"
    found: dict[str, dict[str, Any]] = {}
    for name in ("coffee.png", "rocket.jpg", "astronaut.png", "chelsea.png"):
        found[name.partition(".")[0]] = {"images": ((pictures / name).read_bytes(),), "texture_pixels": 1024}
    for thing in sorted({build: thing for thing, build in THINGS.items()}.values()):
        found[thing] = {"prompt": thing, "texture_pixels": 256, "faces": 4000}
    for seed in range(4):
        for material in ("PBR", "All", "None", "Hybrid"):
            options = {"prompt": "a mug", "material": material, "mesh_mode": "Raw", "seed": seed}
            found[f"mug_{material}_{seed}"] = {**options, "texture_pixels": 64, "faces": 2000}
    for seed in range(12):  # every oddity in every shape
        found[f"chair_{seed}"] = {"prompt": "a chair", "seed": seed, "texture_pixels": 64, "faces": 2000}
    for seed in range(3):
        options = {"prompt": "a chest", "seed": seed, "squeeze": "quantised", "with_dense_copy": True}
        found[f"squeezed_{seed}"] = {**options, "material": "Hybrid", "texture_pixels": 64, "faces": 1000}
    found["dense"] = {"prompt": "a vase", "mesh_mode": "Raw", "faces": 500_000}
    return found


def main(folder: Path) -> None:
    """Write them all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, options in samples().items():
        for file_name, data in make_files(ModelJob(**options)).items():
            if file_name.endswith(".glb"):
                (folder / f"{name}_{file_name}").write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
