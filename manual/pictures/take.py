# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the manual's pictures from the last run of the window tests."""

import json
from pathlib import Path

from PIL import Image

from .record import Record, Taken, read_record, write_record
from .table import PICTURES, ZIP_TO_PROP, Picture

SUFFIX = ".webp"
_QUALITY = 90


def missing_screenshots(window: Path) -> list[str]:
    """Return a line for each picture of the table that the window tests did not take.

    :param window: build/window: a folder for each Blender, in these one for each test.
    """
    return [
        f"{picture.name}: no Blender has {picture.test}/{picture.screenshot}.png"
        for picture in PICTURES
        if find_screenshot(window, picture) is None
    ]


def take_pictures(window: Path, folder: Path) -> None:
    """Write all pictures of the table into a folder, each from the newest Blender, and remove what is not in it.

    Where there is no screenshot, what stood in its place stays. What is known about each goes into the folder's record.

    :param window: see `missing_screenshots`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = read_record(folder)
    known = {picture.name for picture in PICTURES}
    taken = {name: each for name, each in before.pictures.items() if name in known}
    for picture in PICTURES:
        screenshot = find_screenshot(window, picture)
        if screenshot is not None:
            _take(screenshot, picture, folder / f"{picture.name}{SUFFIX}")
            taken[picture.name] = _origin(screenshot)
    for path in folder.glob(f"*{SUFFIX}"):
        if path.stem not in known:
            path.unlink()
    seconds = _zip_to_prop_seconds(window) or before.zip_to_prop_seconds
    write_record(folder, Record(pictures=taken, zip_to_prop_seconds=seconds))


def find_screenshot(window: Path, picture: Picture) -> Path | None:
    """Return the newest Blender's screenshot, None if there is none."""
    blenders = sorted(window.glob("blender-*"), key=_numbers, reverse=True)
    paths = (each / picture.test / f"{picture.screenshot}.png" for each in blenders)
    return next((path for path in paths if path.is_file()), None)


def _origin(screenshot: Path) -> Taken:
    version = (screenshot.parent / "version.txt").read_text("utf-8")
    return Taken(version=version, blender=_blender(screenshot.parents[1]))


def _zip_to_prop_seconds(window: Path) -> dict[str, float]:
    paths = window.glob(f"blender-*/{ZIP_TO_PROP}/seconds.json")
    return {_blender(path.parents[1]): json.loads(path.read_text("utf-8"))["seconds"]["prop"] for path in paths}


def _blender(folder: Path) -> str:
    return folder.name.partition("-")[2]


def _numbers(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in _blender(folder).split(".") if part.isdecimal())


def _take(screenshot: Path, picture: Picture, path: Path) -> None:
    with Image.open(screenshot) as image:
        image.convert("RGB").crop(picture.crop).save(path, quality=_QUALITY, method=6)
