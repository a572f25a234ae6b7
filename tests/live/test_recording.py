# SPDX-License-Identifier: GPL-3.0-or-later
"""What was recorded at one service is what another answers that replays it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rodin_props.api.client import RodinClient
from rodin_props.api.errors import Rejected
from rodin_props.api.http.transport import RequestsTransport
from rodin_props.live import cli
from rodin_props.live.asking.service import UNKNOWN_ID
from rodin_props.live.calls.table import CALLS
from support.live_run import KEY
from support.sandbox_process import SOON, SandboxProcess

TRIED = ("box_axes", "high_pack", "usdz", "part_names", "large_model", "same_surface")
ODD = ("unknown_task_404", "wrong_key_403", "high_pack_free", "links_for_a_week", "queue_length_text", "usdz_refused")


@pytest.fixture(scope="module")
def recorded(live_sandbox: SandboxProcess, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run at a service with odd answers."""
    live_sandbox.reset()
    faults = {"status.odd_case": -1, "download.names_odd_case": -1, "submit.consumed_text": 1}
    live_sandbox.scenario(contradictions=ODD, faults=faults, empty_downloads=2, credits=77.5)
    folder = tmp_path_factory.mktemp("recorded")
    assert _run(live_sandbox, folder) == 0
    return folder


@pytest.fixture
def replaying(recorded: Path, start_sandbox: Callable[..., SandboxProcess]) -> SandboxProcess:
    return start_sandbox(*SOON, "--key", KEY, "--replay", str(recorded / "recording.json"))


@pytest.fixture
def client(replaying: SandboxProcess) -> RodinClient:
    transport = RequestsTransport(user_agent="RodinPropsTests/1")
    return RodinClient(api_key=KEY, base_url=replaying.base_url, transport=transport, wait=lambda seconds: False)


def _run(service: SandboxProcess, folder: Path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RODIN_API_KEY", KEY)
        patch.setenv("RODIN_BASE_URL", service.base_url)
        told = ("--folder", str(folder), "--pause-seconds", "0.02", "--yes", "--limit", "20")
        return cli.main([*told, "--try", *TRIED])


def _exchanges(folder: Path) -> list[dict[str, Any]]:
    """What was asked of the service and answered; the host of the files is our own."""
    exchanges = json.loads((folder / "recording.json").read_text("utf-8"))["exchanges"]
    return [each for each in exchanges if each["path"] != "file"]


def test_a_run_at_the_replay_records_the_same(recorded: Path, replaying: SandboxProcess, tmp_path: Path) -> None:
    assert _run(replaying, tmp_path) == 0
    assert _exchanges(tmp_path) == _exchanges(recorded)
    before, after = (json.loads((folder / "report.json").read_text())["questions"] for folder in (recorded, tmp_path))
    assert after == before


def test_the_products_client_gets_the_recorded_answers(client: RodinClient) -> None:
    assert client.balance() == 77.5
    with pytest.raises(Rejected) as unknown:
        client.files(UNKNOWN_ID)
    assert (unknown.value.status_code, unknown.value.server_code) == (404, "TASK_NOT_FOUND")
    with pytest.raises(Rejected, match="usdz is not available"):
        client.submit(CALLS["usdz"].order({}))
    submission = client.submit(CALLS["prop"].order({}))
    assert submission.consumed_credits is None
    while not (status := client.status(submission.subscription_key)).finished:
        assert status.queue_length is None
    lists = [client.files(submission.task_uuid) for _ in range(3)]
    assert [len(each) for each in lists] == [0, 0, 2]
    assert {file.name for file in lists[2]} == {"BASE_BASIC_PBR.GLB", "PREVIEW.WEBP"}


def test_models_that_were_kept_are_served_again(recorded: Path, client: RodinClient, tmp_path: Path) -> None:
    submission = client.submit(CALLS["prop"].order({}))
    listed = [file for _ in range(3) for file in client.files(submission.task_uuid) if file.suffix == "glb"]
    path = client.download(listed[-1], tmp_path / "model.glb", refresh=lambda: listed[-1])
    kept = next((recorded / "models" / "prop").glob("*.GLB"))
    assert path.read_bytes() == kept.read_bytes()
