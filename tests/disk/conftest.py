# SPDX-License-Identifier: GPL-3.0-or-later
"""Time that passes by itself."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from rodin_props import disk


class Pauses(list[float]):
    """The pauses between tries, which take no time."""

    def __init__(self) -> None:
        super().__init__()
        self.on_pause: Callable[[], None] = lambda: None

    def sleep(self, seconds: float) -> None:
        self.append(seconds)
        self.on_pause()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Pauses:
    made = Pauses()
    monkeypatch.setattr(disk, "time", SimpleNamespace(sleep=made.sleep))
    return made
