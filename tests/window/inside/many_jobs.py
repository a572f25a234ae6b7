# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger with a thousand jobs of all sorts, with pictures, from several files and days."""

import colorsys
import struct
import sys
import time
import zlib
from pathlib import Path
from typing import Any

from .desk import PACKAGE

NAMES = ("Wooden chair", "Brass lamp with a green shade", "Café table", "Teapot", "Grandfather's writing desk", "Rug")
STATES = ("IMPORTED", "IMPORTED", "READY", "IMPORTED", "FAILED", "IMPORTED", "CANCELLED", "UNCERTAIN")
FILES = ("/shots/010/kitchen.blend", "/shots/020/living room.blend", "", "/shots/030/attic, seen from above.blend")
SOURCES = ("TEXT", "PICTURE", "CAMERA", "VIEWS")
_SIDE = 96
_DAY = 24 * 3600.0


def fill_gallery(first: Any, count: int) -> list[str]:
    """Add jobs that have ended; return their ids, oldest first. :param first: a job, whose account gets them."""
    session = sys.modules[f"{PACKAGE}.session.session"].current()
    files, job = (sys.modules[f"{PACKAGE}.jobs.{name}"] for name in ("files", "job"))
    ids = []
    for number in range(count):
        folder = files.make_job_folder(first.folder.parent)
        source, has_picture = SOURCES[number % len(SOURCES)], number % len(SOURCES) > 0
        if has_picture:
            write_picture(folder / "image_1.png", number, sent=True)
        new = job.NewJob(
            account=first.account,
            base_url=first.base_url,
            name=f"{NAMES[number % len(NAMES)]} {number}",
            source=source,
            prompt=f"a {NAMES[number % len(NAMES)].lower()}, as old as the house" if number % 3 else "",
            folder=folder,
            images=("image_1.png",) if has_picture else (),
            blend_path=FILES[number // 7 % len(FILES)],
        )
        ids.append(session.ledger.add(new).id)
        if has_model(number):
            write_picture(folder / "preview.png", number, sent=False)
    now = time.time()
    with session.ledger.transaction() as connection:
        for number, job_id in enumerate(ids):
            made = now - (count - number) * _DAY / 40
            done = has_model(number)
            connection.execute(
                "UPDATE jobs SET state = ?, created_at = ?, submitted_at = ?, consumed_credits = ?, preview_file = ?,"
                " model_file = ?, task_uuid = ?, error = ? WHERE id = ?",
                (
                    STATES[number % len(STATES)],
                    made,
                    made if done else None,
                    (0.5, 1.5, None)[number % 3] if done else None,
                    "preview.png" if done else "",
                    "model.glb" if done else "",
                    f"00000000-0000-4000-8000-{number:012d}" if done else "",
                    "Rodin could not make it. Try another picture." if number % len(STATES) == 4 else "",
                    job_id,
                ),
            )
    return ids


def has_model(number: int) -> bool:
    """Say whether the model of this job was fetched."""
    return STATES[number % len(STATES)] in {"IMPORTED", "READY"}


def write_picture(path: Path, number: int, *, sent: bool) -> None:
    """Write a PNG with a disk (what was sent) or a diamond (what came) in a color of its own."""
    color = bytes(round(255 * part) for part in colorsys.hsv_to_rgb(number * 0.137 % 1.0, 0.6, 0.8))
    ground, half = bytes((60, 60, 60)) if not sent else bytes((235, 235, 235)), _SIDE / 2
    rows = bytearray()
    for y in range(_SIDE):
        rows.append(0)
        across = abs(y - half)
        reach = (max(0.0, 0.7 * half * half - across * across)) ** 0.5 if sent else max(0.0, 0.85 * half - across)
        edge = round(half - reach) if reach else _SIDE // 2
        rows += ground * edge + color * (_SIDE - 2 * edge) + ground * edge
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(bytes(rows)))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
