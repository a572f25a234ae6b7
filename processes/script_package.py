# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a script inside the add-on's folder import its neighbours in a process that does not have the add-on.

The script runs this file by `runpy`, as it cannot import it yet.
"""

import importlib
import importlib.util
import sys
from pathlib import Path

_NAME = "rodin_props"


def load_package(folder: Path) -> str:
    """Make the add-on a package, whatever its folder is called, without touching ``sys.path``.

    :param folder: one of the add-on's folders.
    :returns: the name under which that folder is a package now.
    """
    root = Path(__file__).resolve().parents[1]
    if _NAME not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            _NAME, root / "__init__.py", submodule_search_locations=[str(root)]
        )
        assert spec is not None
        assert spec.loader is not None
        sys.modules[_NAME] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    name = ".".join((_NAME, *folder.resolve().relative_to(root).parts))
    importlib.import_module(name)
    return name
