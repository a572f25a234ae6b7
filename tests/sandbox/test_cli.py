# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line, and what becomes of its processes."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import requests
from support.package import ROOT
from support.pictures import disc
from support.plain_client import FULL, Caller
from support.process_state import runs
from support.sandbox_process import QUICK, small
from support.waiting import wait_at_most

from sandbox.faults.books import FAULTS


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line to its end."""
    command = [sys.executable, "-m", "sandbox", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_help_explains_it() -> None:
    shown = run("--help").stdout
    for word in ("--speed", "--fault", "examples:", "[[fault:", "RODIN_BASE_URL", "/sandbox/record"):
        assert word in shown


def test_all_faults_are_listed() -> None:
    shown = run("--list-faults").stdout
    assert [name for name in FAULTS if name not in shown and name.partition(".")[2] not in shown] == []


def test_an_unknown_fault_is_refused() -> None:
    done = run("--port", "0", "--fault", "nothing.at_all")
    assert (done.returncode, "nothing.at_all" in done.stderr) == (2, True)


def test_a_taken_port_is_said_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("--port", str(taken.getsockname()[1]))
    assert (done.returncode, "cannot start" in done.stdout, "Traceback" in done.stderr) == (1, True, False)


def test_the_command_line_sets_it_up(start_sandbox: Callable[..., Any]) -> None:
    caller = Caller(start_sandbox("--key", "a", "--key", "b", "--credits", "2.5", "--fault", "balance.http_500:1"))
    url = caller.sandbox.base_url + "/check_balance"
    answers = [requests.get(url, headers={"Authorization": f"Bearer {key}"}, timeout=30) for key in ("a", "b", "c")]
    assert [answer.status_code for answer in answers] == [500, 200, 401]
    assert answers[1].json()["balance"] == 2.5


def test_the_command_line_sets_up_new_textures_and_parts(start_sandbox: Callable[..., Any]) -> None:
    chosen = ("--retexture-mesh", "remade", "--bang-files", "zip", "--bang-names", "none", "--no-bang-normalised")
    sandbox = start_sandbox(*chosen, "--price-textures", "2", "--price-parts", "3", "--bang-parts", "12")
    told = requests.get(sandbox.origin + "/sandbox/scenario", timeout=30).json()
    assert [told[name] for name in ("retexture_mesh", "bang_files", "bang_names")] == ["remade", "zip", "none"]
    assert [told[name] for name in ("price_textures", "price_parts", "bang_parts")] == [2, 3, 12]
    assert told["bang_normalised"] is False


def test_a_seed_makes_everything_repeatable(start_sandbox: Callable[..., Any]) -> None:
    answers = []
    for _ in range(2):
        caller = Caller(start_sandbox("--seed", "7", *small(pixels=64, faces=500)))
        answers.append(caller.submit(prompt="a ball", **FULL).json())
    for answer in answers:
        answer.pop("submit_time", None)
    assert answers[0] == answers[1]


def children(process_id: int) -> list[int]:
    """Processes that were started by this one."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process_id)], capture_output=True, text=True, check=False
    )
    return [int(line) for line in listed.stdout.split()]


def test_no_process_is_left_behind(start_sandbox: Callable[..., Any]) -> None:
    sandbox = start_sandbox("--speed", "1000", "--rate-limit", "0", *small(pixels=64, faces=500))
    caller = Caller(sandbox)
    caller.wait(caller.submit(prompt="a ball", **FULL).json())
    helpers = children(sandbox.process.pid)
    assert helpers
    sandbox.process.send_signal(signal.SIGKILL)
    sandbox.process.wait()
    wait_at_most(20, lambda: not any(runs(helper) for helper in helpers))
    assert [helper for helper in helpers if runs(helper)] == []


def test_a_process_that_died_is_replaced(start_sandbox: Callable[..., Any]) -> None:
    arguments = ("--speed", "1000", "--rate-limit", "0", "--workers", "1")
    sandbox = start_sandbox(*arguments, *small(pixels=64, faces=500))
    caller = Caller(sandbox)
    caller.wait(caller.submit(prompt="a ball", **FULL).json())
    for helper in children(sandbox.process.pid):
        os.kill(helper, signal.SIGKILL)
    answer = caller.submit(prompt="a stool", **FULL).json()
    assert "Failed" not in caller.wait(answer)
    assert caller.files(answer)


def test_the_answer_to_a_submission_does_not_wait_until_other_models_are_made(
    start_sandbox: Callable[..., Any],
) -> None:
    sandbox = start_sandbox(*QUICK, *small(pixels=64, faces=500), "--workers", "1")
    caller = Caller(sandbox)
    caller.wait(caller.submit(prompt="a ball", **FULL).json())
    makers = children(sandbox.process.pid)
    for maker in makers:
        os.kill(maker, signal.SIGSTOP)
    under_way = caller.submit(prompt="a stool", **FULL).json()
    answers = [caller.submit((disc(),), **FULL).json() for _ in range(3)]
    assert all("uuid" in answer for answer in answers)
    for maker in makers:
        os.kill(maker, signal.SIGCONT)
    for answer in (under_way, *answers):
        assert "Failed" not in caller.wait(answer)
