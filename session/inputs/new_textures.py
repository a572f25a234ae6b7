# SPDX-License-Identifier: GPL-3.0-or-later
"""What new textures for the selected meshes are made of: one picture for all, one job for each mesh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...api.mesh_files import LARGEST_MESH_BYTES
from ...api.options.generation_options import GenerationOptions
from ...errors import Remedy
from ...jobs.work import NewTextures
from ...processes.prepare_request import MESH_NAME
from ...scene.errors import quoted
from ...scene.export import candidates
from ...scene.export.errors import NoMeshSelected
from ...scene.mesh_data import full_mesh_of
from ..prop_inputs import Inputs
from ..sources import Source
from . import naming, prices, readiness
from .readiness import Missing

if TYPE_CHECKING:
    from bpy.types import Context, Object

    from ...api.options.texture_options import TextureOptions
    from ...scene.export.candidates import MeshSize
    from ..picture_list import PictureInput

NO_PICTURE = (
    "Rodin needs a picture of the new look; words alone are not enough. "
    "Choose a picture, or take the viewport's and say in words what is to be different."
)


def selected_meshes(context: Context) -> list[Object]:
    """Return the first selected object of each mesh, by name: linked copies share what is made for it."""
    return candidates.one_for_each_mesh(sorted(context.selected_objects, key=lambda target: target.name))


def refusal_sentence(context: Context) -> str:
    """Return what keeps the selection from getting new textures; empty if nothing does. Cheap: for drawing."""
    if not context.selected_objects:
        return str(NoMeshSelected())
    return candidates.refusal_sentence(sorted(context.selected_objects, key=lambda target: target.name))


def missing(context: Context) -> Missing | None:
    """Return the first thing that is missing beside the picture, or None."""
    if lacking := readiness.missing_for_account(context):
        return lacking
    sentence = refusal_sentence(context)
    return Missing(sentence=sentence, remedy=Remedy.CHANGE_INPUT) if sentence else None


def price(context: Context, options: TextureOptions, count: int) -> str:
    """Return the price for a button: “· 0.5 credits” for one, “· 3 × 0.5 credits” for three."""
    each = prices.price_of(context, options.list_price)
    return f"· {f'{count} × ' if count > 1 else ''}{each.words}"


def big_meshes(context: Context) -> dict[str, MeshSize]:
    """Return the name and about the size of each selected mesh that may be too big to be sent as it is."""
    depsgraph = context.evaluated_depsgraph_get()
    sizes = {target.name: candidates.size_of(target, depsgraph) for target in selected_meshes(context)}
    return {name: size for name, size in sizes.items() if size.file_bytes > LARGEST_MESH_BYTES}


def size_sentence(name: str, size: MeshSize) -> str:
    """Return how big a mesh is and what it is sent with, if that is allowed."""
    within = size.triangles_within(LARGEST_MESH_BYTES)
    return (
        f"“{name}”: about {size.triangles:,} triangles, {size.file_bytes / 1e6:.0f} MB; Rodin takes "
        f"{LARGEST_MESH_BYTES / 1e6:.0f} MB, so it is sent with about {_rounded(within):,} triangles. "
        "Your mesh stays as it is."
    )


def too_big_sentence(context: Context) -> str:
    """Return the sentence for meshes that are surely too big to be sent as they are; empty if none is."""
    sure = {name: size for name, size in big_meshes(context).items() if size.least_bytes > LARGEST_MESH_BYTES}
    if not sure:
        return ""
    names = quoted([f"{name} ({size.triangles:,})" for name, size in sure.items()])
    return (
        f"Too big for Rodin, which takes {LARGEST_MESH_BYTES / 1e6:.0f} MB, by their triangles: {names}. "
        "Switch on “Send Fewer Triangles”."
    )


def _rounded(count: int) -> int:
    step = 10 ** max(len(str(count)) - 2, 0)
    return count // step * step


def inputs_for(
    context: Context,
    *,
    source: Source,
    picture: PictureInput | None,
    prompt: str,
    options: TextureOptions,
    reduce: bool,
) -> tuple[Inputs, ...]:
    """Return the inputs of a job for each selected mesh.

    :param picture: shows the look of all; None for what the source gives.
    """
    selected = sorted(context.selected_objects, key=lambda target: target.name)
    work = NewTextures(mesh_file=MESH_NAME, options=options)
    return tuple(
        Inputs(
            source=source,
            name=naming.clean_name(naming.words_of(target.name)) or "Mesh",
            prompt=prompt.strip(),
            options=GenerationOptions(),
            pictures=() if picture is None else (picture,),
            work=work,
            meshes=(target.name, *(other.name for other in _copies(target, selected))),
            reduce=reduce,
        )
        for target in selected_meshes(context)
    )


def _copies(target: Object, selected: list[Object]) -> list[Object]:
    return [other for other in selected if other != target and full_mesh_of(other) == full_mesh_of(target)]
