# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes what the manual takes from the code: parts of pages, which those in docs/ include."""

from collections.abc import Iterator
from pathlib import Path

from . import command_line, house, options, preferences, presets
from .trouble import page as trouble
from .trouble import states

_PARTS = {
    "options.md": options.generation,
    "other-options.md": options.others,
    "prices.md": options.prices,
    "faces.md": options.faces,
    "presets.md": presets.presets,
    "preferences.md": preferences.preferences,
    "commands.md": command_line.commands,
    "exit-codes.md": command_line.exit_codes,
    "answer.md": command_line.answer,
    "trouble.md": trouble.page,
    "states.md": states.page,
    "folders.md": house.folders,
    "layers.svg": house.layers,
}


def write_pages(folder: Path) -> Iterator[Path]:
    """Write all parts into a folder; give their paths. The package rodin_props must be loaded."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, part in _PARTS.items():
        path = folder / name
        path.write_text(part(), "utf-8")
        yield path
