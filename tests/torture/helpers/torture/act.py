# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for Blender's own process where that writes the ledger: adds, cancels, lands or removes a job.

python act.py ROOT FOLDER BASE_URL KEY add KIND:PROMPT
python act.py ROOT FOLDER BASE_URL KEY cancel|import|remove|retry JOB
"""

import runpy
import sys
from pathlib import Path


def main(root: str, folder: str, base_url: str, key: str, what: str, argument: str) -> None:
    runpy.run_path(f"{root}/processes/script_package.py")["load_package"](Path(root))
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(root) / "tests")]
    from rodin_props.jobs.work import Kind

    from torture.desk import Desk

    desk = Desk(Path(folder), base_url=base_url, key=key)
    match what:
        case "add":
            kind, _, prompt = argument.partition(":")
            desk.add(prompt, Kind(kind))
        case "cancel":
            desk.ledger.cancel(argument)
        case "import":
            desk.ledger.landings.note([argument], "/somewhere.blend")
        case "remove":
            desk.ledger.remove(argument)
        case "retry":
            desk.ledger.retry(argument)


if __name__ == "__main__":
    main(*sys.argv[1:])
