# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists, and what has them made."""

from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from support.pictures import disc

Part = Callable[[str], ModuleType]


@pytest.fixture
def batches(online: Any, part: Part) -> Any:
    """What is done with lists, with the context given."""
    batch, make = part("session.batches.batch"), part("session.batches.make")

    def made(path: Path, *style: Any, **more: Any) -> tuple[Any, ...]:
        for outcomes in make.make(bpy.context, batch.look_at(bpy.context, path, *style), **more):
            last = outcomes
        return last

    return SimpleNamespace(
        look_at=lambda path, *style: batch.look_at(bpy.context, path, *style),
        begin=lambda looked_at, **more: make.make(bpy.context, looked_at, **more),
        make=made,
        style=lambda **said: part("jobs.batches.style").style_of(said, folder=Path(), name="style"),
        refused=part("jobs.batches.problems").ListRefused,
        errors=part("session.orders.errors"),
    )


@pytest.fixture
def write_list(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a list beside a picture, and gives its path."""
    (tmp_path / "red_jug.png").write_bytes(disc())
    (tmp_path / "broken.png").write_bytes(disc()[:60])

    def write(*lines: str, name: str = "street.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write


@pytest.fixture
def sent(sandbox: Any) -> Callable[[], list[str]]:
    """A function that gives the prompts of what the service charged for, "" for a picture alone."""

    def prompts() -> list[str]:
        fields = [each["fields"].get("prompt", "") for each in sandbox.record()["submissions"]]
        return sorted(each[0] if isinstance(each, list) else each for each in fields)

    return prompts
