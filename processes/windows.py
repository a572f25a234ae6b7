# SPDX-License-Identifier: GPL-3.0-or-later
"""What Windows' kernel does for child processes: ends them together, bounds their memory, says how much they take.

Elsewhere each function raises OSError.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from typing import Any

TERMINATED_EXIT_CODE = 9
"""Of a process that was ended with its job; neither Blender nor Python ends with it."""

_LIMIT_PRIORITY_CLASS = 0x0020
_LIMIT_JOB_MEMORY = 0x0200
_LIMIT_DIE_ON_UNHANDLED_EXCEPTION = 0x0400
_LIMIT_BREAKAWAY_OK = 0x0800
_LIMIT_KILL_ON_JOB_CLOSE = 0x2000
_BELOW_NORMAL_PRIORITY = 0x4000
_EXTENDED_LIMIT_INFORMATION = 9
_PROCESS_TERMINATE = 0x0001
_PROCESS_VM_READ = 0x0010
_PROCESS_SET_QUOTA = 0x0100
_PROCESS_QUERY_LIMITED_INFORMATION = 0x1000


class _BasicLimits(ctypes.Structure):
    _fields_ = [
        ("process_user_time", ctypes.c_int64),
        ("job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    ]


class _ExtendedLimits(ctypes.Structure):
    _fields_ = [
        ("basic", _BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    ]


class _MemoryCounters(ctypes.Structure):
    _fields_ = [
        ("size", ctypes.c_uint32),
        ("page_faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        ("working_set", ctypes.c_size_t),
        ("pools", ctypes.c_size_t * 4),
        ("page_file", ctypes.c_size_t),
        ("peak_page_file", ctypes.c_size_t),
        ("private", ctypes.c_size_t),
    ]


class _MemoryStatus(ctypes.Structure):
    _fields_ = [
        ("size", ctypes.c_uint32),
        ("load_percent", ctypes.c_uint32),
        ("physical", ctypes.c_uint64),
        ("others", ctypes.c_uint64 * 6),
    ]


_FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "CreateJobObjectW": (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_wchar_p),
    "SetInformationJobObject": (ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32),
    "AssignProcessToJobObject": (ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p),
    "TerminateJobObject": (ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32),
    "OpenProcess": (ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint32),
    "CloseHandle": (ctypes.c_int, ctypes.c_void_p),
    "K32GetProcessMemoryInfo": (ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32),
    "GlobalMemoryStatusEx": (ctypes.c_int, ctypes.c_void_p),
}
"""Name -> type of the result, types of the arguments. Without them a handle would be cut to 32 bits."""


def _kernel32() -> Any:
    if sys.platform != "win32":
        raise OSError("not Windows")
    library = ctypes.WinDLL("kernel32", use_last_error=True)
    for name, (result, *arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


class Job:
    """A job object: processes that are ended together, run after what the artist does, and may take so much memory.

    Processes that ask to leave the job may do so: Blender starts those that compile its shaders in that way, and ends
    them itself. One that crashes ends at once, without a window that waits for somebody.

    :param memory_bytes: of all its processes together; a request for more is refused.
    :param ends_with_us: the kernel ends the processes when this object or this process ends.
    :raises OSError: if the system refuses.
    """

    def __init__(self, *, memory_bytes: int, ends_with_us: bool) -> None:
        self._handle: int | None = None
        self._kernel32 = _kernel32()
        self._handle = _checked(self._kernel32.CreateJobObjectW(None, None))
        limits = _ExtendedLimits(job_memory=memory_bytes)
        limits.basic.flags = (
            _LIMIT_PRIORITY_CLASS | _LIMIT_JOB_MEMORY | _LIMIT_DIE_ON_UNHANDLED_EXCEPTION | _LIMIT_BREAKAWAY_OK
        )
        if ends_with_us:
            limits.basic.flags |= _LIMIT_KILL_ON_JOB_CLOSE
        limits.basic.priority_class = _BELOW_NORMAL_PRIORITY
        size = ctypes.sizeof(limits)
        _checked(
            self._kernel32.SetInformationJobObject(
                self._handle, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), size
            )
        )

    def add(self, pid: int) -> None:
        """Put a process into the job; what it starts from then on is in it, too. :raises OSError: if it is refused."""
        process = _checked(self._kernel32.OpenProcess(_PROCESS_SET_QUOTA | _PROCESS_TERMINATE, 0, pid))
        try:
            _checked(self._kernel32.AssignProcessToJobObject(self._handle, process))
        finally:
            self._kernel32.CloseHandle(process)

    def end(self) -> None:
        """End all processes of the job, at once."""
        if self._handle is not None:
            self._kernel32.TerminateJobObject(self._handle, TERMINATED_EXIT_CODE)
            self._close()

    def _close(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            self._kernel32.CloseHandle(handle)

    def __del__(self) -> None:
        """Let go of the job, which ends what is in it if it ends with us."""
        with contextlib.suppress(Exception):  # at Python's own end anything may be gone
            self._close()


def private_bytes(pid: int) -> int:
    """Return how much memory is committed to a process alone, also what is compressed or in the page file.

    :raises OSError: if the system does not say.
    """
    kernel32 = _kernel32()
    process = _checked(kernel32.OpenProcess(_PROCESS_QUERY_LIMITED_INFORMATION | _PROCESS_VM_READ, 0, pid))
    try:
        counters = _MemoryCounters(size=ctypes.sizeof(_MemoryCounters))
        _checked(kernel32.K32GetProcessMemoryInfo(process, ctypes.byref(counters), counters.size))
    finally:
        kernel32.CloseHandle(process)
    return int(counters.private)


def physical_bytes() -> int:
    """Return how much memory the machine has. :raises OSError: if the system does not say."""
    status = _MemoryStatus(size=ctypes.sizeof(_MemoryStatus))
    _checked(_kernel32().GlobalMemoryStatusEx(ctypes.byref(status)))
    return int(status.physical)


def _checked(answer: int | None) -> int:
    """Return what a function of the system answered. :raises OSError: for its “no”."""
    if answer:
        return answer
    code = 0
    if sys.platform == "win32":
        code = ctypes.get_last_error()
    raise OSError(f"Windows refuses it with error {code}")
