# SPDX-License-Identifier: GPL-3.0-or-later
"""Zips of parts as the world may send them: good, untidy and hostile."""

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping

from .small_model import changed, glb, triangle


def part() -> bytes:
    """A good model."""
    return glb(*triangle())


def empty_part() -> bytes:
    """A model that shows nothing."""
    return changed(lambda document: document["nodes"][0].pop("mesh"))


def packed(entries: Mapping[str, bytes], *, kind: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """Pack entries, name -> data."""
    return packed_infos([(_info(name, kind), data) for name, data in entries.items()], comment=comment)


def packed_infos(entries: list[tuple[zipfile.ZipInfo, bytes]], *, comment: bytes = b"") -> bytes:
    """Pack entries in this order, also ones of the same name."""
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w") as archive:
        warnings.simplefilter("ignore")  # of names that stand twice
        archive.comment = comment
        for info, data in entries:
            archive.writestr(info, data, info.compress_type)
    return file.getvalue()


def _info(name: str, kind: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = kind
    return info


def _link() -> bytes:
    info = _info("part_0.glb")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return packed_infos([(info, b"/etc/passwd")])


def _encrypted() -> bytes:
    data = bytearray(packed({"part_0.glb": part()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark) + offset
        data[at] |= 1
    return bytes(data)


def _told_sizes(told: int) -> bytes:
    """An entry whose list says that it is so large."""
    data = bytearray(packed({"part_0.glb": part()}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", data, data.find(mark) + offset, told)
    return bytes(data)


def _overlapping() -> bytes:
    """Many entries of the list that all lead to the same data."""
    data = bytearray(packed({"a.glb": part() + bytes(400_000)}, kind=zipfile.ZIP_STORED))
    begin = data.find(b"PK\x01\x02")
    end = data.rfind(b"PK\x05\x06")
    record = bytes(data[begin:end])
    records = b"".join(record.replace(b"a.glb", f"{chr(97 + number)}.glb".encode()) for number in range(10))
    tail = bytearray(data[end:])
    struct.pack_into("<HHL", tail, 8, 10, 10, len(records))
    return bytes(data[:begin]) + records + bytes(tail)


def _damaged_inside() -> bytes:
    data = bytearray(packed({"part_0.glb": part()}, kind=zipfile.ZIP_STORED))
    data[data.find(b"glTF") + 40] ^= 0xFF
    return bytes(data)


def _bomb() -> bytes:
    return packed({"part_0.glb": part(), "part_1.glb": bytes(300 << 20)})


def _huge_kind() -> bytes:
    data = packed({"part_0.glb": part()})
    at = data.rfind(b"PK\x05\x06")
    return data[:at] + b"PK\x06\x07" + bytes(16) + data[at:]


HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a link": (_link, "MODEL_BROKEN", "a link in place of a file"),
    "encrypted": (_encrypted, "MODEL_BROKEN", "encrypted"),
    "a bomb": (_bomb, "MODEL_BROKEN", "far more than it holds"),
    "a size that is told wrongly": (lambda: _told_sizes(3 << 30), "MODEL_BROKEN", "should bear"),
    "files upon one another": (_overlapping, "MODEL_BROKEN", "lie upon one another"),
    "archives in it": (lambda: packed({"a.zip": packed({"a.glb": part()})}), "MODEL_BROKEN", "other archives"),
    "no GLB in it": (lambda: packed({"readme.txt": b"hello"}), "MODEL_BROKEN", "no GLB"),
    "nothing in it": (lambda: packed({}), "MODEL_BROKEN", "no GLB"),
    "packed otherwise": (lambda: packed({"a.glb": part()}, kind=zipfile.ZIP_LZMA), "MODEL_BROKEN", "packed in a way"),
    "too many files": (
        lambda: packed({f"{number}.txt": b"" for number in range(2_500)}),
        "MODEL_BROKEN",
        "far too many files",
    ),
    "a kind for huge files": (_huge_kind, "MODEL_BROKEN", "for huge files"),
    "too many parts": (
        lambda: packed({f"{number}.glb": part() for number in range(301)}),
        "MODEL_DOUBTFUL",
        "301 parts",
    ),
    "parts without a surface": (lambda: packed({"a.glb": empty_part()}), "MODEL_DOUBTFUL", "no surface"),
    "a part that names a file": (
        lambda: packed({"a.glb": part(), "b.glb": changed(lambda d: d["images"][0].update(uri="/etc/passwd"))}),
        "MODEL_BROKEN",
        "names a file outside itself",
    ),
    "a part that is cut short": (lambda: packed({"a.glb": part()[:-9]}), "MODEL_DAMAGED", "cut short"),
    "cut short": (lambda: packed({"a.glb": part()})[:-30], "MODEL_DAMAGED", "end is missing"),
    "damaged inside": (_damaged_inside, "MODEL_DAMAGED", "cannot be unpacked"),
    "a web page": (lambda: b"<html>" * 50, "MODEL_DAMAGED", "not a zip file"),
    "nearly nothing": (lambda: b"PK", "MODEL_DAMAGED", "cut short"),
}
"""What it is -> a maker, and the code and words of what the check says."""

UNTIDY: dict[str, tuple[Callable[[], bytes], int]] = {
    "folders": (lambda: packed({"out/": b"", "out/a.glb": part(), "out\\b.GLB": part()}), 2),
    "names that climb out": (lambda: packed({"../../evil.glb": part(), "/abs.glb": part(), "C:\\x.glb": part()}), 3),
    "what macOS adds": (lambda: packed({"a.glb": part(), "__MACOSX/._a.glb": b"Mac", "._b.glb": b"Mac"}), 1),
    "pictures beside them": (lambda: packed({"a.glb": part(), "preview.webp": b"RIFF", "notes.txt": b""}), 1),
    "an archive beside them": (lambda: packed({"a.glb": part(), "textures.zip": packed({})}), 1),
    "the same file twice": (lambda: packed_infos([(_info("a.glb"), part()), (_info("a.glb"), part())]), 1),
    "two parts of one name": (
        lambda: packed_infos([(_info("a.glb"), part()), (_info("a.glb"), changed(lambda d: d.update(x=1)))]),
        2,
    ),
    "a part without a surface": (lambda: packed({"a.glb": part(), "b.glb": empty_part()}), 1),
    "not compressed": (lambda: packed({"a.glb": part()}, kind=zipfile.ZIP_STORED), 1),
    "a comment": (lambda: packed({"a.glb": part()}, comment=b"made with care"), 1),
    "three hundred parts": (lambda: packed({f"{number}.glb": part() for number in range(300)}), 300),
}
"""What it is -> a maker, and how many parts are found."""
