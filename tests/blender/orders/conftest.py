# SPDX-License-Identifier: GPL-3.0-or-later
"""Orders, and the functions that take them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import bpy
import pytest
from support.pictures import disc

Part = Callable[[str], ModuleType]


@pytest.fixture
def orders(online: Any, part: Part) -> Iterator[Any]:
    """What is done with orders, with the context given."""
    ordering, planning = part("session.orders.ordering"), part("session.orders.planning")
    waiting, results = part("session.orders.waiting"), part("session.orders.results")

    def wait(*jobs: Any) -> tuple[Any, ...]:
        for seen in waiting.watch(bpy.context, [job.id for job in jobs]):
            last = seen
        return last

    yield SimpleNamespace(
        Order=part("session.orders.order").Order,
        Size=part("scene.measure.size").Size,
        order=lambda *wanted, **more: ordering.order(bpy.context, wanted, **more),
        plan=lambda *wanted: planning.plan(bpy.context, wanted),
        price=lambda *wanted: planning.price(bpy.context, wanted),
        append=lambda job, **more: results.append_prop(bpy.context, job, **more),
        wait=wait,
        errors=part("session.orders.errors"),
    )
    bpy.context.preferences.addons["bl_ext.user_default.rodin_props"].preferences.script_credit_limit = 0.0


@pytest.fixture
def submissions(sandbox: Any) -> Callable[[], int]:
    """A function that says how many generations the service was sent."""
    return lambda: sum(each["path"].endswith("/rodin") for each in sandbox.record()["requests"])


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture file."""
    path = tmp_path / "red_jug.png"
    path.write_bytes(disc())
    return path


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A picture file that is cut short: its beginning does not tell."""
    path = tmp_path / "broken.png"
    path.write_bytes(disc()[:60])
    return path


@pytest.fixture
def unsent(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker is started, so that jobs stay in the queue."""
    monkeypatch.setattr(part("session.session").current(), "ensure_worker", lambda context: None)
