# SPDX-License-Identifier: GPL-3.0-or-later
"""Appends data-blocks of a file with levels, without a trace of the file that they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import bpy

from ..errors import SceneError
from ..places import leaving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


class LevelsUnreadable(SceneError):
    """The file with the lighter levels of a prop is gone or broken."""

    sentence = "The file with the lighter levels cannot be read. They are made anew when you show one again."


def append(path: Path, kind: Literal["meshes", "images"], choose: Callable[[Iterable[str]], list[str]]) -> list[Any]:
    """Append some of the meshes or images of a file; they have no fake user.

    :param choose: says by their names which.
    :raises LevelsUnreadable: the file cannot be read.
    """
    libraries = set(bpy.data.libraries)
    try:
        with bpy.data.libraries.load(str(path), link=False) as (available, wanted):
            setattr(wanted, kind, choose(getattr(available, kind)))
    except OSError as error:
        raise LevelsUnreadable from error
    finally:
        leaving.leave(*(set(bpy.data.libraries) - libraries))
    found = [each for each in getattr(wanted, kind) if each is not None]
    for each in found:
        each.use_fake_user = False
    return found
