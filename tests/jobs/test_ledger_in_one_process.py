# SPDX-License-Identifier: GPL-3.0-or-later
"""Several looks at one ledger from one process (panel, supervisor, monitor) must not loosen each other's locks."""

import subprocess
import sys
from pathlib import Path

from rodin_props.jobs.ledger.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]

_OTHER_PROCESS = """
import importlib.util, pathlib, sys
root, ledger = sys.argv[1:]
spec = importlib.util.spec_from_file_location("rodin_props", root + "/__init__.py", submodule_search_locations=[root])
package = importlib.util.module_from_spec(spec)
sys.modules["rodin_props"] = package
spec.loader.exec_module(package)
from rodin_props.jobs.ledger.ledger import Ledger
other = Ledger.open(pathlib.Path(ledger))
other.notices.add("from another process")
other.close()
"""


def test_a_second_look_does_not_cut_the_first_one_off(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    first = Ledger.open(path)
    first.notices.add("one")
    Ledger.open(path).close()
    for _ in range(2):
        # The other process closes as the last one unless our locks still stand.
        subprocess.run([sys.executable, "-c", _OTHER_PROCESS, str(ROOT), str(path)], check=True, timeout=60)
    first.notices.add("two")
    expected = ("one", "from another process", "from another process", "two")
    assert first.notices.all() == expected
    again = Ledger.open(path)
    assert again.notices.all() == expected
    again.close()
    first.close()
