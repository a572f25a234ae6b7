# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogs, and what the code says."""

from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from rodin_props.languages.catalog import catalog_names, catalog_path, read_catalog
from support.word_finder import load_word_finder


@pytest.fixture(scope="session")
def finder() -> ModuleType:
    """The script that finds what the artist may read."""
    return load_word_finder()


@pytest.fixture(scope="session")
def words(root: Path, finder: ModuleType) -> Mapping[str, Any]:
    """All texts of the code that the artist may read."""
    found: Mapping[str, Any] = finder.shown_words(root)
    return found


@pytest.fixture(params=catalog_names())
def locale(request: pytest.FixtureRequest) -> str:
    """Each language, by Blender's name."""
    name: str = request.param
    return name


@pytest.fixture
def catalog(locale: str) -> Mapping[str, str]:
    """Its catalog."""
    return read_catalog(catalog_path(locale))
