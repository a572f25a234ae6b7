# SPDX-License-Identifier: GPL-3.0-or-later
"""How the code is laid out: its layers as the import contract holds them, its folders as they describe themselves."""

import ast
import html
import tomllib
from collections.abc import Iterator
from pathlib import Path

from .markdown import plain, table

ROOT = Path(__file__).resolve().parents[1]
_WIDTH, _ROW, _GAP = 640, 52, 10
"""Pixels."""


def _layers() -> list[list[str]]:
    """Return the names in each layer, the highest first, without the package's own name."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (contract,) = (each for each in contracts if each["type"] == "layers")
    return [[name.strip().partition(".")[2] for name in layer.split("|")] for layer in contract["layers"]]


def layers() -> str:
    """Return the layers as an SVG: what stands higher may import what stands lower."""
    drawn = [part for number, names in enumerate(_layers()) for part in _row(number, names)]
    height = len(_layers()) * (_ROW + _GAP)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" '
        f'font-size="17" text-anchor="middle">\n<title>The layers of the code</title>\n{chr(10).join(drawn)}\n</svg>\n'
    )


def _row(number: int, names: list[str]) -> Iterator[str]:
    width = (_WIDTH - _GAP * (len(names) - 1)) / len(names)
    top = number * (_ROW + _GAP)
    for place, name in enumerate(names):
        left = place * (width + _GAP)
        yield (
            f'<rect x="{left:g}" y="{top}" width="{width:g}" height="{_ROW}" rx="6" fill="#3f6fa8"/>'
            f'<text x="{left + width / 2:g}" y="{top + _ROW / 2 + 6:g}" fill="#fff">{html.escape(name)}</text>'
        )


def folders() -> str:
    """Return every folder of the product with the sentence that it begins with."""
    tops = [name for names in _layers() for name in names if (ROOT / name).is_dir()]
    found = [path for top in tops for path in sorted((ROOT / top).rglob("__init__.py"))]
    return table(("Folder", "What it holds"), ((f"`{_name(path)}/`", plain(_sentence(path))) for path in found))


def _name(path: Path) -> str:
    return path.parent.relative_to(ROOT).as_posix()


def _sentence(path: Path) -> str:
    described = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return " ".join(described.partition("\n\n")[0].split())
