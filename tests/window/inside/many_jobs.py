# SPDX-License-Identifier: GPL-3.0-or-later
"""A ledger with a thousand jobs of all sorts, with pictures, from several files and days."""

import colorsys
import importlib
import sys
import time
from pathlib import Path
from typing import Any

import numpy

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
    """Write the small picture of a disk (what was sent) or a diamond (what came), in a color of its own."""
    color = [round(255 * part) for part in colorsys.hsv_to_rgb(number * 0.137 % 1.0, 0.6, 0.8)]
    pixels = numpy.full((_SIDE, _SIDE, 4), 235 if sent else 60, numpy.uint8)
    across, down = numpy.meshgrid(*[numpy.abs(numpy.arange(_SIDE) - _SIDE / 2)] * 2)
    inside = numpy.hypot(across, down) < 0.42 * _SIDE if sent else across + down < 0.42 * _SIDE
    pixels[inside, :3] = color
    pixels[..., 3] = 255
    importlib.import_module(f"{PACKAGE}.scene.images.small_picture").write(pixels, path)
