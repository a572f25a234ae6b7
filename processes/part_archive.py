# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a model in one zip: what is in it, read without trusting anything, and how it is written.

The worker checks it and the background Blender unpacks it. The names of its entries never become paths.
"""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

LARGEST_BYTES = 2 << 30
"""Of all parts together, unpacked."""
_MOST_ENTRIES = 2_000
_LARGEST_LIST_BYTES = 1 << 20
_HIGHEST_RATIO = 200
"""Nothing that is a model can be packed tighter."""
_SMALL_BYTES = 1 << 20
"""Below this the ratio does not matter."""
_CHUNK_BYTES = 1 << 20
_END = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 65_535
_LONG_LOCATOR = b"PK\x06\x07"
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar", ".tgz", ".xz", ".bz2")
_FIRST_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST_NAME = 80


class ArchiveRefused(Exception):
    """Nothing may unpack this. The text is the middle of a sentence."""


class ArchiveDamaged(ArchiveRefused):
    """It is not as it was sent."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A GLB in an archive."""

    name: str
    """What its file is called, without folders and ending. It may come from anybody, be empty, or stand twice."""
    size_bytes: int
    _info: zipfile.ZipInfo = field(repr=False)


@contextmanager
def reading(path: Path) -> Iterator["PartArchive"]:
    """Open an archive.

    :raises ArchiveRefused, ArchiveDamaged:
    :raises OSError: it cannot be read.
    """
    _look_at_end(path)
    with _translated():
        archive = zipfile.ZipFile(path)
    with archive:
        yield PartArchive(archive, path.stat().st_size)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except NotImplementedError as error:
        raise ArchiveRefused("it is packed in a way that cannot be read here") from error
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError) as error:
        raise ArchiveDamaged("its contents cannot be unpacked") from error


class PartArchive:
    """An open archive; see ``reading``. :param size_bytes: of the file."""

    def __init__(self, archive: zipfile.ZipFile, size_bytes: int) -> None:
        self._archive = archive
        self._size_bytes = size_bytes

    def entries(self) -> tuple[Entry, ...]:
        """Return the GLBs in it, in order; what else there is, nobody looks at. :raises ArchiveRefused:"""
        infos = self._archive.infolist()
        if len(infos) > _MOST_ENTRIES:
            raise ArchiveRefused("it holds far too many files")
        models = list({_identity(info): info for info in infos if _is_model(info)}.values())
        if not models:
            nested = any(info.filename.lower().endswith(_ARCHIVES) for info in infos)
            raise ArchiveRefused("it holds other archives and no model" if nested else "it holds no GLB file")
        for info in models:
            _check(info)
        if sum(info.file_size for info in models) > LARGEST_BYTES:
            raise ArchiveRefused("it unpacks to more than this computer should bear")
        if sum(info.compress_size for info in models) > self._size_bytes:
            raise ArchiveRefused("its files lie upon one another")
        return tuple(Entry(_own_name(info), info.file_size, info) for info in models)

    def unpack(self, entry: Entry, to: Path) -> None:
        """Write an entry to a file, no more than it says to be.

        :raises ArchiveRefused, ArchiveDamaged: see ``reading``.
        :raises OSError: no room for it.
        """
        with _translated(), self._archive.open(entry._info) as source, to.open("wb") as target:
            while data := source.read(_CHUNK_BYTES):
                target.write(data)


def write(path: Path, pieces: Iterable[tuple[str, Path]]) -> None:
    """Write an archive of GLBs, not compressed, under names made fit and unlike. :raises OSError:"""
    taken: set[str] = set()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, piece in pieces:
            entry = zipfile.ZipInfo(f"{_unlike(_fit(name), taken)}.glb", _FIRST_TIME)
            entry.file_size = piece.stat().st_size
            with piece.open("rb") as source, archive.open(entry, "w") as target:
                while data := source.read(_CHUNK_BYTES):
                    target.write(data)


def _fit(name: str) -> str:
    """Return a name without folders, ending and what no file may be called."""
    writable = name.encode("utf-8", "replace").decode("utf-8")
    stem = re.sub(r"\.glb$", "", re.split(r"[\\/]", writable)[-1], flags=re.IGNORECASE)
    return re.sub(r'[\x00-\x1f\x7f<>:"|?*]+', " ", stem).strip(" .")[:_LONGEST_NAME] or "part"


def _unlike(name: str, taken: set[str]) -> str:
    number, unlike = 1, name
    while unlike.casefold() in taken:
        number += 1
        unlike = f"{name}-{number}"
    taken.add(unlike.casefold())
    return unlike


def _look_at_end(path: Path) -> None:
    """Refuse a file whose list of entries is missing, or too long to be read at all."""
    with path.open("rb") as file:
        size_bytes = file.seek(0, 2)
        begin = max(0, size_bytes - _END.size - _LONGEST_COMMENT)
        file.seek(begin)
        tail = file.read()
    if len(tail) < _END.size:
        raise ArchiveDamaged("it is cut short")
    without_comment = len(tail) - _END.size
    at = without_comment if tail[without_comment:].startswith(b"PK\x05\x06") and tail.endswith(b"\0\0") else -1
    at = at if at >= 0 else tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise ArchiveDamaged("it is not a zip file, or its end is missing")
    _, _, _, _, entries, list_bytes, _, _ = _END.unpack(tail[at : at + _END.size])
    if tail[max(0, at - 20) : at].startswith(_LONG_LOCATOR):
        raise ArchiveRefused("it is a zip file of a kind for huge files")
    if entries > _MOST_ENTRIES or list_bytes > _LARGEST_LIST_BYTES:
        raise ArchiveRefused("it holds far too many files")


def _is_model(info: zipfile.ZipInfo) -> bool:
    folders_and_name = re.split(r"[\\/]", info.filename)
    is_for_macos = "__MACOSX" in folders_and_name or folders_and_name[-1].startswith("._")
    return folders_and_name[-1].lower().endswith(".glb") and not is_for_macos


def _identity(info: zipfile.ZipInfo) -> tuple[str, int, int]:
    """Return by what an entry that stands there twice is known; another one of the same name is another part."""
    return info.filename, info.CRC, info.file_size


def _own_name(info: zipfile.ZipInfo) -> str:
    return re.split(r"[\\/]", info.filename)[-1][: -len(".glb")]


def _check(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise ArchiveRefused("it is encrypted")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ArchiveRefused("it is packed in a way that cannot be read here")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise ArchiveRefused("it holds a link in place of a file")
    if info.file_size > LARGEST_BYTES:
        raise ArchiveRefused("it unpacks to more than this computer should bear")
    if info.file_size > _SMALL_BYTES + _HIGHEST_RATIO * info.compress_size:
        raise ArchiveRefused("it unpacks to far more than it holds")
