# SPDX-License-Identifier: GPL-3.0-or-later
"""What Linux says of processes, also of those that are not ours."""

import os
from pathlib import Path

from rodin_props.processes.children import command_of

from .waiting import wait_until


def state_of(pid: int) -> str:
    """The kernel's letter for it, such as T for one that stands still and Z for a zombie; “gone” if it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "gone"


def runs(pid: int) -> bool:
    """Whether it is there and is no zombie."""
    return state_of(pid) not in {"gone", "Z"}


def processor_seconds(pid: int) -> float:
    """What it has used of the processor, all its threads together; 0 if it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def environment_of(pid: int) -> str:
    """The environment that it was started with, as one text."""

    def read() -> str:
        return Path(f"/proc/{pid}/environ").read_text(errors="replace")

    # Linux says that the program has begun a moment before its environment can be read.
    wait_until(lambda: "PATH=" in read(), what=f"the environment of {pid}")
    return read()


def pids_of(*words: str) -> list[int]:
    """The processes, but this one, whose command lines hold all these words."""
    pids = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if pid != os.getpid() and all(word in command_of(pid) for word in words)]
