# SPDX-License-Identifier: GPL-3.0-or-later
"""What a model is to be made of."""

import hashlib
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar


class Job:
    """What a model depends on, and nothing else: equal jobs give byte-identical files."""

    __slots__ = ()
    work: ClassVar[str]
    """What a worker is asked to do: see workers/worker.py."""
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def fingerprint(self) -> str:
        """Return a text that is the same for equal jobs, also in another process."""
        values = [(item.name, digested(getattr(self, item.name))) for item in fields(self)]
        return hashlib.sha256(repr((self.work, values)).encode()).hexdigest()


def digested(value: object) -> object:
    """Return a value with a digest in place of what may be large: bytes, also in tuples."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return tuple(digested(each) for each in value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelJob(Job):
    """A model made from pictures or words."""

    work: ClassVar[str] = "make"

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
    shape: str = ""
    """The generation of the service that writes it; "": by the seed."""
    longest_side: float = 0.0
    """0: by the seed."""
    squeeze: str = ""
    with_dense_copy: bool = False
    """A second mesh beside it, sixteen times as dense."""
