# SPDX-License-Identifier: GPL-3.0-or-later
"""Where props are in a library: ``<library>/<project>/<name> <8 digits of the job's id>.blend``.

The digits tell whether a job's prop is there already, wherever in the library a person has moved its file. There is no
index: the files are all there is.
"""

import os
import re
import unicodedata
from pathlib import Path, PureWindowsPath

NO_PROJECT = "Unsaved"
"""The project of what was made in a .blend that was never saved."""

_ID_DIGITS = 8
_KEPT = re.compile(r" ([0-9a-f]{8})\.blend$")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST_BYTES = 100
"""Of a name; file systems take 255 bytes, and some programs 260 characters for a whole path."""


def project_of(blend_path: str) -> str:
    """Return the name of a .blend's folder, as a project is called; "" stands for one that was never saved."""
    if not blend_path:
        return NO_PROJECT
    flavor = PureWindowsPath if "\\" in blend_path and "/" not in blend_path else Path
    return clean(flavor(blend_path).parent.name) or NO_PROJECT


def clean(name: str) -> str:
    """Return a name that every system takes for a file or folder; it may be empty."""
    printable = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in name)
    words = " ".join(_FORBIDDEN.sub(" ", printable).split())
    words = words.encode("utf-8")[:_LONGEST_BYTES].decode("utf-8", errors="ignore").strip(" .")
    return f"{words} prop" if _RESERVED.match(words) else words


def file_name(name: str, job_id: str) -> str:
    """Return what the file of a job's prop is called."""
    return f"{clean(name) or 'Prop'} {_digits(job_id)}.blend"


def name_of(path: Path) -> str:
    """Return the name of the prop in one of the library's files."""
    return _KEPT.sub("", path.name)


def part_path(path: Path) -> Path:
    """Return where a prop's file is written before it is whole; Blender lists no file of such a name."""
    return path.with_name(f".{path.name}.part")


def find_kept(library: Path) -> dict[str, Path]:
    """Return the props' files in a library by the digits of their jobs' ids. Not for drawing.

    What cannot be read is passed over.
    """
    found: dict[str, Path] = {}
    for folder, folders, names in os.walk(library):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and (match := _KEPT.search(name)):
                found[match[1]] = Path(folder, name)
    return found


def path_of(job_id: str, kept: dict[str, Path]) -> Path | None:
    """Return a job's file among those of `find_kept`."""
    return kept.get(_digits(job_id))


def _digits(job_id: str) -> str:
    return job_id[:_ID_DIGITS].lower()
