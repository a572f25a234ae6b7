# SPDX-License-Identifier: GPL-3.0-or-later
"""What is split into parts: what keeps it from being split, and whether the service has it already."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from ...api.mesh_files import LARGEST_MESH_BYTES
from ...api.options.generation_options import GenerationOptions
from ...api.options.types import Family, PartMaterial
from ...jobs.work import RETENTION_SECONDS, Parts
from ...processes.prepare_request import MESH_NAME
from ...scene.errors import SceneError
from ...scene.export import candidates
from ...scene.mesh_data import full_mesh_of
from ...scene.places import placement
from ...scene.props import mesh_fit, next_to_prop, whole_again
from ...scene.provenance import provenance_of
from .. import addon, session
from ..choices import Send
from ..prop_inputs import Inputs
from ..refusals import wrong_mode
from ..sources import Source
from . import naming, prices
from .blockouts import pending_job_ids
from .new_textures import size_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context, Object

    from ...api.options.part_options import PartOptions
    from ...scene.export.candidates import MeshSize
    from ...scene.provenance import Provenance
    from ..picture_list import PictureInput

MADE_ANEW = "Rodin makes the geometry anew: the parts may differ a little from the whole, which is kept and hidden."
SENDS_NAMES = "Nothing is sent but the names of the parts: Rodin splits the model that it made."
SENDS_MESH = "The mesh is sent to Rodin, without its materials."
NO_PICTURE = "Without a picture, the parts take over the materials of the whole."
EDITED = "What you have edited in the mesh will not be in the parts."
_SEND = "Choose Send the Mesh to have it split all the same."


class CannotSplit(SceneError):
    """Something keeps an object from being split; nothing is paid."""


def refusal_sentence(context: Context) -> str:
    """Return what keeps the active object from being split at all; empty if nothing does. Cheap: for drawing."""
    target = target_of(context)
    if target is None or target.type != "MESH" or target.data is None:
        return "Select a mesh, or a prop that was made with Rodin, to split it into parts."
    if sentence := wrong_mode(context):
        return sentence
    if reason := candidates.refusal(target):
        return f"“{target.name}” {reason}. Choose a mesh of this file that has a surface."
    if whole_again.HIDDEN_KEY in target:
        return f"“{target.name}” is split already. Bring it back first, or split one of its parts."
    if pending_job_ids().intersection(placement.job_ids_of(target)):
        return f"“{target.name}” waits for a job already. Wait for it, or cancel that job first."
    return ""


def target_of(context: Context) -> Object | None:
    """Return the object that is to be split: the active one, if it is selected."""
    active = context.active_object
    return active if active is not None and active.select_get() else None


def task_of(context: Context, target: Object) -> tuple[str, str]:
    """Return the task whose model the service can split, or else "" and why it cannot, in sentences.

    Both are empty for an object that the service did not make. Cheap: for drawing.
    """
    made = provenance_of(target)
    if made is None:
        return "", ""
    sentence = _task_refusal(context, target.name, made)
    return ("", sentence) if sentence else (made.task_uuid, "")


def _task_refusal(context: Context, name: str, made: Provenance) -> str:
    job = session.current().job(made.job_id)
    task_uuid = made.task_uuid or (job.task_uuid if job is not None else "")
    if not task_uuid:
        return f"It is not known which of Rodin's tasks made “{name}”. {_SEND}"
    until = job.resumable_until if job is not None else None
    if time.time() > (made.made_at + RETENTION_SECONDS if until is None else until):
        return f"Rodin keeps models for seven days, and “{name}” is older. {_SEND}"
    if job is not None and job.account != addon.account(context).id:
        return f"“{name}” was made with another API key. {_SEND}"
    if made.options.tier.family is Family.GEN_1:
        return (
            f"Rodin splits models of Gen-2 and newer alone, and “{name}” is of tier {made.options.tier.label}. {_SEND}"
        )
    return ""


def task_or_refusal(context: Context, target: Object, send: Send) -> str:
    """Return the task whose model is split; "" if the mesh is sent.

    :raises CannotSplit: the service's own model was chosen, and it does not have it.
    """
    if send is Send.MESH:
        return ""
    task_uuid, sentence = task_of(context, target)
    if sentence:
        raise CannotSplit(sentence)
    return task_uuid


def is_mesh_sent(context: Context, target: Object, send: Send) -> bool:
    """Say whether the mesh is sent: since that was chosen, or since the object is none of the service's."""
    return send is Send.MESH or task_of(context, target) == ("", "")


