# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that panels show: looked up outside of drawing, since a disk or a network drive may be slow."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import bpy

if TYPE_CHECKING:
    from pathlib import Path

    from ..scene.images.small_picture import SmallPicture

_MOST_READ = 40
"""Small pictures that one look reads; the others come with the next."""


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
_pictures: dict[Path, SmallPicture | None] = {}
"""Those that somebody wants to draw next; not longer, since who drew them keeps them."""
_pictures_asked_for: dict[Path, None] = {}
_no_pictures: set[Path] = set()
"""Files that were read and hold none."""


def facts_of(path: Path) -> FileFacts:
    """Return what is known of a file, and have it looked up at the next look. In background mode, look at once."""
    if bpy.app.background:
        return look_up(path)
    _asked_for.add(path)
    return _known.get(path, _NOT_KNOWN)


def small_picture(path: Path) -> SmallPicture | None:
    """Return the small picture in a file, and have it read at the next look; None while it is not, or is none.

    In background mode, read it at once. For drawing it once: see ``ui.layouts.thumbnails``.
    """
    if bpy.app.background:
        picture = _read(path)
        if picture is None:
            _no_pictures.add(path)
        return picture
    if path not in _pictures and path not in _no_pictures:
        _pictures_asked_for[path] = None
    return _pictures.get(path)


def holds_no_picture(path: Path) -> bool:
    """Say whether a file was read for its small picture and holds none."""
    return path in _no_pictures


def look() -> bool:
    """Look up what was asked for since the last look; return whether anything is other than it was."""
    global _known, _pictures  # what the next drawing shows
    before = {path: _known.get(path, _NOT_KNOWN) for path in _asked_for}
    _known = {path: look_up(path) for path in _asked_for}
    _asked_for.clear()
    _pictures = {path: _read(path) for path in tuple(_pictures_asked_for)[:_MOST_READ]}
    for path in _pictures:
        del _pictures_asked_for[path]
    _no_pictures.update(path for path, picture in _pictures.items() if picture is None)
    return _known != before or bool(_pictures)


def has_unknown() -> bool:
    """Say whether a drawing asked for a file that was never looked up, or for a picture that was not read."""
    return bool(_pictures_asked_for) or not _asked_for <= _known.keys()


def look_up(path: Path) -> FileFacts:
    """Look a file up now. Not for drawing."""
    try:
        found = path.stat()
        return FileFacts(modified_ns=found.st_mtime_ns, size_bytes=found.st_size)
    except OSError:
        return FileFacts(is_there=False)


def _read(path: Path) -> SmallPicture | None:
    from ..scene.images.small_picture import read  # not before there is one

    return read(path)
