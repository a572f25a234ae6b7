# SPDX-License-Identifier: GPL-3.0-or-later
"""What a model is to be made of."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelJob:
    """What a model depends on, and nothing else: equal jobs give byte-identical files."""

    prompt: str = ""
    images: tuple[bytes, ...] = field(default=(), repr=False)
    labels: tuple[str, ...] = ()
    use_original_alpha: bool = False
    faces: int = 18_000
    mesh_mode: str = "Quad"
    material: str = "PBR"
    file_format: str = "glb"
    bbox: tuple[int, int, int] | None = None
    texture_pixels: int = 2048
    seed: int = 0
    kind: str = "generation"
    model: bytes = field(default=b"", repr=False)
    parts: int = 0

    def fingerprint(self) -> str:
        """Return a text that is the same for equal jobs, also in another process."""
        pictures = tuple(hashlib.sha256(data).hexdigest() for data in (*self.images, self.model))
        return hashlib.sha256(repr((self, pictures)).encode()).hexdigest()
