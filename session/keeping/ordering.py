# SPDX-License-Identifier: GPL-3.0-or-later
"""What the background Blender is told of a prop that is to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import bpy

from ...jobs.crashpoints import reached
from ...jobs.files import is_full
from ...jobs.library import catalogs, layout
from ...jobs.library.errors import LibraryFull, LibraryGone, LibraryNotWritable, NotKept
from ...jobs.states import State
from ...processes.prepare_request import LEVELS_FILE
from ...scene.errors import FilesGone
from ...scene.keeping.orders import KeepOrder
from .. import addon, session
from ..results.made import provenance_of_job
from ..results.prepared import is_of_newer_blender, prepare_again
from .asset_facts import asset_facts

if TYPE_CHECKING:
    from ...errors import RodinError
    from ...jobs.job import Job
    from ...jobs.library.keepings import Keeping


class Waiting(Exception):
    """The order can be made only later: the prop is being prepared, or another process writes the catalogs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An order, and where its file goes once it is whole."""

    order: KeepOrder
    path: Path


def order_for(keeping: Keeping) -> Made:
    """Return the order for a prop; its folder and its catalog are there then.

    :raises Waiting: it cannot be made yet.
    :raises FilesGone: the prop is not there any more.
    :raises LibraryGone, LibraryNotWritable, LibraryFull:
    """
    job = session.current().job(keeping.job_id)
    if job is None:
        raise FilesGone
    source = _prepared(job)
    try:
        catalog_id = catalogs.catalog_for(keeping.library, keeping.project)
        reached("keep:after-catalog")
        folder = keeping.library / keeping.project
        folder.mkdir(exist_ok=True)
    except catalogs.CatalogsBusy as error:
        raise Waiting from error
    except OSError as error:
        raise refusal_of(error, keeping.library) from error
    facts = asset_facts(job, catalog_id="" if catalog_id == catalogs.NO_CATALOG else catalog_id)
    path = folder / layout.file_name(facts.name, job.id)
    order = KeepOrder(
        source=source,
        destination=layout.part_path(path),
        asset=facts,
        provenance=provenance_of_job(job).to_json(),
        size_axis=job.target.size_axis,
        mesh_size=keeping.size.mesh,
        scale=keeping.size.scale,
        picture=job.preview_path,
        levels=job.folder / LEVELS_FILE,
        makes_levels=addon.preferences(bpy.context).make_levels,
    )
    return Made(order=order, path=path)


def _prepared(job: Job) -> Path:
    """Return the file of a prepared prop that this Blender can read.

    :raises Waiting: it is being prepared; if a newer Blender has prepared it, or its file is gone, it is done again.
    :raises FilesGone: nothing is left of it.
    """
    if job.active:
        raise Waiting
    if job.state not in (State.READY, State.IMPORTED):
        raise NotKept(job.name, "it could not be prepared for this Blender")
    path = job.prepared_path
    if path is not None and path.is_file() and not is_of_newer_blender(job):
        return path
    if not job.may_prepare_again or job.model_path is None or not job.model_path.is_file():
        raise FilesGone
    prepare_again(job)
    session.current().refresh()
    raise Waiting


def refusal_of(error: OSError, library: Path) -> RodinError:
    """Return what is to be said of a write into a library that failed."""
    if not library.is_dir():
        return LibraryGone(library.name)
    return LibraryFull(library.name) if is_full(error) else LibraryNotWritable(library.name)
