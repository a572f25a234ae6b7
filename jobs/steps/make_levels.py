# SPDX-License-Identifier: GPL-3.0-or-later
"""Has a background Blender make the lighter levels of a prop that is prepared: after its landing, for nobody waits.

It is no step of the job: nothing of the job changes. What is made is `LEVELS_FILE` in the job's folder. If it is not
there, because it was interrupted or failed, the levels are made when somebody asks for them.
"""

import logging
import threading
from pathlib import Path

from ... import disk
from ...errors import RodinError
from ...processes import children, memory
from ...processes.prepare_request import LEVELS, LEVELS_FILE, PrepareRequest
from ..background.child import Child
from ..background.prepare_command import commands_for
from ..crashpoints import reached
from ..files import write_private
from ..job import Job
from ..states import State
from ..work import Kind
from .prepare_result import check_blend, read_result

logger = logging.getLogger(__name__)

_OUTPUT, _RESULT, _TASK, _LOG = f"new-{LEVELS_FILE}", "levels-result.json", "levels-request.json", "levels.log"
_LONGEST_SECONDS = 1800.0


def needs_levels(job: Job) -> bool:
    """Say whether levels of a job's prop are to be made: it was prepared, and they are not there."""
    is_prop = job.work is None or job.work.kind is Kind.PARTS
    is_prepared = job.state in {State.READY, State.IMPORTED} and bool(job.prepared_file and job.prepare_command)
    return is_prop and is_prepared and not (job.folder / LEVELS_FILE).exists()


def make_levels(job: Job, ledger_path: Path, stop: threading.Event) -> None:
    """Make them, in the Blender that prepared the job's prop. Raise nothing: what fails is noted in the log."""
    try:
        _make(job, ledger_path, stop)
    except RodinError as error:
        logger.info("job %s: no levels: %s", job.id, getattr(error, "reason", error.code))
    except Exception as error:
        logger.info("job %s: no levels: %s", job.id, type(error).__name__)
    finally:
        _remove_leftovers(job.folder)


def _remove_leftovers(folder: Path) -> None:
    """Remove all but the levels; also what Blender was writing when it was ended."""
    for name in (_TASK, _RESULT, _OUTPUT):
        disk.discard(folder / name)
    for part in folder.glob(f"{Path(_OUTPUT).stem}.part.blend*"):
        disk.discard(part)


def _make(job: Job, ledger_path: Path, stop: threading.Event) -> None:
    """Make them. :raises RodinError, OSError, ValueError, Stopped:"""
    folder = job.folder
    output, result, task = (folder / name for name in (_OUTPUT, _RESULT, _TASK))
    _remove_leftovers(folder)
    model = folder / job.prepared_file
    request = PrepareRequest(
        model=model, output=output, result=result, name=job.name, kind=LEVELS, ends_with_input=True
    )
    write_private(task, request.to_json())
    reached("levels:before-start")
    child = Child.for_request(commands_for(job, ledger_path)[0], task, memory_bytes=memory.bound_bytes())
    try:
        children.put_last(child.process)
        child.output.keep_in(folder / _LOG)
        reached("levels:after-start")
        code = child.wait(stop, _LONGEST_SECONDS)
    finally:
        child.end()
    reached("levels:after-end")
    read_result(result, exit_code=code)
    check_blend(output)
    disk.replace(output, folder / LEVELS_FILE)
