# SPDX-License-Identifier: GPL-3.0-or-later
"""Loads the repository's root as the package `rodin_props`, whatever the folder is called."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def _load_package() -> None:
    spec = importlib.util.spec_from_file_location(
        "rodin_props", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules["rodin_props"] = package
    spec.loader.exec_module(package)


if "rodin_props" not in sys.modules:
    _load_package()


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root folder."""
    return ROOT
