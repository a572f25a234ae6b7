# SPDX-License-Identifier: GPL-3.0-or-later
"""What is split waits for its parts: a mark on the object, and the mesh that the parts are put into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bpy

from ...api.options.types import PartMaterial
from ...jobs.files import refused_write
from ...jobs.work import Parts
from ...processes.prepare_request import ORIGINAL_NAME
from ...scene.choices import Under
from ...scene.measure.sizing import Fit
from ...scene.naming import local_object
from ...scene.places import placement
from ...scene.props.add_parts import remember_under
from ...scene.props.whole_file import write_whole
from .. import session
from ..language import translated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bpy.types import Context

    from ..prop_inputs import Inputs


def places_for(under: Under) -> Callable[[Context, Sequence[tuple[str, Inputs]]], None]:
    """Return what lets objects wait for jobs (id, inputs), as one undo step.

    :param under: what the parts will be children of.
    """

    def place(context: Context, planned: Sequence[tuple[str, Inputs]]) -> None:
        for job_id, inputs in planned:
            if not inputs.is_exported:
                _keep_whole(job_id, inputs)
            for name in inputs.meshes:
                placement.mark_target(local_object(name), job_id, Fit.INSIDE)
                remember_under(local_object(name), under)
        bpy.ops.ed.undo_push(message=translated(f"Order Parts of {planned[0][1].name}"))

    return place


def _keep_whole(job_id: str, inputs: Inputs) -> None:
    """Write the mesh of a prop into the folder of its job. One that is sent is there already.

    :raises DiskFull, FolderNotWritable:
    """
    assert isinstance(inputs.work, Parts)
    folder = session.current().ledger.get(job_id).folder
    with_uvs = inputs.work.options.material is PartMaterial.NONE
    try:
        write_whole(local_object(inputs.meshes[0]), folder / ORIGINAL_NAME, with_uvs=with_uvs)
    except (OSError, RuntimeError) as error:
        raise refused_write(error if isinstance(error, OSError) else OSError(str(error)), folder) from error
