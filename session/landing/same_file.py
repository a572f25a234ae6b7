# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether two paths name one file: by drive letter or server, in upper or lower case, accents written in two ways."""

import functools
import os
import sys
import unicodedata
from pathlib import Path


@functools.lru_cache(maxsize=256)
def is_same_file(path: str, other: str) -> bool:
    """Say whether two absolute paths name the same file. Asked of the system once: a server may be slow.

    Where one of them is not there any more, their spelling tells: Windows and macOS know no case.
    """
    if path == other:
        return True
    try:
        return Path(path).samefile(other)
    except (OSError, ValueError):
        return _spelling(path) == _spelling(other)


def _spelling(path: str) -> str:
    text = unicodedata.normalize("NFC", os.path.normpath(path))
    return text.casefold() if sys.platform in {"win32", "darwin"} else text
