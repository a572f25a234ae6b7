# SPDX-License-Identifier: GPL-3.0-or-later
"""Prepares models one after another in one background Blender, as convert.py does each.

python prepare_many.py CONVERT MODEL...     writes MODEL.json beside each when it is done with it
"""

import importlib
import json
import resource
import runpy
import sys
from pathlib import Path

MEMORY_BYTES = 6 << 30


def main(script: str, *models: str) -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder = Path(script).parent
    load_package = runpy.run_path(str(folder.parents[1] / "processes" / "script_package.py"))["load_package"]
    convert = importlib.import_module(f"{load_package(folder)}.convert")
    for model in map(Path, models):
        request = model.with_suffix(".request")
        task = {"model": str(model), "output": f"{model}.blend", "result": f"{model}.json", "name": "Chair"}
        request.write_text(json.dumps(task))
        model.with_suffix(".begun").touch()
        convert.run(request)


if __name__ == "__main__":
    main(*sys.argv[1:])
