# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as Windows treats them, on Linux: what some process has open can be neither replaced nor removed."""

import errno
import math
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

_CALLS = ("replace", "rename", "unlink", "remove", "rmdir")
_SHARING_VIOLATION = 32
FOR_EVER = math.inf


def sharing_violation(path: Path) -> PermissionError:
    """What Windows raises for a file that another program has open."""
    words = "The process cannot access the file because it is being used by another process"
    error: Any = PermissionError(errno.EACCES, words, str(path))
    error.winerror = _SHARING_VIOLATION
    return error


def is_open_somewhere(path: Path) -> bool:
    """Whether any process has it open, or works in it."""
    path = path.resolve()
    return any(link == path for link in _open_files())


def _open_files() -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            yield (process / "cwd").readlink()
        with suppress(OSError):
            for descriptor in (process / "fd").iterdir():
                with suppress(OSError):
                    yield descriptor.readlink()


def site_of(call: str, path: Path) -> str:
    """The same for all files with the same part to play, whatever they are called."""
    return f"{call} {re.sub('[0-9a-f]{8,}', '*', path.name)}"


class WindowsFiles:
    """Lets the calls that replace and remove files fail as on Windows.

    :param failures: so often each fails for each file, whatever is open, `FOR_EVER` for always; 0 for what is open.
    :param only: the sites that fail, as `site_of` names them; all by default.
    """

    def __init__(self, *, failures: float = 0, only: str = ".*") -> None:
        self.failures = failures
        self.only = only
        self.sites: set[str] = set()
        """Where files were replaced or removed."""
        self.refused: Counter[str] = Counter()
        """How often, by site."""
        self._counts: Counter[tuple[str, Path]] = Counter()

    def install(self, set_attribute: Callable[[object, str, Any], None] = setattr) -> None:
        """Put it in the place of Linux's calls, for good unless ``set_attribute`` undoes it."""
        for call in _CALLS:
            set_attribute(os, call, self._refusing(call, getattr(os, call)))

    def _refusing(self, call: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def refusing(path: Any, *more: Any, dir_fd: int | None = None, **options: Any) -> Any:
            folder = Path() if dir_fd is None else Path(f"/proc/self/fd/{dir_fd}").readlink()
            for each in (path, *more):
                whole = folder / os.fsdecode(each)
                if os.path.lexists(whole):
                    self._check(call, whole)
            return real(path, *more, **options) if dir_fd is None else real(path, *more, dir_fd=dir_fd, **options)

        return refusing

    def _check(self, call: str, path: Path) -> None:
        site = site_of(call, path)
        self.sites.add(site)
        self._counts[call, path] += 1
        fails = re.fullmatch(self.only, site) and self._counts[call, path] <= self.failures
        if fails or (not self.failures and is_open_somewhere(path)):
            self.refused[site] += 1
            raise sharing_violation(path)
