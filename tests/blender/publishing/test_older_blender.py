# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender before 5.2 knows no remote asset libraries."""

from pathlib import Path

import bpy
import pytest


def test_the_button_says_which_blender_it_needs(library: Path) -> None:
    with pytest.raises(RuntimeError, match=r"came with Blender 5\.2"):
        bpy.ops.rodin_props.publish_library()
    assert not list(library.glob("_*"))
