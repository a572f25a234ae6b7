# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for the background Blender: well, or badly in the way its first argument says."""

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

STARTS_VARIABLE = "RODIN_PROPS_TEST_STARTS"
"""Environment variable: a file that gets a line for each that starts."""


_AT_LEVELS = "-at-levels"


def fake_prepare(mode: str = "ok") -> tuple[str, ...]:
    """The beginning of a command that behaves like a background Blender, well or badly.

    The modes "exit" and "exit-once" are followed by a colon and a code: "exit:11". With "-at-levels" behind it, a mode
    is that of making levels, and what comes before goes well: "crash-at-levels".
    """
    return (sys.executable, "-X", "utf8", "-I", "-S", __file__, mode)


def _is_first_time(output: Path) -> bool:
    marker = output.with_name("crashed-once")
    try:
        return not marker.exists()
    finally:
        marker.touch()


def _note_start(kind: str) -> None:
    """Tell how it was started: with a request, or to wait for one."""
    if path := os.environ.get(STARTS_VARIABLE):
        with Path(path).open("a", encoding="ascii") as file:
            file.write(f"{kind} {os.getpid()}\n")


def _waited_for_request() -> str:
    """Return the request for which a spare was told to wait; end with its input, or as its mode says."""
    _note_start("spare")
    line = sys.stdin.readline()
    if not line:
        sys.exit(1)
    request = Path(json.loads(line)["request"])
    request.with_suffix(".taken").touch()
    return str(request)


def main(mode: str, task_path: str) -> int:
    if task_path.startswith("--wait="):
        if mode == "refuse-to-wait":
            return 1
        task_path = _waited_for_request()
    else:
        _note_start("request")
    mode, _, code = mode.partition(":")
    task = json.loads(Path(task_path).read_text("utf-8"))
    if mode.endswith(_AT_LEVELS):
        mode = mode.removesuffix(_AT_LEVELS) if task["kind"] == "LEVELS" else "ok"
    output, answer = Path(task["output"]), Path(task["result"])
    result = {
        "ok": True,
        "object": task["name"],
        "dimensions": [1.0, 2.0, task.get("size_meters", 3.0)],
        "triangles": 12,
        "quads": 6 if task.get("restore_quads") else 0,
        "blender_version": "5.0.1",
    }
    match mode:
        case "slow":
            output.with_name("started").write_text(str(os.getpid()))
            time.sleep(1.0)
        case "hang":
            output.with_name("hanging").write_text(str(os.getpid()))
            time.sleep(600)
        case "last":  # as long as its input, like a real one
            output.with_name("hanging").write_text(str(os.getpid()))
            output.with_name(f"{output.stem}.part.blend").write_bytes(b"BLEND")
            sys.stdin.read()
            return 1
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "segfault-once":
            if _is_first_time(output):
                os.kill(os.getpid(), signal.SIGSEGV)
        case "exit-once":
            if _is_first_time(output):
                os._exit(int(code))
        case "exit":
            os._exit(int(code))
        case "eat-memory":
            resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
            _hold = bytearray(2 << 30)
        case "fail":
            result = {"ok": False, "error": "the importer did not like it"}
        case "mute":
            return 0
        case "nothing":
            answer.write_text(json.dumps(result))
            return 0
        case "nonsense":
            answer.write_text("[" * 100_000)
            return 0
        case "empty":
            output.touch()
            answer.write_text(json.dumps(result))
            return 0
        case "chatter":
            for _ in range(64):
                sys.stdout.write("x" * 65_536)
        case "key":
            output.with_name("environment").write_text(repr(dict(os.environ)))
    output.write_bytes(b"BLENDER-v500 and so on")
    answer.write_text(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[-1]))
