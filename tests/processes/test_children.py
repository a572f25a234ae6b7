# SPDX-License-Identifier: GPL-3.0-or-later
"""Children as real processes: without our secrets, in a group of their own, bounded by themselves."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rodin_props.processes import children
from rodin_props.processes.lifeline import OUT_OF_MEMORY_EXIT_CODE, OUT_OF_TIME_EXIT_CODE, is_out_of_time
from support.package import command_with_package
from support.waiting import wait_at_most

HOLD_ON = """
import runpy, sys, time
from pathlib import Path
folder = Path(sys.argv[1]) / "processes"
package = runpy.run_path(str(folder / "script_package.py"))["load_package"](folder)
from importlib import import_module
import_module(f"{package}.lifeline").end_with_input(**eval(sys.argv[2]))
print("held", flush=True)
"""
SPIN = "\nimport re\nre.fullmatch(r'(?:a|aa)+b?', 'a' * 60 + 'c')\n"
EAT = "\nheld = []\nwhile True:\n    held.append(bytearray(b'x' * (16 << 20)))\n    time.sleep(0.01)\n"
SLEEP = "\ntime.sleep(600)\n"


def start(root: Path, code: str, options: str, *, before: str = "") -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-I", "-c", before + HOLD_ON + code, str(root), options]
    child = children.start(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout is not None
    assert child.stdout.readline() == b"held\n"
    return child


def ends(child: "subprocess.Popen[bytes]") -> int:
    try:
        return child.wait(60)
    finally:
        children.kill(child)


def test_a_child_has_the_environment_without_our_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in children.SECRETS:
        monkeypatch.setenv(name, "a secret that no child needs")
    monkeypatch.setenv("OCIO", "/studio/config.ocio")
    output = tmp_path / "environment"
    with output.open("wb") as file:
        command = [sys.executable, "-c", "import os; print(dict(os.environ))"]
        assert children.start(command, stdout=file).wait(60) == 0
    told = eval(output.read_text())
    assert told["OCIO"] == "/studio/config.ocio"
    assert not children.SECRETS & told.keys()
    assert "a secret" not in output.read_text()


def test_a_child_ends_with_all_that_it_started(tmp_path: Path) -> None:
    code = "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])"
    code += "; print(p.pid, flush=True); time.sleep(600)"
    child = children.start([sys.executable, "-c", code], stdout=subprocess.PIPE)
    assert child.stdout is not None
    grandchild = int(child.stdout.readline())
    children.kill(child)
    assert child.returncode == -signal.SIGKILL
    wait_at_most(60, lambda: not children.command_of(grandchild))
    assert not children.command_of(grandchild)


def test_it_ends_when_its_input_does_and_removes_its_folder(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    child = start(root, SLEEP, f"dict(removing=Path({str(folder)!r}))")
    assert child.stdin is not None
    child.stdin.close()
    assert ends(child) == 1
    assert not folder.exists()


def test_it_ends_when_its_time_is_over_even_if_it_hangs_inside_a_library(root: Path) -> None:
    assert ends(start(root, SPIN, "dict(seconds=1.0)")) == -signal.SIGALRM


def test_it_ends_when_it_takes_too_much_memory(root: Path) -> None:
    assert ends(start(root, EAT, f"dict(memory_bytes={200 << 20})")) == OUT_OF_MEMORY_EXIT_CODE


def test_where_the_kernel_has_no_clock_a_thread_ends_it(root: Path) -> None:
    without_alarm = "import signal; del signal.setitimer, signal.SIGALRM\n"
    code = ends(start(root, SLEEP, "dict(seconds=1.0)", before=without_alarm))
    assert code == OUT_OF_TIME_EXIT_CODE
    assert is_out_of_time(code)


def test_an_end_in_good_order_is_none_by_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_out_of_time(-signal.SIGALRM)
    with monkeypatch.context() as windows:  # pytest's own limit needs it again
        windows.delattr(signal, "SIGALRM")
        found = [is_out_of_time(code) for code in (0, 1, -9)]
    assert not any(found)


@pytest.mark.parametrize("code", [-11, -9, -6, 134, 3, 11, 22, 0xC0000005, 0xC0000409])
def test_a_crash_is_seen_on_every_system(code: int) -> None:
    assert children.has_crashed(code)
    assert not any(map(children.has_crashed, (0, 1)))


_TELLS_A_DEAD_ONE = """
import signal, subprocess, sys
signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # as some Blenders leave it
from rodin_props.processes import children
child = children.start([sys.executable, "-c", ""], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
child.wait()
try:
    children.tell(child, b"a key\\n")
except OSError:
    print("it has ended")
child.stdin.close()
assert signal.SIGPIPE not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
"""


def test_a_child_that_has_ended_does_not_end_who_writes_to_it() -> None:
    done = subprocess.run(command_with_package(_TELLS_A_DEAD_ONE), capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, b"it has ended\n"), done.stderr
