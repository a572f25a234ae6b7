# SPDX-License-Identifier: GPL-3.0-or-later
"""Profiles with the freshly built extension, and artists who use them. The Blender is the running Python's bpy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.extension_zip import build_zip
from torture.artist import Artist


@pytest.fixture(scope="session")
def profile(quick_sandbox: Any, tmp_path_factory: Any) -> Path:
    """A profile in which the extension is installed; artists get copies."""
    folder: Path = tmp_path_factory.mktemp("profile")
    (folder / "empty").mkdir()
    artist = Artist(folder / "installing", profile=folder / "empty", service=quick_sandbox)
    artist.play("install", zip=str(build_zip(folder / "zip")))
    return artist.profile


@pytest.fixture(scope="session")
def artist_at(profile: Path, quick_sandbox: Any, tmp_path_factory: Any) -> Callable[[str], Artist]:
    """A function that makes an artist with a name."""
    folder = tmp_path_factory.mktemp("artists")
    return lambda name: Artist(folder / name, profile=profile, service=quick_sandbox)
