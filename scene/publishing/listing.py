# SPDX-License-Identifier: GPL-3.0-or-later
"""Has Blender's own tool write the listing of a library, so that it takes the old one's place in one move.

This runs in the background Blender. The tool looks for names of files in a module of its own each time; they are set
for this one run. Index and pages go into a new folder, the first file gets a name that no reader asks for. Ended at any
moment, the old listing is whole: of its previews alone, those of a .blend that was changed since may be missing.

Two that publish the same folder at once do no harm: each listing has its own folder, and the last one stays. What is
not the listing any more is removed after a day, so that those who read meanwhile find the rest of what they began.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import logging
import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ... import disk
from ...errors import reason_of
from .errors import Trouble
from .orders import PublishAnswer, PublishProgress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .orders import PublishRequest

_TOOL = "_bpy_internal.assets.remote_library"
_FIRST_FILE, _SUBFOLDER, _VERSION = "ASSET_TOP_METADATA_FILENAME", "API_VERSIONED_SUBDIR", "API_VERSION"
"""The tool's names for the names of files."""
_LISTING = "listing-"
_ABANDONED_SECONDS = 24 * 3600.0
_FILE_LINE = re.compile(r"\* (\d+)/(\d+): (.+)", re.DOTALL)
"""What the tool says when it begins with a .blend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """Files of a library's listing."""

    first: Path
    """Where readers begin."""
    part: Path
    """The same of the new listing, until it is whole."""
    subfolder: str
    """Of the listings, within the library."""
    listing: Path
    """The folder of the new one."""
    version: str
    """The tool's word for the kind of listing that it writes."""


def publish(request: PublishRequest) -> PublishAnswer:
    """Write the listing; whether it could be done stands in the answer."""
    try:
        tool = importlib.import_module(f"{_TOOL}.cli")
        words = importlib.import_module(f"{_TOOL}.listing_common")
    except ImportError as error:
        is_tool = (error.name or "").startswith("_bpy_internal")
        return _refused(Trouble.TOOL_UNKNOWN if is_tool else Trouble.TOOL_MISSING, error.name or "a part of it")
    if not all(hasattr(words, name) for name in (_FIRST_FILE, _SUBFOLDER, _VERSION)):
        return _refused(Trouble.TOOL_UNKNOWN)
    names = _new_names(request.library, words)
    try:
        return _publish(request, tool, words, names)
    except OSError as error:
        return _refused_by_disk(error, names)
    finally:
        disk.discard(names.part)
        _remove_abandoned(names)


def _new_names(library: Path, words: Any) -> _Names:
    stamp = secrets.token_hex(8)
    first = library / getattr(words, _FIRST_FILE)
    subfolder = getattr(words, _SUBFOLDER)
    return _Names(
        first=first,
        part=first.with_name(f"{first.name}.{stamp}.part"),
        subfolder=subfolder,
        listing=library / subfolder / f"{_LISTING}{stamp}",
        version=f"v{getattr(words, _VERSION)}",
    )


def _publish(request: PublishRequest, tool: Any, words: Any, names: _Names) -> PublishAnswer:
    try:
        first_file = json.dumps(_first_file(request, names))
    except ValueError:
        return _refused(Trouble.LISTING_UNREADABLE, names.first.name)
    names.part.write_text(first_file, "utf-8")
    try:
        with _writing_to(names, words), _telling(request.progress_path):
            tool.main(["generate", str(request.library)])
    except SystemExit:  # so the tool refuses to begin with a first file that it cannot read
        return _refused(Trouble.LISTING_UNREADABLE, names.first.name)
    count = _count(names)
    if count is None:
        return _refused(Trouble.TOOL_UNKNOWN)
    for old in _in_use(names):
        os.utime(old)  # it is abandoned from now on
    disk.replace(names.part, names.first)
    return PublishAnswer(assets=count)


def _first_file(request: PublishRequest, names: _Names) -> dict[str, Any]:
    """Return what the tool begins with: what a person wrote, and the names that are wanted.

    :raises ValueError: what is there cannot be read.
    """
    values: dict[str, Any] = {"api_versions": {}, "name": request.library.name, "contact": {"name": ""}}
    with contextlib.suppress(FileNotFoundError):
        written = json.loads(names.first.read_text("utf-8"))
        if not isinstance(written, dict) or not isinstance(written.get("contact", {}), dict):
            raise ValueError(names.first.name)
        values |= written
    if request.title:
        values["name"] = request.title
    if request.publisher:
        values["contact"] = {**values["contact"], "name": request.publisher}
    return values


@contextlib.contextmanager
def _writing_to(names: _Names, words: Any) -> Iterator[None]:
    before = {name: getattr(words, name) for name in (_FIRST_FILE, _SUBFOLDER)}
    setattr(words, _FIRST_FILE, names.part.name)
    setattr(words, _SUBFOLDER, f"{names.subfolder}/{names.listing.name}")
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(words, name, value)


class _Teller(logging.Handler):
    """Writes down which file the tool is at, from what it says."""

    def __init__(self, path: Path) -> None:
        super().__init__(logging.INFO)
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        if found := _FILE_LINE.fullmatch(record.getMessage()):
            progress = PublishProgress(number=int(found[1]), of=int(found[2]), file=Path(found[3]).as_posix())
            with contextlib.suppress(OSError):
                progress.write(self._path)


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    log, teller = logging.getLogger(_TOOL), _Teller(path)
    log.setLevel(logging.INFO)
    log.addHandler(teller)
    try:
        yield
    finally:
        log.removeHandler(teller)


def _count(names: _Names) -> int | None:
    """Return how many assets the new listing has; None if it is not where it should be.

    :raises OSError: a part of it is not there.
    """
    library = names.first.parent
    try:
        index_url = json.loads(names.part.read_text("utf-8"))["api_versions"][names.version]["url"]
        index = json.loads((library / index_url).read_text("utf-8"))
        files = [library / index_url, *(library / page["url"] for page in index["pages"])]
        count = int(index["asset_count"])
    except (ValueError, KeyError, TypeError):
        return None
    return count if all(each.parent == names.listing and each.is_file() for each in files) else None


def _refused_by_disk(error: OSError, names: _Names) -> PublishAnswer:
    """Tell a file of the library that cannot be read from a disk that refuses the listing."""
    shutil.rmtree(names.listing, ignore_errors=True)
    logging.getLogger(__name__).warning("The listing could not be written", exc_info=error)
    if error.errno is None or Path(str(error.filename or "")).suffix == ".blend":  # Blender's own errors have no number
        return _refused(Trouble.FILE_UNREADABLE)
    return _refused(Trouble.NOT_WRITTEN, reason_of(error))


def _refused(trouble: Trouble, detail: str = "") -> PublishAnswer:
    return PublishAnswer(trouble=trouble, detail=detail)


def _listings(names: _Names) -> list[Path]:
    return list(names.listing.parent.glob(f"{_LISTING}*"))


def _in_use(names: _Names) -> list[Path]:
    """Return the listing that readers find now, if it is one of ours."""
    try:
        first_file = names.first.read_text("utf-8")
    except OSError:
        return []
    return [path for path in _listings(names) if path.name in first_file]


def _remove_abandoned(names: _Names) -> None:
    """Remove listings that nobody reads any more, and what killed Blenders left."""
    in_use = _in_use(names)
    for path in (*_listings(names), *names.first.parent.glob(f"{names.first.name}.*.part")):
        with contextlib.suppress(OSError):
            if path in in_use or time.time() - path.stat().st_mtime < _ABANDONED_SECONDS:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                disk.discard(path)
