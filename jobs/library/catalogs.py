# SPDX-License-Identifier: GPL-3.0-or-later
"""Asset catalogs, in the file that Blender keeps at the root of a library.

All that a person or Blender wrote there stays, byte for byte; what is missing is added at the end. As with Blender, the
version before is kept with a tilde at the end of its name.
"""

import contextlib
import os
import secrets
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ... import disk
from ..errors import LocksMissing
from ..locks import FileLock

FILE_NAME = "blender_assets.cats.txt"
NO_CATALOG = str(uuid.UUID(int=0))
"""What Blender calls an asset that is in no catalog."""

_BACKUP_NAME = f"{FILE_NAME}~"
_LOCK_NAME = ".rodin_props.lock"
_OURS = uuid.UUID("a2b8a3c4-7f0e-5d6b-9a57-3c1f8e2d4b60")
"""Names the catalogs that this add-on makes: two computers agree on the id of a path."""
_HEADER = b"""\
# This is an Asset Catalog Definition file for Blender.
#
# Empty lines and lines starting with `#` will be ignored.
# The first non-ignored line should be the version indicator.
# Other lines are of the format "UUID:catalog/path/for/assets:simple catalog name"

VERSION 1

"""
_VERSION = b"VERSION 1"
_LONGEST_SIMPLE_NAME = 63


class CatalogsBusy(Exception):
    """Another process writes them at this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """A line of the file."""

    id: str
    path: str


def catalog_for(library: Path, project: str) -> str:
    """Return the id of the catalog of a project; make the catalog if there is none. The library must be there.

    A catalog that a person has moved or renamed is known by its id, one that a person made by its path.

    :returns: `NO_CATALOG` if the file is of a version that we do not know; it is left alone then.
    :raises CatalogsBusy: another process writes them.
    :raises OSError: the file cannot be read or written.
    """
    path = _catalog_path(project)
    if (known := _known(_read(library), path)) is not None:  # mostly: then nobody need wait
        return known
    with _locked(library):
        content = _read(library)
        if (known := _known(content, path)) is not None:
            return known
        catalog = Catalog(id=str(uuid.uuid5(_OURS, path)), path=path)
        _write(library, before=content, after=_with(content, catalog))
        return catalog.id


def _read(library: Path) -> bytes:
    try:
        return (library / FILE_NAME).read_bytes()
    except FileNotFoundError:
        return b""


def _known(content: bytes, path: str) -> str | None:
    """Return the id of the catalog for a path, `NO_CATALOG` if there can be none, None if it is to be made."""
    lines = [line for line in content.splitlines() if line.strip() and not line.startswith(b"#")]
    if not lines:
        return None
    if lines[0].removeprefix(b"\xef\xbb\xbf").strip() != _VERSION:
        return NO_CATALOG
    catalogs = [catalog for line in lines[1:] if (catalog := _parsed(line)) is not None]
    own_id = str(uuid.uuid5(_OURS, path))
    if any(catalog.id == own_id for catalog in catalogs):
        return own_id
    return next((catalog.id for catalog in catalogs if catalog.path == path), None)


def _parsed(line: bytes) -> Catalog | None:
    """Read a line; None for one that means nothing to Blender."""
    words = line.decode("utf-8", errors="replace").split(":", 2)
    with contextlib.suppress(ValueError):
        if len(words) >= 2 and words[1].strip():
            return Catalog(id=str(uuid.UUID(words[0].strip())), path=_catalog_path(words[1]))
    return None


def _catalog_path(path: str) -> str:
    """Return a path as Blender cleans it: no space around its parts, and no colon, which ends it in the file."""
    parts = (part.strip().replace(":", "-").replace("\\", "-") for part in path.split("/"))
    return "/".join(part for part in parts if part)


def _with(content: bytes, catalog: Catalog) -> bytes:
    """Return the content with one catalog more, its lines ended as the others are."""
    content = content or _HEADER
    if not any(line.strip() and not line.startswith(b"#") for line in content.splitlines()):  # nothing but remarks
        content += b"" if content.endswith(b"\n") else b"\n"
        content += _VERSION + b"\n\n"
    end = b"\r\n" if b"\r\n" in content else b"\n"
    line = f"{catalog.id}:{catalog.path}:{_simple_name(catalog.path)}".encode()
    return content + (b"" if content.endswith(b"\n") else end) + line + end


def _simple_name(path: str) -> str:
    """Return the name that an asset shows while its catalog cannot be found, as Blender makes it."""
    name = path.replace("/", "-")
    if len(name.encode()) <= _LONGEST_SIMPLE_NAME:
        return name
    return "..." + name.encode()[-(_LONGEST_SIMPLE_NAME - 3) :].decode(errors="ignore")


def _write(library: Path, *, before: bytes, after: bytes) -> None:
    """Write the file whole; at no moment is there none."""
    path, token = library / FILE_NAME, secrets.token_hex(4)
    new, backup = (path.with_name(f".{FILE_NAME}.{token}.{kind}") for kind in ("new", "backup"))
    try:
        if before:
            backup.write_bytes(before)
            disk.replace(backup, library / _BACKUP_NAME)
        with new.open("xb") as file:
            file.write(after)
            file.flush()
            disk.sync(file.fileno())
        if before:
            shutil.copymode(path, new)
        disk.replace(new, path)
    finally:
        for left in (new, backup):
            disk.discard(left)


@contextmanager
def _locked(library: Path) -> Iterator[None]:
    """Hold the lock of a library. Where files cannot be locked, as on some network drives, go on without."""
    path = library / _LOCK_NAME
    # Several people share a library: what the first of them makes, the others must be able to lock.
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666))
        with contextlib.suppress(OSError):  # some network drives have no permissions
            path.chmod(0o666)
    with FileLock(path) as lock:
        try:
            is_ours = lock.acquire()
        except LocksMissing:
            is_ours = True
        if not is_ours:
            raise CatalogsBusy
        yield
