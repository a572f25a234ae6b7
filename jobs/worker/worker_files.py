# SPDX-License-Identifier: GPL-3.0-or-later
"""What workers leave beside the ledger: what they print, and who they are."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from ...processes import children
from ..accounts import worker_lock_path
from ..locks import holder

_OUTPUT_BYTES = 256 << 10


@contextlib.contextmanager
def open_output(ledger_path: Path, account: str) -> Iterator[IO[bytes]]:
    """Open the file that takes what a worker prints, which is nothing unless it cannot even begin.

    :raises OSError: it cannot be opened.
    """
    path = ledger_path.with_name(f"worker-{account}.out")
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    if path.exists() and path.stat().st_size > _OUTPUT_BYTES:
        flags |= os.O_TRUNC
    with os.fdopen(os.open(path, flags, 0o600), "ab") as file:
        yield file


def pid_of_worker(ledger_path: Path, account: str) -> int | None:
    """Return the process id of a worker that any Blender started; None if it may be somebody else's by now.

    The ledger may be on a drive that several computers share, and a process id may be used again.
    """
    found = holder(worker_lock_path(ledger_path, account))
    if found is None or not found.is_near:
        return None
    command = children.command_of(found.pid)
    return found.pid if str(ledger_path) in command and account in command else None
