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

from support.process_state import processor_seconds

from torture import prepare_many

PATIENCE_SECONDS = 25.0
"""Of the processor with one model: how busy the machine is must not decide."""
_STARTING_SECONDS = 60.0
_STANDSTILL_SECONDS = 300.0
"""By the clock, for what waits and does nothing."""


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
    count, since, used_before = -1, time.monotonic(), 0.0
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return "" if child.wait(0.1) == 0 else "crashed"
        now_done = sum(_answer(model) is not None for model in models)
        begun = any(model.with_suffix(".begun").exists() for model in models)
        used = processor_seconds(child.pid)
        if now_done != count:
            count, since, used_before = now_done, time.monotonic(), used
        if used - used_before > (PATIENCE_SECONDS if begun else _STARTING_SECONDS):
            return "too slow"
        if time.monotonic() - since > _STANDSTILL_SECONDS:
            return "too slow"


def _answer(model: Path) -> dict[str, Any] | None:
    path = Path(f"{model}.json")
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def _keep(found: dict[Path, dict[str, Any] | str], model: Path, answer: dict[str, Any]) -> bool:
    found[model] = answer
    return True
