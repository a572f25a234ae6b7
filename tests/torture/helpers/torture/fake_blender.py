# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for the background Blender: well, or badly in the way its first argument says."""

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path


def main(mode: str, task_path: str) -> int:
    task = json.loads(Path(task_path).read_text("utf-8"))
    output = Path(task["output"])
    marker = output.with_name("crashed-once")
    match mode:
        case "slow":
            output.with_name("started").write_text(str(os.getpid()))
            time.sleep(1.0)
        case "hang":
            time.sleep(600)
        case "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "segfault-once":
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGSEGV)
        case "eat-memory":
            resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
            _hold = bytearray(2 << 30)
    output.write_bytes(b"BLENDER-v500 and so on")
    told = {"ok": True, "object": task["name"], "dimensions": [1, 2, 3], "triangles": 12, "blender_version": "5.0.1"}
    Path(task["result"]).write_text(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[-1]))
