# SPDX-License-Identifier: GPL-3.0-or-later
"""Meshes as parts of a form."""

from pathlib import Path

from ..errors import size
from .errors import MeshRefused
from .http.transport import Part

LARGEST_MESH_BYTES = 10_000_000
"""The largest model that the service takes."""
_MAGIC = b"glTF"


def mesh_part(path: Path) -> Part:
    """Return the part of a form for a GLB. Nothing of its path is sent.

    :raises MeshRefused: it cannot be sent.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_MESH_BYTES + 1)
    except FileNotFoundError:
        raise MeshRefused("its file is not there any more") from None
    except OSError:
        raise MeshRefused("its file cannot be read") from None
    if len(data) > LARGEST_MESH_BYTES:
        raise MeshRefused(f"its file is larger than the {size(LARGEST_MESH_BYTES)} that Rodin takes")
    if not data.startswith(_MAGIC):
        raise MeshRefused("its file is no GLB")
    return Part(name="model", data=data, file_name="model.glb", content_type="model/gltf-binary")
