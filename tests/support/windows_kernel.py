# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows' part in child processes, imitated on Linux: job objects, memory, and the switches of a new process.

Its functions are called as those of a library are: by address, with the types that the caller declares. Handles do not
fit into 32 bits, as on Windows they need not.
"""

import contextlib
import ctypes
import itertools
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from support.process_state import runs

KILL_ON_CLOSE, BREAKAWAY_OK, DIE_ON_EXCEPTION, JOB_MEMORY, PRIORITY_CLASS = 0x2000, 0x800, 0x400, 0x200, 0x20
BELOW_NORMAL = 0x4000
_POINTER, _DWORD, _BOOL = ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int


@dataclass
class Job:
    """What the kernel knows of a job object."""

    pids: list[int] = field(default_factory=list)
    flags: int = 0
    priority_class: int = 0
    memory_bytes: int = 0


class _WindowsPopen(subprocess.Popen[bytes]):
    def __init__(self, *arguments: Any, creationflags: int = 0, **options: Any) -> None:
        self.creationflags = creationflags
        super().__init__(*arguments, start_new_session=True, **options)


class WindowsKernel:
    """A kernel32.dll whose processes are Linux' own."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.refuses_jobs = False
        self.physical_bytes = 16 << 30
        self.private_bytes = 100 << 20
        """Of any process."""
        self.mistakes: list[str] = []
        """What a caller did that Windows would not have."""
        self.ended_with: list[int] = []
        """Exit codes that jobs were ended with."""
        self._process_ended = False
        self._numbers = itertools.count(0x7FF0_0000_0004, 4)
        self._open: dict[int, Any] = {}
        self._callbacks: list[Any] = []
        self.CreateJobObjectW = self._function(self._create_job, _POINTER, _POINTER, ctypes.c_wchar_p)
        self.SetInformationJobObject = self._function(self._set_job, _BOOL, _POINTER, _BOOL, _POINTER, _DWORD)
        self.AssignProcessToJobObject = self._function(self._assign, _BOOL, _POINTER, _POINTER)
        self.TerminateJobObject = self._function(self._terminate_job, _BOOL, _POINTER, _DWORD)
        self.OpenProcess = self._function(self._open_process, _POINTER, _DWORD, _BOOL, _DWORD)
        self.CloseHandle = self._function(self._close, _BOOL, _POINTER)
        self.K32GetProcessMemoryInfo = self._function(self._memory_of, _BOOL, _POINTER, _POINTER, _DWORD)
        self.GlobalMemoryStatusEx = self._function(self._memory_status, _BOOL, _POINTER)

    def end_process_of_ours(self) -> None:
        """Close all handles, as the kernel does when the process that opened them ends, however it ends."""
        for handle in tuple(self._open):
            self._close(handle)
        self._process_ended = True

    @property
    def open_handles(self) -> int:
        """How many were not closed."""
        return len(self._open)

    def _function(self, run: Callable[..., int], *types: Any) -> Any:
        self._callbacks.append(ctypes.CFUNCTYPE(*types)(run))
        return ctypes.CDLL(None)._FuncPtr(ctypes.cast(self._callbacks[-1], _POINTER).value)

    def _new_handle(self, thing: Any) -> int:
        handle = next(self._numbers)
        self._open[handle] = thing
        return handle

    def _get(self, handle: int | None, kind: type) -> Any:
        thing = self._open.get(handle or 0)
        if not isinstance(thing, kind):
            self.mistakes.append(f"{handle} is no handle of a {kind.__name__}")
            return None
        return thing

    def _create_job(self, security: int | None, name: str | None) -> int:
        self.jobs.append(Job())
        return self._new_handle(self.jobs[-1])

    def _set_job(self, handle: int, information_class: int, address: int, size: int) -> int:
        job = self._get(handle, Job)
        if job is None or (information_class, size) != (9, 144):
            return 0
        limits = ctypes.string_at(address, size)
        (job.flags,) = struct.unpack_from("<I", limits, 16)
        (job.priority_class,) = struct.unpack_from("<I", limits, 56)
        (job.memory_bytes,) = struct.unpack_from("<Q", limits, 120)
        return 1

    def _open_process(self, access: int, inherit: int, pid: int) -> int:
        return self._new_handle((access, pid)) if runs(pid) else 0

    def _assign(self, job_handle: int, process_handle: int) -> int:
        job, process = self._get(job_handle, Job), self._get(process_handle, tuple)
        if self.refuses_jobs or job is None or process is None or process[0] & 0x101 != 0x101:
            return 0
        job.pids.append(process[1])
        return 1

    def _terminate_job(self, handle: int, exit_code: int) -> int:
        job = self._get(handle, Job)
        if job is None:
            return 0
        self.ended_with.append(exit_code)
        return self._kill(job)

    def _kill(self, job: Job) -> int:
        for pid in job.pids:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        return 1

    def _close(self, handle: int) -> int:
        if handle not in self._open:
            self.mistakes += [] if self._process_ended else [f"{handle} is closed already"]
            return 0
        thing = self._open.pop(handle)
        if isinstance(thing, Job) and thing.flags & KILL_ON_CLOSE:
            self._kill(thing)
        return 1

    def _memory_of(self, handle: int, address: int, size: int) -> int:
        process = self._get(handle, tuple)
        if process is None or size != 80 or process[0] & 0x1010 != 0x1010:
            return 0
        ctypes.memmove(address, struct.pack("<II9Q", size, 0, *range(8), self.private_bytes), size)
        return 1

    def _memory_status(self, address: int) -> int:
        if struct.unpack("<I", ctypes.string_at(address, 4)) != (64,):
            return 0
        ctypes.memmove(address, struct.pack("<II7Q", 64, 50, self.physical_bytes, *range(6)), 64)
        return 1


def pretend_windows(monkeypatch: pytest.MonkeyPatch) -> WindowsKernel:
    """Let this process believe that it runs on Windows, as far as child processes are concerned."""
    kernel = WindowsKernel()

    def load(name: str, **options: Any) -> WindowsKernel:
        assert name == "kernel32"
        return kernel

    monkeypatch.setattr(ctypes, "WinDLL", load, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 5, raising=False)
    monkeypatch.setattr(subprocess, "Popen", _WindowsPopen)
    monkeypatch.setattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0x200, raising=False)
    monkeypatch.setattr(subprocess, "CREATE_NO_WINDOW", 0x0800_0000, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    return kernel
