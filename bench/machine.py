# SPDX-License-Identifier: GPL-3.0-or-later
"""The machine that was measured on: what makes numbers comparable, and neither its name nor its folders."""

import os
import platform
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where it was measured, in words."""

    processor: str
    cores: int
    memory_gigabytes: int
    system: str
    load_at_start: float
    """Processes that wanted a core, on average of the minute before; above `cores`, times tell of the others too."""
    load_at_end: float = 0.0
    blender: str = ""
    python: str = ""
    graphics: str = ""


def this_machine() -> Machine:
    """Look at the machine, before anything is measured."""
    return Machine(
        processor=_first_value("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        cores=os.cpu_count() or 1,
        memory_gigabytes=round(int(_first_value("/proc/meminfo", "MemTotal").split()[0] or 0) / 1024**2),
        system=f"{platform.system()} {platform.release().split('-')[0]}, {platform.machine()}",
        load_at_start=load(),
    )


def load() -> float:
    """Processes that want a core, on average of the last minute; 0 where nobody counts them."""
    return round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else 0.0


def _first_value(path: str, key: str) -> str:
    """What a file of the kernel says; “0” where there is none."""
    if not Path(path).exists():
        return "0" if key == "MemTotal" else ""
    lines = Path(path).read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "0")
