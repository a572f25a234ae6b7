# SPDX-License-Identifier: GPL-3.0-or-later
"""Which Blender prepares a model when the one that made the job is gone."""

from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.background.prepare_command import remember
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.steps import prepare
from support.fake_blender import fake_prepare
from support.jobs.small_model import glb, triangle


def test_the_blender_that_ran_last_prepares_where_that_of_the_job_is_gone(
    ledger: Ledger, preparing: Any, patient: Any, tmp_path: Path
) -> None:
    remember(ledger.path, fake_prepare())
    for gone in (("/no/such/blender",), (*fake_prepare()[:-2], str(tmp_path / "no_such_script.py"), "ok")):
        made = preparing("ok", prepare_command=gone)
        prepare.prepare(made, patient)
        done = ledger.get(made.id)
        assert (done.state, done.prepared_file, done.prepare_command) == ("READY", "prepared.blend", fake_prepare())


def test_one_that_is_there_and_does_not_start_gives_way_too(
    ledger: Ledger, preparing: Any, patient: Any, tmp_path: Path
) -> None:
    refused = tmp_path / "blender"
    refused.write_text("no program")
    remember(ledger.path, fake_prepare())
    made = preparing("ok", prepare_command=(str(refused),))
    prepare.prepare(made, patient)
    assert ledger.get(made.id).prepared_file == "prepared.blend"


def test_one_that_is_there_is_preferred_to_the_one_that_ran_last(ledger: Ledger, preparing: Any, patient: Any) -> None:
    remember(ledger.path, fake_prepare("crash"))
    made = preparing("ok")
    prepare.prepare(made, patient)
    assert ledger.get(made.id).prepared_file == "prepared.blend"


@pytest.mark.parametrize("noted", ["", "[1, 2]", '{"a": 1}', '["/gone/blender"]', "null"])
def test_without_any_blender_the_model_is_left_as_it_is(
    ledger: Ledger, preparing: Any, patient: Any, noted: str
) -> None:
    (ledger.path.parent / "prepare-command.json").write_text(noted)
    made = preparing("ok", prepare_command=("/no/such/blender",))
    (made.folder / "model.glb").write_bytes(glb(*triangle()))
    prepare.prepare(made, patient)
    done = ledger.get(made.id)
    assert (done.state, done.prepared_file) == ("READY", "")
