# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the lighter levels of a mesh are, or what they are to be made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...processes.prepare_request import LEVELS_FILE
from ...scene.props.parts_made import parts_made_of
from ...scene.provenance import provenance_of_mesh
from .. import session
from .mesh_orders import OrderedMesh

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bpy.types import Mesh

    from ...jobs.job import Job


def levels_path(full: Mesh, made_here: Mapping[int, Path]) -> Path | None:
    """Return the file with the levels of a mesh, if there is one.

    :param made_here: uid of a mesh -> a file that was made in this session.
    """
    any_mesh: Any = full
    path = made_here.get(any_mesh.session_uid)
    if path is None and (job := _job_of(full)) is not None:
        path = job.folder / LEVELS_FILE
    return path if path is not None and path.is_file() else None


def order_of(full: Mesh, *, is_edited: bool) -> OrderedMesh:
    """Return an order for levels: of the file that a mesh came from, or of the mesh itself if it was edited since.

    :param is_edited: the levels of that file do not fit.
    """
    any_mesh: Any = full
    job = None if is_edited else _job_of(full)
    prepared = job.prepared_path if job is not None else None
    if job is None or prepared is None or not prepared.is_file() or (job.folder / LEVELS_FILE).is_file():
        return OrderedMesh(uid=any_mesh.session_uid, name=full.name)
    return OrderedMesh(uid=any_mesh.session_uid, name=full.name, prepared=prepared, output=job.folder / LEVELS_FILE)


def _job_of(full: Mesh) -> Job | None:
    made, state = provenance_of_mesh(full) or parts_made_of(full), session.current()
    if made is None or not state.has_ledger:
        return None
    state.refresh()
    return state.job(made.job_id)
