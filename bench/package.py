# SPDX-License-Identifier: GPL-3.0-or-later
"""The checkout as the package `rodin_props`, whatever its folder is called."""

import importlib.util
import sys

from .laboratory import ROOT


def load_package() -> None:
    """Let `import_module("rodin_props.…")` work in this process."""
    spec = importlib.util.spec_from_file_location(
        "rodin_props", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    assert spec is not None
    sys.modules.setdefault("rodin_props", importlib.util.module_from_spec(spec))
