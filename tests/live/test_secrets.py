# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing secret is said, or written where others may look."""

import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from rodin_props.live.asking.stand_ins import StandIns
from support.live_run import KEY, Run
from support.sandbox_process import SandboxProcess

ID = "4f0c9f5e-6f1b-4c57-9d38-0a1b2c3d4e5f"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJ0YXNrIjoiNGYwIn0.c2lnbmF0dXJl"
LINK = f"https://file.example/{ID}/base.glb?X-Tos-Expires=600&X-Tos-Signature=0a1b2c&X-Tos-Credential=AK"


@pytest.fixture
def run(service: SandboxProcess, pay: Callable[..., Run]) -> Run:
    service.scenario(faults={"submit.consumed_text": 1})
    return pay("longest_side", "part_names", "usdz")


def test_nothing_secret_is_said_or_reported(service: SandboxProcess, run: Run) -> None:
    written = {path.name: path.read_text("utf-8") for path in run.folder.glob("*.*") if path.name != "state.json"}
    assert set(written) == {"recording.json", "report.json", "report.md"}
    tasks = [each["task_uuid"] for each in service.record()["submissions"]]
    for text in (run.said, *written.values()):
        for secret in (KEY, "eyJ", "X-Tos-Signature=0", "X-Tos-Signature=f", *tasks):
            assert secret not in text
        assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", text)
    assert len(tasks) == 3


def test_the_key_is_in_no_file(run: Run) -> None:
    files = [path for path in run.folder.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert not any(KEY.encode() in path.read_bytes() for path in files)


def test_files_are_for_the_user_alone(run: Run) -> None:
    assert stat.S_IMODE(run.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in run.folder.glob("*.*")} == {0o600}


def test_ids_of_a_finished_run_are_kept_for_the_question_about_old_ones_alone(run: Run) -> None:
    state = Path(run.folder / "state.json").read_text()
    assert "eyJ" not in state
    assert '"outcomes": []' in state


def test_the_same_secret_has_the_same_stand_in_everywhere() -> None:
    hidden = StandIns()
    body = {
        "uuid": ID,
        "jobs": {"uuids": ["7", ID], "subscription_key": TOKEN},
        "message": f"task {ID} for a@b.example",
    }
    assert hidden.hide_in(body) == {
        "uuid": "<id 1>",
        "jobs": {"uuids": ["<id 2>", "<id 1>"], "subscription_key": "<key 1>"},
        "message": "task <id 1> for <email 1>",
    }
    assert hidden.hide_in({"subscription_key": TOKEN, "task_uuid": ID}) == {
        "subscription_key": "<key 1>",
        "task_uuid": "<id 1>",
    }


def test_of_a_link_its_lifetime_is_left() -> None:
    assert StandIns().hide_in({"url": LINK, "name": "base.glb"}) == {
        "url": "<link 1>?X-Tos-Expires=600&X-Tos-Signature=<hidden>&X-Tos-Credential=<hidden>",
        "name": "base.glb",
    }
    assert "0a1b2c" not in StandIns().hide(f"see {LINK}")


def test_what_looks_like_a_secret_is_hidden_wherever_it_is() -> None:
    hidden = StandIns()
    told = {"owner": {"token": "a1B2c3D4e5F6a1B2c3D4e5F6a1B2"}, TOKEN: 1, "name": "base_basic_pbr.glb", "n": 0.5}
    assert hidden.hide_in(told) == {
        "owner": {"token": "<token 1>"},
        "<key 1>": 1,
        "name": "base_basic_pbr.glb",
        "n": 0.5,
    }
