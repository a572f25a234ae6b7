# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for the background Blender: well, or badly in the way its first argument says."""

import json
import os
import signal
import sys
import time
from pathlib import Path


def main(mode: str, task_path: str) -> int:
    task = json.loads(Path(task_path).read_text("utf-8"))
    result = {
        "ok": True,
        "object": task["name"],
        "dimensions": [1.0, 2.0, task.get("size_meters", 3.0)],
        "triangles": 12,
        "blender_version": "5.0.1",
    }
    match mode:
        case "hang":
            Path(task["output"]).with_name("hanging").write_text(str(os.getpid()))
            time.sleep(600)
        case "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        case "fail":
            result = {"ok": False, "error": "the importer did not like it"}
        case "mute":
            return 0
        case "nothing":
            Path(task["result"]).write_text(json.dumps(result))
            return 0
        case "nonsense":
            Path(task["result"]).write_text("[" * 100_000)
            return 0
        case "chatter":
            for _ in range(64):
                sys.stdout.write("x" * 65_536)
        case "key":
            Path(task["output"]).with_name("environment").write_text(repr(dict(os.environ)))
    Path(task["output"]).write_bytes(b"BLENDER-v500 and so on")
    Path(task["result"]).write_text(json.dumps(result))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[-1]))
