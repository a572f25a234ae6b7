# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the background Blender that prepares a model, as the worker does."""

import json
import subprocess
from pathlib import Path
from typing import Any


def prepare(command: tuple[str, ...], model: Path, **request: Any) -> dict[str, Any]:
    """Prepare `model` into `prepared.blend` beside it, and return the answer."""
    result = model.with_name("result.json")
    values = {"model": str(model), "output": str(model.with_name("prepared.blend")), "result": str(result)}
    values |= {"name": "Chair", "size_meters": 0.9, "size_axis": "HEIGHT"} | request
    request_path = model.with_name("request.json")
    request_path.write_text(json.dumps(values), encoding="utf-8")
    done = subprocess.run([*command, str(request_path)], capture_output=True, text=True, timeout=300)
    assert result.is_file(), done.stdout + done.stderr
    answer: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    assert done.returncode == (0 if answer["ok"] else 1), done.stdout + done.stderr
    return answer
