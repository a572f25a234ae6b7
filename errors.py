# SPDX-License-Identifier: GPL-3.0-or-later
"""The base of all errors that the artist reads. Each layer has its own module of errors."""

from enum import StrEnum


class Remedy(StrEnum):
    """What helps, hence which button stands beside the sentence."""

    NONE = "NONE"
    SET_KEY = "SET_KEY"
    """Open the preferences: the key, the service address, the folder."""
    TOP_UP = "TOP_UP"
    TRY_AGAIN = "TRY_AGAIN"
    """Do the same once more; for a generation this may cost credits."""
    RESUME = "RESUME"
    """Go on with what has been paid for; free."""
    CHANGE_INPUT = "CHANGE_INPUT"
    CHANGE_OPTIONS = "CHANGE_OPTIONS"
    GO_ONLINE = "GO_ONLINE"
    FREE_DISK = "FREE_DISK"
    PLAN = "PLAN"
    INSTALL_REQUESTS = "INSTALL_REQUESTS"


class Stopped(Exception):
    """Somebody asked to stop: ends what is under way, without a message to the artist."""


class RodinError(Exception):
    """Base of all errors of this add-on; ``str()`` is what the artist reads: what happened, and what to do."""

    code: str = "ERROR"
    """Stable, for the ledger and for scripts."""
    remedy: Remedy = Remedy.NONE


def size(size_bytes: int) -> str:
    """Return a number of bytes as a text such as "9.4 MB"."""
    if size_bytes < 1_000:
        return "1 byte" if size_bytes == 1 else f"{size_bytes} bytes"
    for unit, factor in (("kB", 1_000), ("MB", 1_000_000)):
        if size_bytes < factor * 999.95:
            return f"{size_bytes / factor:.1f} {unit}"
    return f"{size_bytes / 1_000_000_000:.1f} GB"


def reason_of(error: OSError | RuntimeError) -> str:
    """Return why something could not be written, as a part of a sentence; Blender's own errors do not say."""
    return getattr(error, "strerror", None) or "the disk refused it"
