# SPDX-License-Identifier: GPL-3.0-or-later
"""The real preparation in a real Blender, with an importer that misbehaves.

python bad_convert.py CONVERT sleep|spin|eat -- TASK
"""

import importlib
import re
import runpy
import sys
import time
from pathlib import Path
from typing import Any


def sleep(path: Path) -> None:
    """Wait for something that never comes."""
    time.sleep(600)


def spin(path: Path) -> None:
    """Hang inside a library: no other thread of Python's gets its turn."""
    re.fullmatch(r"(?:a|aa)+b?", "a" * 60 + "c")


def eat(path: Path) -> None:
    """Take more and more memory."""
    held: list[Any] = []
    while True:
        held.append(bytearray(b"x" * (16 << 20)))
        time.sleep(0.01)


def main(script: str, mode: str, task_path: str) -> int:
    folder = Path(script).parent
    load_package = runpy.run_path(str(folder.parents[1] / "processes" / "script_package.py"))["load_package"]
    convert = importlib.import_module(f"{load_package(folder)}.convert")

    def misbehave(path: Path) -> None:
        Path(task_path).with_name("importing").touch()
        {"sleep": sleep, "spin": spin, "eat": eat}[mode](path)

    convert.gltf.import_glb = misbehave
    return 0 if convert.run(Path(task_path)) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[-1]))
