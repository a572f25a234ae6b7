# SPDX-License-Identifier: GPL-3.0-or-later
"""Several processes use one ledger at once, and several looks from one process do not loosen each other's locks.

In Blender's process the panel, the supervisor and the monitor look.
"""

import subprocess
from pathlib import Path

from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from support.package import command_with_package

_OTHER_PROCESS = """
import sys
from pathlib import Path
from rodin_props.jobs.ledger.ledger import Ledger
other = Ledger.open(Path(sys.argv[1]))
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
        subprocess.run(command_with_package(_OTHER_PROCESS, str(path)), check=True, timeout=60)
    first.notices.add("two")
    expected = ("one", "from another process", "from another process", "two")
    assert first.notices.all() == expected
    again = Ledger.open(path)
    assert again.notices.all() == expected
    again.close()
    first.close()


_CROWD = """
import sys
from pathlib import Path
path, name = sys.argv[1:]
from rodin_props.jobs.files import make_job_folder
from rodin_props.jobs.job import NewJob
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.target import Target
from rodin_props.jobs.states import State
ledger = Ledger.open(Path(path))
for number in range(25):
    folder = make_job_folder(Path(path).parent / "jobs")
    job = ledger.add(NewJob(account=name, base_url="b", name=str(number), source="TEXT", folder=folder))
    ledger.move(job.id, State.SUBMITTING, durable=True)
    ledger.update(job.id, bytes_done=number)
    ledger.move(job.id, State.UNCERTAIN)
"""


def test_several_processes_make_and_use_one_ledger_at_once(ledger_path: Path) -> None:
    crowd = [
        subprocess.Popen(command_with_package(_CROWD, str(ledger_path), f"account{number}")) for number in range(6)
    ]
    assert [process.wait(60) for process in crowd] == [0] * 6
    ledger = Ledger.open(ledger_path)
    jobs = ledger.jobs()
    assert len(jobs) == 150
    assert {job.state for job in jobs} == {State.UNCERTAIN}
    for number in range(6):
        names = [job.name for job in reversed(jobs) if job.account == f"account{number}"]
        assert names == [str(each) for each in range(25)]
    assert ledger.notices.all() == ()
    ledger.close()
