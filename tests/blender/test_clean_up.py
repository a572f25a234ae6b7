# SPDX-License-Identifier: GPL-3.0-or-later
"""A prop whose prepared file was cleaned up comes into the scene once more, made again of its model and for nothing."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy

Part = Callable[[str], ModuleType]


def test_it_is_prepared_again_when_it_is_imported_again(
    online: Any, part: Part, jobs: Callable[[], Any], look_until_all_ended: Callable[[], None]
) -> None:
    bpy.ops.rodin_props.generate_from_text(prompt="a chair")
    (job,) = jobs()[:1]
    requests = len(online.record()["requests"])
    cleaning, ledger = part("jobs.cleaning.clean_up"), part("session.session").current().ledger
    assert cleaning.free(ledger, {part("jobs.cleaning.groups").Group.PREPARED}).bytes > 0
    assert not job.prepared_path.exists()
    before = len(bpy.data.meshes)
    bpy.ops.rodin_props.import_job(job=job.id)
    look_until_all_ended()
    assert job.prepared_path.is_file()
    bpy.ops.rodin_props.import_job(job=job.id)
    assert len(bpy.data.meshes) == before + 1
    asked = {each["path"].rpartition("/")[2] for each in online.record()["requests"][requests:]}
    assert asked <= {"check_balance"}
