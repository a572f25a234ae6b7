# SPDX-License-Identifier: GPL-3.0-or-later
"""Which .blend jobs belong to that were asked for, or landed, before the open file had a name."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import bpy

from ...errors import RodinError
from .. import session

if TYPE_CHECKING:
    from collections.abc import Iterable

logger = logging.getLogger(__name__)

_nameless: set[str] = set()
"""Ids of jobs of the open file, which the ledger does not know by its name yet."""


def note(job_ids: Iterable[str]) -> None:
    """Note that jobs belong to the open file, of which the ledger was just told; main thread."""
    if not bpy.data.filepath:
        _nameless.update(job_ids)


def file_was_saved() -> None:
    """Tell the ledger the name of the open file, if it has one now. If that fails, the next time may be better."""
    if not _nameless or not bpy.data.filepath:
        return
    try:
        session.current().ledger.landings.name_file(_nameless, bpy.data.filepath)
    except RodinError as error:
        logger.warning("the ledger does not know the name of the file: %s", error.code)
    else:
        _nameless.clear()


def forget() -> None:
    """Forget the open file: another one is opened."""
    _nameless.clear()
