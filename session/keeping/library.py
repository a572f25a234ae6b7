# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder that props are kept in, and what Blender knows of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from .. import addon
from ..choices import Keep

if TYPE_CHECKING:
    from bpy.types import Context

DEFAULT_NAME = "Rodin Props"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The library that the artist chose."""

    folder: Path
    name: str


def choice(context: Context) -> Keep:
    """Return where new props are kept. Cheap: for drawing."""
    return Keep[addon.preferences(context).keep]


def chosen(context: Context) -> Library | None:
    """Return the library that was chosen; None if none was. Cheap: for drawing."""
    preferences = addon.preferences(context)
    if not preferences.library_folder:
        return None
    folder = Path(bpy.path.abspath(preferences.library_folder))
    return Library(folder=folder, name=preferences.library_name or folder.name)


def name_of(folder: Path) -> str:
    """Return what the artist calls a library; the name of its folder if it is not the chosen one any more."""
    library = chosen(bpy.context)
    return library.name if library is not None and library.folder == folder else folder.name


def suggested_folder() -> Path:
    """Return a folder for a first library: beside Blender's own."""
    libraries = bpy.context.preferences.filepaths.asset_libraries
    beside = next((Path(each.path).parent for each in libraries if each.path), Path.home() / "Documents" / "Blender")
    return beside / DEFAULT_NAME


def choose(context: Context, folder: Path, name: str) -> Library:
    """Make a folder the library, and register it with Blender under a name, unless it is registered already.

    The artist was asked.

    :raises LibraryNotWritable: the folder is not there and cannot be made.
    """
    from ...jobs.library.errors import LibraryNotWritable

    folder = folder.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryNotWritable(folder.name) from error
    known = _registered(context, folder)
    if known is None:
        known = context.preferences.filepaths.asset_libraries.new(name=name or DEFAULT_NAME, directory=str(folder))
        _let_append(known)
    preferences = addon.preferences(context)
    preferences.library_folder, preferences.library_name = str(folder), known.name
    context.preferences.is_dirty = True  # Blender saves them by itself then
    return Library(folder=folder, name=known.name)


def _let_append(library: Any) -> None:
    """Let what is dragged in belong to the artist's file; copies share their data where this Blender can do that."""
    for method in ("APPEND_REUSE", "APPEND"):
        with suppress(TypeError):  # from 5.0 on it does not offer the first to libraries
            library.import_method = method
            return


def _registered(context: Context, folder: Path) -> Any:
    """Return Blender's own entry of a folder; None if there is none."""
    resolved = folder.resolve()
    for each in context.preferences.filepaths.asset_libraries:
        if each.path and Path(bpy.path.abspath(each.path)).resolve() == resolved:
            return each
    return None
