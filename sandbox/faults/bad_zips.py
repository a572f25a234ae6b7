# SPDX-License-Identifier: GPL-3.0-or-later
"""Broken and hostile zips of parts, made from a real one."""

import copy
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from functools import cache

from .bad_models import bad_model

ZIPS = {
    "empty": "without any entry",
    "truncated": "the first half of the real zip",
    "junk": "no zip, but bytes that begin like one",
    "bomb": "with an entry of two megabytes that unpacks to 2 GB",
    "overlap": "with 5,000 entries that share the same data",
    "entries_many": "with 70,000 empty entries beside the parts",
    "size_small": "whose entries are larger than it says",
    "size_huge": "whose entries claim to have 3 GB",
    "checksum": "whose checksums are wrong",
    "method": "compressed in a way that nobody knows",
    "encrypted": "encrypted",
    "nested": "with the parts in another zip inside",
    "no_glb": "with nothing but a text and a picture",
    "not_glb": "whose parts are web pages",
    "one_not_glb": "whose first part is a web page",
    "symlink": "with a link to /etc/passwd among the parts",
    "folders": "with the parts in folders, beside files that are for one system only",
    "names_dotdot": "with names such as ../../../evil.glb",
    "names_absolute": "with names such as /etc/evil.glb and C:\\\\evil.glb",
    "names_device": "with names such as NUL.glb and COM1.glb",
    "names_long": "with names of 4,000 characters",
    "names_control": "with control characters and a right-to-left mark in names",
    "names_duplicate": "whose parts all have the same name",
    "names_empty": "whose parts' names are an ending alone",
    "names_case": "whose names differ by their case alone",
}
"""Zips that claim to hold the parts: kind -> help."""

STAMP = (2026, 10, 1, 8, 0, 0)
BLOCK = bytes(16 * 1024 * 1024)
BOMB_BLOCKS = 128
PAGE = b"<!DOCTYPE html><html><body>Please log in</body></html>"

Entries = list[tuple[str, bytes]]
Maker = Callable[[Entries], bytes]


def bad_zip(kind: str, real: bytes) -> bytes:
    """Return the bytes to serve in place of the real zip."""
    return MAKERS[kind](_entries(real))


def with_bad_model(kind: str, real: bytes) -> bytes:
    """Return the zip with its first model broken as `bad_model` does it."""
    (name, data), *others = sorted(_entries(real))
    return _zip([(name, bad_model(kind, data)), *others])


def _entries(real: bytes) -> Entries:
    with zipfile.ZipFile(io.BytesIO(real)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def _zip(entries: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.NameToInfo.clear()  # where it would notice a name that comes twice
            archive.writestr(info, data)
    return packed.getvalue()


def _patched(data: bytes, *, local: int, central: int, value: bytes) -> bytes:
    """Write a value over a field of each entry's two heads, at these places in them."""
    result = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        position = archive.start_dir
        for info in archive.infolist():
            result[info.header_offset + local : info.header_offset + local + len(value)] = value
            result[position + central : position + central + len(value)] = value
            position += 46 + sum(struct.unpack_from("<3H", data, position + 28))
    return bytes(result)


def _field(local: int, central: int, value: bytes) -> Maker:
    return lambda entries: _patched(_zip(entries), local=local, central=central, value=value)


def _named(*names: str) -> Maker:
    """Give the parts other names in turn, which zipfile must not make harmless."""

    def make(entries: Entries) -> bytes:
        found = []
        for number, (name, data) in enumerate(entries):
            info = zipfile.ZipInfo("x", STAMP)
            info.filename = names[number % len(names)].format(stem=name.rpartition(".")[0], number=number)
            found.append((info, data))
        return _zip(found)

    return make


@cache
def _bomb() -> bytes:
    """Return a zip with the bomb alone. Packing gigabytes takes long, so one packed block is repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(BLOCK) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(BOMB_BLOCKS):
        checksum = zlib.crc32(BLOCK, checksum)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("bomb.glb", STAMP), block * BOMB_BLOCKS + b"\3\0")
    bomb = _patched(packed.getvalue(), local=8, central=10, value=struct.pack("<H", zipfile.ZIP_DEFLATED))
    bomb = _patched(bomb, local=14, central=16, value=struct.pack("<I", checksum))
    return _patched(bomb, local=22, central=24, value=struct.pack("<I", len(BLOCK) * BOMB_BLOCKS))


def _with_bomb(entries: Entries) -> bytes:
    packed = io.BytesIO(_bomb())
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name, STAMP), data)
    return packed.getvalue()


def _overlap(entries: Entries) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(entries[0][0], STAMP), entries[0][1])
        for number in range(5000):
            other = copy.copy(archive.filelist[0])
            other.filename = f"part_{number}.glb"
            archive.filelist.append(other)
    return packed.getvalue()


def _symlink(entries: Entries) -> bytes:
    link = zipfile.ZipInfo("link.glb", STAMP)
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return _zip([(link, b"/etc/passwd"), *entries])


def _folders(entries: Entries) -> bytes:
    beside = [("__MACOSX/parts/._" + name, b"\0\5\26\7" + bytes(80)) for name, _ in entries]
    inside = [("parts/" + name, data) for name, data in entries]
    return _zip([("parts/", b""), *inside, *beside, ("Thumbs.db", b"junk")])


MAKERS: dict[str, Maker] = {
    "empty": lambda entries: _zip([]),
    "truncated": lambda entries: (data := _zip(entries))[: len(data) // 2],
    "junk": lambda entries: b"PK\3\4" + bytes(range(256)) * 40,
    "bomb": _with_bomb,
    "overlap": _overlap,
    "entries_many": lambda entries: _zip([*((f"{number}.txt", b"") for number in range(70_000)), *entries]),
    "size_small": _field(22, 24, struct.pack("<I", 100)),
    "size_huge": _field(22, 24, struct.pack("<I", 3_000_000_000)),
    "checksum": _field(14, 16, b"\0\0\0\0"),
    "method": _field(8, 10, struct.pack("<H", 77)),
    "encrypted": _field(6, 8, struct.pack("<H", 1)),
    "nested": lambda entries: _zip([("parts.zip", _zip(entries))]),
    "no_glb": lambda entries: _zip([("readme.txt", b"Thank you"), ("preview.png", b"\x89PNG\r\n\x1a\n")]),
    "not_glb": lambda entries: _zip([(name, PAGE) for name, _ in entries]),
    "one_not_glb": lambda entries: _zip([(entries[0][0], PAGE), *entries[1:]]),
    "symlink": _symlink,
    "folders": _folders,
    "names_dotdot": _named("../../../evil_{number}.glb", "..\\..\\evil_{number}.glb", "a/../../evil_{number}.glb"),
    "names_absolute": _named("/etc/evil_{number}.glb", "C:\\evil_{number}.glb", "\\\\host\\share\\evil_{number}.glb"),
    "names_device": _named("NUL.glb", "COM1.glb", "aux.glb", "{stem}.glb:stream.glb"),
    "names_long": _named("n" * 4000 + "{number}.glb"),
    "names_control": _named("a\n\r\x1b[31m{number}.glb", "\u202eblg.evil{number}.glb", "a\x00{number}.glb"),
    "names_duplicate": _named("part.glb"),
    "names_empty": _named(".glb"),
    "names_case": _named("Part.glb", "part.glb", "PART.GLB"),
}
