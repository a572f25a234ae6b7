# SPDX-License-Identifier: GPL-3.0-or-later
"""The script that finds what the artist may read, for tests that ask it."""

import importlib.util
from types import ModuleType

from .package import ROOT


def load_word_finder() -> ModuleType:
    """Return scripts/find_words.py as a module: it stands outside of every package."""
    spec = importlib.util.spec_from_file_location("find_words", ROOT / "scripts" / "find_words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
