# SPDX-License-Identifier: GPL-3.0-or-later
"""The one library that this Blender is publishing, and which one an artist means. Main thread only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import bpy

from ...scene.errors import SceneError
from ...scene.publishing.publication import Publication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bpy.types import Context

    from ...scene.publishing.orders import PublishProgress

_running: Publication | None = None
_shown: PublishProgress | None = None


class NoSuchLibrary(SceneError):
    """A library that the preferences do not have, or that comes from a server itself."""

    sentence = "“{name}” is no folder of the asset libraries in the preferences. Choose another one, or add it there."


def local_libraries(context: Context) -> Sequence[Any]:
    """Return the asset libraries of the preferences that are folders of the artist's (`UserAssetLibrary`)."""
    return [
        each for each in context.preferences.filepaths.asset_libraries if not getattr(each, "use_remote_url", False)
    ]


def meant_library(context: Context) -> str:
    """Return the name of the library that the Asset Browser shows, or else of the one that the preferences show."""
    local = [each.name for each in local_libraries(context)]
    parameters = getattr(context.space_data, "params", None)
    shown = getattr(parameters, "asset_library_reference", "")
    if shown in local:
        return shown
    paths = context.preferences.filepaths
    chosen = [each.name for number, each in enumerate(paths.asset_libraries) if number == paths.active_asset_library]
    return next((name for name in (*chosen, *local) if name in local), "")


def begin(context: Context, library: str, *, publisher: str = "") -> Publication:
    """Begin to publish a library of the preferences under its own name.

    :raises NoSuchLibrary, PublishError:
    """
    global _running, _shown  # one for the whole process
    found = next((each for each in local_libraries(context) if each.name == library), None)
    if found is None:
        raise NoSuchLibrary(name=library)
    folder = Path(bpy.path.abspath(found.path))
    stop()
    _running = Publication(folder, name=library, title=library, publisher=publisher)
    _shown = None
    return _running


def running() -> Publication | None:
    """Return what is being published; None if nothing is."""
    return _running


def shown_progress() -> PublishProgress | None:
    """Return how far it was at the last look; None if nothing is known."""
    return _shown if _running is not None else None


def advance(*, remarks: list[str], warnings: list[str]) -> bool:
    """Look how far it is; return whether there is anything new to be shown.

    :param remarks: how it ended is added here,
    :param warnings: or here, if it failed.
    """
    global _shown  # see begin
    if _running is None:
        return False
    before, _shown = _shown, _running.progress()
    if not _running.poll():
        return _shown != before
    done = _running
    stop()
    if done.error is not None:
        warnings.append(str(done.error))
    else:
        remarks.append(done_sentence(done))
    return True


def done_sentence(done: Publication) -> str:
    """Return what is said of a library that was published."""
    assets = "1 asset" if done.assets == 1 else f"{done.assets:,} assets"
    return f"“{done.name}” is published: {assets}. Any web server that serves its folder serves it as a remote library."


def stop() -> None:
    """End it. The listing that was there stays."""
    global _running  # see begin
    if _running is not None:
        _running.cleanup()
        _running = None
