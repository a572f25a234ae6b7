# SPDX-License-Identifier: GPL-3.0-or-later
"""How much memory a process takes, with what the system has compressed or swapped out. Windows': test_windows.py."""

import ctypes
import os
import struct
import sys
from pathlib import Path
from typing import Any

import pytest
from rodin_props.processes import memory

STATUS = "Name:\tblender\nVmPeak:\t 9000000 kB\nVmRSS:\t    2048 kB\nVmSwap:\t   {swapped} kB\nThreads:\t8\n"


def test_the_memory_of_this_process_is_told() -> None:
    assert 5 << 20 < memory.used_bytes(os.getpid()) < 4 << 30


def test_that_of_no_process_is_none() -> None:
    assert memory.used_bytes(1 << 22) == 0


def test_what_linux_has_swapped_out_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_text

    def status(path: Path, *arguments: Any, **options: Any) -> str:
        if path == Path("/proc/17/status"):
            return STATUS.format(swapped=4096)
        return read(path, *arguments, **options)

    monkeypatch.setattr(Path, "read_text", status)
    assert memory.used_bytes(17) == 6 << 20


class MacOS:
    """The one function of its library that is asked, called as a library's is."""

    def __init__(self, library_type: Any) -> None:
        self.refuses = False
        self._callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p)(self._answer)
        address = ctypes.cast(self._callback, ctypes.c_void_p).value
        self.proc_pid_rusage = library_type(None)._FuncPtr(address)

    def _answer(self, pid: int, flavor: int, address: int) -> int:
        if self.refuses or flavor != 0:
            return -1
        wired, resident, footprint = 1 << 20, 50 << 20, 7 << 30
        ctypes.memmove(address, struct.pack("<16s10Q", b"", *range(5), wired, resident, footprint, 1, 2), 96)
        return 0


def test_what_macos_has_compressed_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    system = MacOS(ctypes.CDLL)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: system)
    assert memory.used_bytes(os.getpid()) == 7 << 30
    assert memory.MemoryWatch(os.getpid(), bound=6 << 30).exceeded()
    system.refuses = True
    assert memory.used_bytes(os.getpid()) == 0
