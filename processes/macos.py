# SPDX-License-Identifier: GPL-3.0-or-later
"""How much memory macOS says that a process takes."""

import ctypes

_RUSAGE_INFO_V0 = 0


class _Usage(ctypes.Structure):
    """The system's ``rusage_info_v0``."""

    _fields_ = [
        ("uuid", ctypes.c_uint8 * 16),
        ("times_and_counts", ctypes.c_uint64 * 5),
        ("wired", ctypes.c_uint64),
        ("resident", ctypes.c_uint64),
        ("footprint", ctypes.c_uint64),
        ("started_and_ended", ctypes.c_uint64 * 2),
    ]


def footprint_bytes(pid: int) -> int:
    """Return what Activity Monitor calls a process's memory, which counts what the system has compressed.

    :raises OSError: if the system does not say.
    """
    try:
        ask = ctypes.CDLL(None).proc_pid_rusage
    except AttributeError as error:
        raise OSError("not macOS") from error
    ask.restype, ask.argtypes = ctypes.c_int, (ctypes.c_int, ctypes.c_int, ctypes.c_void_p)
    usage = _Usage()
    if ask(pid, _RUSAGE_INFO_V0, ctypes.byref(usage)) != 0:
        raise OSError("refused by macOS")
    return int(usage.footprint)
