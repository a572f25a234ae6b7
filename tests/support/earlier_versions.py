# SPDX-License-Identifier: GPL-3.0-or-later
"""What version 0.1.0 left on an artist's disk: its ledger and a .blend, made by that version against the sandbox.

The ledger knows four jobs: a stool and a variant of it, both in the scene; a table for the blockout “wooden_table”,
whose model is downloaded and not prepared; a vase that was cancelled. The .blend holds the stool with both variants,
the blockout, and the vase's placeholder; Blender 4.2 has saved it once more, so that every Blender can open it.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "0.1.0"
BLEND = FOLDER / "scene.blend"
STOOL, STOOL_VARIANT, TABLE, VASE = "c87d9ab41f86fe68", "19a171b31afaaef8", "108899d044f7015f", "e0fc3392ab1d1504"


def write_ledger(path: Path, *, extension: Path, python: str, account: str, base_url: str) -> None:
    """Write the ledger and the table's model as they were; the other jobs' folders are gone.

    :param extension: the folder of the add-on, which that version wrote into its jobs.
    """
    text = (FOLDER / "ledger.sql").read_text("utf-8")
    values = {"FOLDER": path.parent, "EXTENSION": extension, "PYTHON": python, "ACCOUNT": account, "URL": base_url}
    for name, value in values.items():
        text = text.replace(f"@{name}@", str(value))
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(text)
    table = path.parent / "jobs" / TABLE
    table.mkdir(parents=True)
    shutil.copy(FOLDER / "model.glb", table)
