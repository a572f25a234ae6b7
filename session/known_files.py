# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that panels show: looked up outside of drawing, since a disk or a network drive may be slow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import bpy

if TYPE_CHECKING:
    from pathlib import Path


class FileFacts(NamedTuple):
    """What was found of a file."""

    is_there: bool = True
    """Also while nothing is known yet."""
    modified_ns: int | None = None
    """When it was last written; None if it is not there, or nothing is known yet."""
    size_bytes: int = 0


_NOT_KNOWN = FileFacts()
_known: dict[Path, FileFacts] = {}
_asked_for: set[Path] = set()


def facts_of(path: Path) -> FileFacts:
    """Return what is known of a file, and have it looked up at the next look. In background mode, look at once."""
    if bpy.app.background:
        return look_up(path)
    _asked_for.add(path)
    return _known.get(path, _NOT_KNOWN)


def look() -> bool:
    """Look up what was asked for since the last look; return whether anything is other than it was."""
    global _known  # what the next drawing shows
    before = {path: _known.get(path, _NOT_KNOWN) for path in _asked_for}
    _known = {path: look_up(path) for path in _asked_for}
    _asked_for.clear()
    return _known != before


def has_unknown() -> bool:
    """Say whether a drawing asked for a file that was never looked up."""
    return not _asked_for <= _known.keys()


def look_up(path: Path) -> FileFacts:
    """Look a file up now. Not for drawing."""
    try:
        found = path.stat()
        return FileFacts(modified_ns=found.st_mtime_ns, size_bytes=found.st_size)
    except OSError:
        return FileFacts(is_there=False)
