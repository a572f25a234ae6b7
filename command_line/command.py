# SPDX-License-Identifier: GPL-3.0-or-later
"""What a command is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from bpy.types import Context

    from .output.answer import Answer
    from .output.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a command works with."""

    context: Context
    said: argparse.Namespace
    """What was typed."""
    progress: Progress
    program: str
    """How the program is called, for sentences that say what to type next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command of the program."""

    name: str
    help: str
    """What it does, without a full stop."""
    costs: str = ""
    """What it costs, in a sentence."""
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Run], Answer]
    """Does it, and returns what came of it. It may raise RodinError and KeyboardInterrupt."""
