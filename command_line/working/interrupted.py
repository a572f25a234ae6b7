# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl+C while something is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..output.answer import Answer


class Interrupted(Exception):
    """Somebody has interrupted a command whose work goes on. :param answer: says how to go on."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer
