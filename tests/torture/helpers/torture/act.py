# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for Blender's own process where that writes the ledger: adds, cancels, lands or removes a job.

python act.py ROOT FOLDER BASE_URL KEY add PROMPT
python act.py ROOT FOLDER BASE_URL KEY cancel|import|remove|retry JOB
"""

import importlib.util
import sys
from pathlib import Path


def main(root: str, folder: str, base_url: str, key: str, what: str, argument: str) -> None:
    spec = importlib.util.spec_from_file_location(
        "rodin_props", Path(root) / "__init__.py", submodule_search_locations=[root]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["rodin_props"] = package
    spec.loader.exec_module(package)
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from torture.desk import Desk

    desk = Desk(Path(folder), base_url=base_url, key=key)
    match what:
        case "add":
            desk.add(argument)
        case "cancel":
            desk.ledger.cancel(argument)
        case "import":
            desk.ledger.move(argument, "IMPORTED")
            desk.ledger.landings.add(argument, "/somewhere.blend")
        case "remove":
            desk.ledger.remove(argument)
        case "retry":
            desk.ledger.retry(argument)


if __name__ == "__main__":
    main(*sys.argv[1:])
