# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the manual's pictures from the last run of the window tests."""

from pathlib import Path

from PIL import Image

from .table import PICTURES, Picture

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

    Where there is no screenshot, what stood in its place stays.

    :param window: see `missing_screenshots`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        screenshot = find_screenshot(window, picture)
        if screenshot is not None:
            _take(screenshot, picture, folder / f"{picture.name}{SUFFIX}")
    known = {picture.name for picture in PICTURES}
    for path in folder.glob(f"*{SUFFIX}"):
        if path.stem not in known:
            path.unlink()


def find_screenshot(window: Path, picture: Picture) -> Path | None:
    """Return the newest Blender's screenshot, None if there is none."""
    blenders = sorted(window.glob("blender-*"), key=_version, reverse=True)
    paths = (each / picture.test / f"{picture.screenshot}.png" for each in blenders)
    return next((path for path in paths if path.is_file()), None)


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.name.partition("-")[2].split(".") if part.isdecimal())


def _take(screenshot: Path, picture: Picture, path: Path) -> None:
    with Image.open(screenshot) as image:
        image.convert("RGB").crop(picture.crop).save(path, quality=_QUALITY, method=6)
