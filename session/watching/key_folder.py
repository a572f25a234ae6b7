# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the folder of the saved key keeps others out. A portable Blender's may be on a disk that everybody reads."""

import os
import sys
from pathlib import Path, PureWindowsPath

_PROFILE_VARIABLES = ("USERPROFILE", "APPDATA", "LOCALAPPDATA")
"""Windows': APPDATA may be on a server, outside of the profile."""

_SENTENCE = (
    "Other users of this computer may read the key: it is kept in “{folder}”, which is not yours alone. "
    "Use a Blender that is not portable, or set the environment variable RODIN_API_KEY."
)


def warning(folder: Path) -> str:
    """Return a sentence if others can read what is in the folder, else "". One look-up: not for drawing."""
    return _SENTENCE.format(folder=folder) if _is_open_to_others(folder) else ""


def _is_open_to_others(folder: Path) -> bool:
    if sys.platform == "win32":
        # Windows' modes say nothing; a profile is closed to others, and what is elsewhere usually is not.
        profiles = [PureWindowsPath(path) for name in _PROFILE_VARIABLES if (path := os.environ.get(name))]
        return bool(profiles) and not any(PureWindowsPath(folder).is_relative_to(profile) for profile in profiles)
    try:
        return bool(folder.stat().st_mode & 0o077)
    except OSError:
        return False
