# SPDX-License-Identifier: GPL-3.0-or-later
"""The environment of everything that is measured: a short list, so that a machine's settings change no number.

A machine may forbid bytecode, set another address of the service, or tell Python to optimise; an artist's does not.
"""

import os
from collections.abc import Mapping

KEPT = (
    *("PATH", "HOME", "USER", "LANG", "TMPDIR", "XDG_RUNTIME_DIR"),
    *("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),  # without which Windows starts nothing
)
"""What a program needs to start, and nothing that Python, Blender or the add-on would read."""


def child_environment(machine: Mapping[str, str] = os.environ, /, **own: str) -> dict[str, str]:
    """The environment of a child process: what is kept of the machine's, and what the measurement sets."""
    return {name: machine[name] for name in KEPT if name in machine} | own
