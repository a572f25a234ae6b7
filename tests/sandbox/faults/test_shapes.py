# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers of every odd shape in the table, and the ways of asking for a fault."""

import pytest
import requests
from support.plain_client import FULL, Caller

from sandbox.faults import bad_zips
from sandbox.faults.answers import Answers
from sandbox.faults.bad_models import MAKERS
from sandbox.faults.bad_zips import ZIPS
from sandbox.faults.books import FAULTS, UnknownFault, directives, full_name, parse_fault
from sandbox.faults.file_faults import DOERS, SIMPLE
from sandbox.faults.shapes import CHANGES
from sandbox.faults.table import ANSWERS, FILES, MODELS, SHAPES
from sandbox.state.clock import Clock


def test_the_table_has_nothing_that_is_not_done() -> None:
    answers = Answers(Clock(), other_origin=lambda: "")
    assert [kind for kind in ANSWERS if not answers.knows(kind)] == []
    by_task = {"status.failed_with_done", "status.flapping", "download.zip", "download.url_expired"}
    assert set(SHAPES) == set(CHANGES) | by_task
    assert set(FILES) == set(SIMPLE) | set(DOERS)
    assert set(MODELS) == set(MAKERS)
    assert set(ZIPS) == set(bad_zips.MAKERS)


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("submit.")])
def test_shapes_of_submissions(caller: Caller, name: str) -> None:
    answer = caller.submit(prompt=f"a ball [[fault:{name}]]", **FULL).json()
    good = caller.submit(prompt="a ball", **FULL).json()
    ours = {"uuid": answer.get("uuid"), "jobs": answer.get("jobs"), "consumed": answer.get("consumed")}
    assert ours.get("error") or answer != good
    assert len(caller.sandbox.record()["submissions"]) == 2


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("status.")])
def test_shapes_of_statuses_last(caller: Caller, name: str) -> None:
    answer = caller.submit(prompt=f"a ball [[fault:{name}]]", **FULL).json()
    for _ in range(4):
        assert caller.post("/status", json={"subscription_key": answer["jobs"]["subscription_key"]}).status_code == 201
    assert caller.sandbox.record()["faults"][name] == 4


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("download.")])
def test_shapes_of_lists(caller: Caller, name: str) -> None:
    prompt = f"a ball [[fault:{name}]]"
    answer = caller.submit(prompt=prompt, **FULL).json()
    caller.wait(answer)
    caller.post("/download", json={"task_uuid": answer["uuid"]})
    listed = caller.post("/download", json={"task_uuid": answer["uuid"]}).json()
    names = [entry.get("name") for entry in listed["list"]] if name.startswith("download.names_") else []
    assert "base_basic_pbr.glb" not in names or name == "download.names_duplicate"
    assert caller.sandbox.record()["faults"] == {name: 1}


@pytest.mark.parametrize("name", [name for name in SHAPES if name.startswith("balance.")])
def test_shapes_of_balances(caller: Caller, name: str) -> None:
    caller.sandbox.scenario(faults={name: 1})
    answer = requests.get(caller.sandbox.base_url + "/check_balance", headers=caller.headers, timeout=30)
    assert answer.json() != {"balance": 1000}
    assert caller.sandbox.record()["faults"] == {name: 1}


def test_faults_in_a_prompt_belong_to_its_task(caller: Caller) -> None:
    bad = caller.submit(prompt="a ball [[fault:status.failed]]", **FULL).json()
    good = caller.submit(prompt="a ball", **FULL).json()
    caller.wait(good)
    assert "Failed" in [job["status"] for job in caller.status(bad)["jobs"]]
    assert caller.files(good)
    assert caller.files(bad) == {}


def test_asking_for_a_fault_that_is_not_there(caller: Caller) -> None:
    with pytest.raises(UnknownFault):
        parse_fault("status.nothing")
    answer = caller.submit(prompt="a ball [[fault:status.nothing]]", **FULL).json()
    assert (answer["error"], "status.nothing" in answer["message"]) == ("INVALID_REQUEST", True)


def test_how_faults_are_written() -> None:
    assert parse_fault("file.reset:3") == ("file.reset", 3)
    assert parse_fault("file.reset:*") == ("file.reset", -1)
    assert parse_fault("model.nan") == ("model.nan", -1)
    assert full_name("no_funds") == "submit.no_funds"
    assert full_name("http_500") == "any.http_500"
    assert directives("red [[fault:file.reset:2, model.nan]] chair") == (
        "red chair",
        {"file.reset": 2, "model.nan": -1},
    )
    assert len(FAULTS) > 400
