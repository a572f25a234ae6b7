# SPDX-License-Identifier: GPL-3.0-or-later
"""What it spends: nothing by itself, never without a yes, never more than agreed to."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from support.live_run import Run
from support.package import ROOT
from support.sandbox_process import SandboxProcess


def _charged(service: SandboxProcess) -> float:
    return float(service.record()["charged"])


def _sent(service: SandboxProcess) -> list[str]:
    return [each["path"] for each in service.record()["requests"]]


def test_by_itself_it_spends_nothing(service: SandboxProcess, live: Callable[..., Run]) -> None:
    run = live()
    assert "This spends nothing." in run.said
    assert (run.status, service.record()["submissions"]) == (0, [])
    assert {"wrong_key", "empty_submission", "unknown_task", "balance"} <= run.named("holds")


def test_no_free_question_could_be_made_a_model_of(service: SandboxProcess, live: Callable[..., Run]) -> None:
    live()
    asked = [each for each in service.record()["requests"] if each["path"].endswith(("rodin", "texture_only", "bang"))]
    assert len(asked) == 4
    assert not any(each["files"] or each["fields"].get("prompt") for each in asked)


def test_without_a_yes_nothing_is_sent_at_all(service: SandboxProcess, live: Callable[..., Run]) -> None:
    run = live("--try", "box_axes", "high_pack")
    assert "Together 2 credits." in run.said
    assert (run.status, _sent(service)) == (2, [])


def test_a_yes_in_a_script_needs_a_limit(service: SandboxProcess, live: Callable[..., Run]) -> None:
    with pytest.raises(SystemExit):
        live("--try", "box_axes", "--yes")
    assert _sent(service) == []


@pytest.mark.parametrize("limit", ["nan", "inf", "-1", "much"])
def test_a_limit_is_a_number_of_credits(service: SandboxProcess, live: Callable[..., Run], limit: str) -> None:
    with pytest.raises(SystemExit):
        live("--try", "box_axes", "--yes", f"--limit={limit}")
    assert _sent(service) == []


@pytest.mark.parametrize(("answer", "status", "credits_spent"), [("yes", 0, 0.5), ("y", 2, 0.0), ("", 2, 0.0)])
def test_it_asks_on_a_terminal(
    service: SandboxProcess, arguments: list[str], answer: str, status: int, credits_spent: float
) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "live", *arguments, "--try", "longest_side"]
    os.write(ours, f"{answer}\n".encode())
    done = subprocess.run(command, cwd=ROOT, stdin=theirs, capture_output=True, text=True, timeout=120, check=False)
    for descriptor in (ours, theirs):
        os.close(descriptor)
    assert "Type yes to spend up to 0.5 credits" in done.stdout
    assert (done.returncode, _charged(service)) == (status, credits_spent)


def test_the_limit_is_kept(service: SandboxProcess, pay: Callable[..., Run]) -> None:
    run = pay("longest_side", "shaded", "high_pack", "hybrid", limit=1.2)
    assert _charged(service) == 1.0
    assert "left to spend" in run.seen("high_pack")
    assert "high_pack" in run.named("not tried")


def test_what_should_be_refused_is_counted_as_if_it_were_not(service: SandboxProcess, pay: Callable[..., Run]) -> None:
    service.scenario(contradictions=["labels_ignored"])
    assert "left to spend" in pay("wrong_labels", "six_pictures", limit=0.4).seen("wrong_labels")
    assert _charged(service) == 0


def test_nothing_more_is_spent_after_a_surprise(service: SandboxProcess, pay: Callable[..., Run]) -> None:
    service.scenario(contradictions=["high_pack_dear"])
    run = pay("high_pack", "hybrid")
    assert _charged(service) == 2.5
    assert run.named() == {"high_pack"}
    assert "cost 2.5 credits, listed 1.5" in run.seen("hybrid")


def test_too_few_credits_are_noticed_before_anything_is_sent(service: SandboxProcess, pay: Callable[..., Run]) -> None:
    service.scenario(credits=0.2)
    assert "the account has 0.2" in pay("longest_side").seen("longest_side")
    assert not any(path.endswith("/rodin") for path in _sent(service)[8:])
    assert _charged(service) == 0


def test_a_wrong_key_is_said_at_once(
    service: SandboxProcess, live: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODIN_API_KEY", "another")
    run = live()
    assert (run.status, len(_sent(service))) == (2, 1)
    assert "did not accept the API key" in run.said


def test_without_a_key_it_says_what_to_do(live: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RODIN_API_KEY")
    run = live()
    assert run.status == 2
    assert "RODIN_API_KEY" in run.said


def test_an_unknown_question_is_refused_with_those_there_are(live: Callable[..., Run]) -> None:
    run = live("--try", "moon_phase")
    assert run.status == 2
    assert re.search(r"no question 'moon_phase'.*box_axes", run.said)
