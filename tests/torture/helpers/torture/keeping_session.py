# SPDX-License-Identifier: GPL-3.0-or-later
"""What an artist's session does in `blender_session` when props are kept in a library."""

from collections.abc import Callable
from typing import Any

import bpy

Part = Callable[[str], Any]
"""Gives one of the extension's modules."""


def keep(order: dict[str, Any], part: Part) -> dict[str, Any]:
    """Finish jobs without a service, choose a library, and have their props kept."""
    here, states = part("session.session").current(), part("jobs.states").State
    bpy.ops.mesh.primitive_monkey_add(size=1.0)
    for number in range(order["count"]):
        folder = part("jobs.files").make_job_folder(here.folder / "jobs")
        bpy.data.libraries.write(str(folder / "prepared.blend"), {bpy.context.object}, fake_user=True)
        new = part("jobs.job").NewJob(account="a", base_url="b", name=f"Head {number}", source="TEXT", folder=folder)
        job = here.ledger.add(new)
        for state in (states.WAITING, states.DOWNLOADING):
            here.ledger.move(job.id, state)
        here.ledger.move(job.id, states.READY, prepared_file="prepared.blend")
    here.refresh()
    bpy.ops.rodin_props.choose_library(directory=order["library"], name="Library")
    ids = ",".join(job.id for job in here.ledger.jobs())
    return with_operator_sentence(lambda: bpy.ops.rodin_props.keep_in_library(job=ids)) | kept(part)


def keep_on(order: dict[str, Any], part: Part) -> dict[str, Any]:
    """Go on with what is to be kept, as the monitor does after the start."""
    here, queue = part("session.session").current(), part("session.keeping.queue")
    here.refresh()
    if order.get("again"):
        bpy.ops.rodin_props.keep_again()
    queue.look()
    queue.finish(bpy.context, [each.job_id for each in queue.unfinished()])
    return kept(part)


def with_operator_sentence(act: Callable[[], object]) -> dict[str, Any]:
    """Act, and note what an operator reported as its failure."""
    try:
        act()
    except RuntimeError as error:
        return {"sentence": str(error)}
    return {"sentence": ""}


def kept(part: Part) -> dict[str, Any]:
    """What the ledger says of the library."""
    table = part("session.keeping.queue").table()
    return {"kept": [str(each.path) for each in table.kept()], "waiting": [each.error for each in table.unfinished()]}
