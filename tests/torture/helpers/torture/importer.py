# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows models to Blender's importer in child processes, and survives what they do to it."""

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from torture import prepare_many

PATIENCE_SECONDS = 25.0
_STARTING_SECONDS = 60.0


def prepare_all(models: Sequence[Path], convert: Path, log: Path) -> dict[Path, dict[str, Any] | str]:
    """Prepare models; each ends as the answer of convert.py, or as "crashed" or "too slow"."""
    found: dict[Path, dict[str, Any] | str] = {}
    left = list(models)
    while left:
        command = [sys.executable, "-I", prepare_many.__file__, str(convert), *map(str, left)]
        with log.open("ab") as output, subprocess.Popen(command, stdout=output, stderr=output) as child:
            verdict = _watch(child, left)
            child.kill()
        done = [model for model in left if (answer := _answer(model)) is not None and _keep(found, model, answer)]
        left = [model for model in left if model not in done]
        if left and verdict:
            found[left.pop(0)] = verdict
    return found


def _watch(child: "subprocess.Popen[bytes]", models: Sequence[Path]) -> str:
    """Wait for the end of the child, or of our patience with one model. Returns what was wrong."""
    count, since, patience = -1, time.monotonic(), _STARTING_SECONDS
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return "" if child.wait(0.1) == 0 else "crashed"
        now_done = sum(_answer(model) is not None for model in models)
        begun = any(model.with_suffix(".begun").exists() for model in models)
        if now_done != count:
            count, since = now_done, time.monotonic()
        if time.monotonic() - since > (PATIENCE_SECONDS if begun else patience):
            return "too slow"


def _answer(model: Path) -> dict[str, Any] | None:
    path = Path(f"{model}.json")
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def _keep(found: dict[Path, dict[str, Any] | str], model: Path, answer: dict[str, Any]) -> bool:
    found[model] = answer
    return True
