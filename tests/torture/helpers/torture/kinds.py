# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs of all kinds, to be added to a ledger: what each needs in its folder, and what the ledger says of it."""

from pathlib import Path
from typing import Any

from rodin_props.api.options.part_options import PartOptions
from rodin_props.api.options.texture_options import TextureOptions
from rodin_props.jobs.work import Kind, NewTextures, Parts
from support.jobs.small_model import glb, triangle
from support.pictures import disc

_MESH, _PICTURE = "mesh.glb", "image_1.png"


def inputs_of(kind: Kind, folder: Path) -> dict[str, Any]:
    """Write the files of a job into its folder; return what else a new job says. Both are made of a mesh that is sent.

    The seed is always the same: the sandbox makes the same thing once only.
    """
    if kind is Kind.GENERATION:
        return {}
    (folder / _MESH).write_bytes(glb(*triangle()))
    (folder / _PICTURE).write_bytes(disc())
    work: NewTextures | Parts
    if kind is Kind.TEXTURES:
        work = NewTextures(mesh_file=_MESH, options=TextureOptions(seed=7))
    else:
        work = Parts(mesh_file=_MESH, options=PartOptions(seed=7))
    return {"work": work, "images": (_PICTURE,)}
