# SPDX-License-Identifier: GPL-3.0-or-later
"""One picture of the whole story: the room before, what was sent, the room after."""

from pathlib import Path

from PIL import Image

_GAP = 12
_BACKGROUND = (36, 36, 36)


def write_overview(folder: Path) -> Path:
    """Put the numbered pictures of a demo side by side; returns the new picture's path."""
    before, *inputs, after = (Image.open(path).convert("RGBA") for path in sorted(folder.glob("[1-4]-*")))
    height = before.height
    small = [_fitted(each, (height * 3 // 4, (height - _GAP * (len(inputs) - 1)) // len(inputs))) for each in inputs]
    column_width = max(each.width for each in small)
    width = before.width + column_width + after.width + 4 * _GAP
    sheet = Image.new("RGB", (width, height + 2 * _GAP), _BACKGROUND)
    sheet.paste(before, (_GAP, _GAP))
    top = _GAP
    for each in small:
        left = before.width + 2 * _GAP + (column_width - each.width) // 2
        sheet.paste(each, (left, top), each)
        top += each.height + _GAP
    sheet.paste(after, (width - after.width - _GAP, _GAP))
    path = folder / "overview.jpg"
    sheet.save(path, quality=88)
    return path


def _fitted(picture: Image.Image, most: tuple[int, int]) -> Image.Image:
    fitted = picture.copy()
    fitted.thumbnail(most)
    return fitted
