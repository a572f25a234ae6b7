# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the manual's pictures from the last run of the window tests."""

from pathlib import Path

from PIL import Image

from .table import PICTURES, Picture

SUFFIX = ".webp"
_QUALITY = 90


def take_pictures(window: Path, folder: Path) -> list[str]:
    """Write all pictures of the table into a folder, and remove what is not in it.

    :param window: build/window: a folder for each Blender, in these one for each test. The newest Blender is taken.
    :returns: a line for each picture whose screenshot is not there; what stood in its place stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    missing = []
    for picture in PICTURES:
        screenshot = find_screenshot(window, picture)
        if screenshot is None:
            missing.append(f"{picture.name}: no Blender has {picture.test}/{picture.screenshot}.png")
        else:
            _take(screenshot, picture, folder / f"{picture.name}{SUFFIX}")
    known = {picture.name for picture in PICTURES}
    for path in folder.glob(f"*{SUFFIX}"):
        if path.stem not in known:
            path.unlink()
    return missing


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
