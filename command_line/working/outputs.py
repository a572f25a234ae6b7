# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that a prop is written to."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import RodinError
from ..errors import BadArguments
from ..exit_codes import ExitCode, exit_code_of_error, exit_code_of_job
from ..output.typed import typed
from .following import answer_of
from .shared_arguments import absolute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context

    from ...jobs.job import Job
    from ..output.answer import Answer


def add_output(parser: argparse.ArgumentParser) -> None:
    """Add where the result is written."""
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="Write the prop to this file: .blend, .glb, .gltf, .usdc, .usdz, .fbx, .obj, .stl or .ply. "
        "A file of that name is replaced. Without one it waits in the list of jobs.",
    )


def output_path(said: argparse.Namespace) -> Path | None:
    """Return the absolute path that was typed, None if none was.

    :raises BadArguments, KindUnknown: it could not be written, which is better known before anything is paid.
    """
    from ...session.orders.results import require_kind

    if said.output is None:
        return None
    path = absolute(said.output)
    require_kind(path)
    if not path.parent.is_dir():
        raise BadArguments(f"There is no folder “{path.parent}” to write “{path.name}” into. Make it first.")
    return path


def fetching(job: Job, path: Path | None) -> str:
    """Return what to type to have a job's prop written later."""
    return typed("fetch", job.id, *([] if path is None else ["--output", path]))


def written_answer(context: Context, job: Job, path: Path | None, *, said: Sequence[str] = ()) -> Answer:
    """Write a job's prop, if there is one and a file was named; return the answer for it.

    If the file cannot be written, the answer says so, and what to type once it can be.
    """
    from ...session.orders.results import export

    answer = answer_of([job], said=said)
    if path is None or exit_code_of_job(job) is not ExitCode.DONE:
        return answer
    try:
        export(context, [job], path)
    except RodinError as error:
        return replace(answer, go_on=fetching(job, path)).with_error(error, exit_code_of_error(error))
    return replace(answer, output=str(path))
