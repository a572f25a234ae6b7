# SPDX-License-Identifier: GPL-3.0-or-later
"""The end of a test is the end of all that it started: nothing of it lives on into the next one."""

import os
import subprocess
import sys
import uuid

from harness.blender_window import MARK, end_marked, marked_processes

_HANDS_ON = """
import subprocess, sys
code, count = sys.argv[1], int(sys.argv[2])
if count:
    subprocess.Popen([sys.executable, "-I", "-c", code, code, str(count - 1)], start_new_session=True)
"""
"""Starts the next of its kind and ends, as a worker is started by a Blender that is closed a moment later."""


def test_what_is_being_started_while_all_is_ended_is_ended_too() -> None:
    mark = uuid.uuid4().hex
    command = [sys.executable, "-I", "-c", _HANDS_ON, _HANDS_ON, "400"]
    runners = [subprocess.Popen(command, env={**os.environ, MARK: mark}, start_new_session=True) for _ in range(3)]
    for runner in runners:
        runner.wait()
    end_marked(mark)
    assert [marked_processes(mark) for _ in range(20)] == [[]] * 20
