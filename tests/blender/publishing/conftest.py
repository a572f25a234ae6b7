# SPDX-License-Identifier: GPL-3.0-or-later
"""An asset library with some props in it. Blender publishes libraries from 5.2 on; an older one says so."""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import bpy
import pytest
from kept_prop import KeptProp, keep

collect_ignore = (
    ["test_older_blender.py"] if bpy.app.version >= (5, 2, 0) else ["test_published.py", "test_interrupted.py"]
)

CHAIR = KeptProp(name="Wooden chair", prompt="a wooden chair", size=(0.4, 0.6, 1.2))
LAMP = KeptProp(name="Lämpchen №1", prompt="a small lamp", project="Room One/Lights", job_id="1a3b" * 8)
TABLE = KeptProp(name="Table", prompt="a long table", project="Hall", job_id="7ab1e000" * 4)
NAME = "Studio props"


@pytest.fixture
def library(addon: ModuleType, tmp_path: Path) -> Iterator[Path]:
    """The folder of a library with three props, which the preferences have."""
    folder = tmp_path / "kept props"
    for prop in (CHAIR, LAMP, TABLE):
        keep(prop, folder)
    libraries = bpy.context.preferences.filepaths.asset_libraries
    added = libraries.new(name=NAME, directory=str(folder))
    yield folder
    libraries.remove(added)
