# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist set in Blender holds for `python -m`, too: their limit, their key, their library."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import bpy
import pytest

Shell = Any

_SET_UP = """
bpy.ops.extensions.package_install_files(filepath=sys.argv[1], repo="user_default", enable_on_install=True)
preferences = bpy.context.preferences.addons["bl_ext.user_default.rodin_props"].preferences
preferences.daily_credit_limit = 0.6
preferences.library_folder = sys.argv[2]
preferences.poll_interval_seconds = 1
bpy.ops.wm.save_userpref()
"""


@pytest.mark.long
def test_the_limit_and_the_library_of_the_preferences_hold(
    shell: Shell, zip_path: Path, tmp_path: Path, sandbox: Any, in_blender: Callable[..., str]
) -> None:
    folder = tmp_path / "our props"
    folder.mkdir()
    in_blender(_SET_UP, zip_path, folder)
    if bpy.app.version < (4, 5, 0):  # it cannot read them, and spends nothing then
        refused = shell.words("generate", "--text", "a stool")
        assert refused.code == 1
        assert "BLENDER_USER_RESOURCES" in refused.errors
        assert sandbox.record()["requests"] == []
        return
    (job,) = shell.json("generate", "--text", "a stool")["jobs"]
    answer = shell.json("generate", "--text", "a mug", code=4)
    assert answer["trouble"]["code"] == "DAILY_LIMIT"
    assert len(sandbox.record()["submissions"]) == 1
    (prop,) = shell.json("library", "keep", job["id"])["props"]
    assert Path(prop["path"]).is_relative_to(folder)