def told(context: Context, target: Object, *, send: Send, has_picture: bool) -> tuple[str, ...]:
    """Return what is to be known before it is paid, in sentences."""
    _, sentence = task_of(context, target)
    if is_mesh_sent(context, target, send):
        why = sentence.removesuffix(_SEND).strip()
        size = big_size(context, target)
        too_big = size_sentence(target.name, size) if size is not None else ""
        said = (MADE_ANEW, why, SENDS_MESH, too_big, "" if has_picture else NO_PICTURE)
        return tuple(filter(None, said))
    if sentence:
        return MADE_ANEW, sentence
    return (MADE_ANEW, SENDS_NAMES, *([EDITED] if is_edited(target) else []))


def no_whole_sentence(context: Context) -> str:
    """Return what keeps a whole from being brought back; empty if nothing does. Cheap: for drawing."""
    active = context.active_object
    if active is None or whole_again.whole_of(active) is None:
        return "Select a part, or what the parts are under."
    if sentence := wrong_mode(context):
        return sentence
    return "" if active.is_editable else f"“{active.name}” is linked from another file. Open that file."


def is_edited(target: Object) -> bool:
    """Say whether a prop's mesh is another one than Rodin made, whose model is what is split."""
    return mesh_fit.applied_to(full_mesh_of(target)) is None


def price(context: Context, options: PartOptions) -> str:
    """Return the price for a button: “· 0.5 credits”."""
    return prices.on_button(prices.price_of(context, options.list_price))


def big_size(context: Context, target: Object) -> MeshSize | None:
    """Return about how big a mesh is that may be too big to be sent as it is, else None."""
    size = candidates.size_of(target, context.evaluated_depsgraph_get())
    return size if size.file_bytes > LARGEST_MESH_BYTES else None


def too_big_sentence(context: Context, target: Object) -> str:
    """Return the sentence for a mesh that is surely too big to be sent as it is; empty if it is not."""
    size = big_size(context, target)
    if size is None or size.least_bytes <= LARGEST_MESH_BYTES:
        return ""
    return (
        f"“{target.name}” is too big for Rodin, which takes {LARGEST_MESH_BYTES / 1e6:.0f} MB: it has about "
        f"{size.triangles:,} triangles. Switch on “Send Fewer Triangles”."
    )


def inputs_for(
    context: Context,
    target: Object,
    *,
    others: Sequence[Object],
    send: Send,
    picture: PictureInput | None,
    instruction: str,
    options: PartOptions,
    reduce: bool,
) -> Inputs:
    """Return what the parts of an object are made of.

    :param others: linked copies that get linked parts.
    :param picture: of the mesh; without one, parts of a mesh that is sent take over the materials of the whole.
    :raises CannotSplit: it cannot be split, or not in this way.
    """
    task_uuid = task_or_refusal(context, target, send)
    if not task_uuid:
        if not reduce and (sentence := too_big_sentence(context, target)):
            raise CannotSplit(sentence)
        if picture is None:
            options = replace(options, material=PartMaterial.NONE)
    work = Parts(task_uuid=task_uuid, mesh_file="" if task_uuid else MESH_NAME, options=options)
    return Inputs(
        source=Source.TEXT if picture is None or task_uuid else Source.PICTURE,
        name=naming.clean_name(re.sub(r"\.\d{3,}$", "", target.name)) or "Prop",
        prompt=instruction.strip(),
        options=GenerationOptions(),
        pictures=() if picture is None or task_uuid else (picture,),
        size=next_to_prop.size_of(context, target),
        work=work,
        meshes=(target.name, *(other.name for other in others)),
        reduce=reduce,
    )
