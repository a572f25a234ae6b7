# SPDX-License-Identifier: GPL-3.0-or-later
"""Note how Blender itself translates our words, for the test that we use its terms: tests/data/blender_terms.tsv.

Usage: take_blender_terms.py LOCALE_FOLDER

LOCALE_FOLDER is `datafiles/locale` of an official Blender, or `usr/share/locale` of Debian's package blender-data.
"""

import gettext
import sys
from pathlib import Path

from find_words import shown_words

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT))

from languages.catalog import catalog_names  # noqa: E402

TERMS = ROOT / "tests" / "data" / "blender_terms.tsv"
_USED_IN_SENTENCES = (
    "3D Cursor",
    "3D Viewport",
    "Add-on",
    "Asset Browser",
    "Asset Library",
    "Auto Run Python Scripts",
    "Base Color",
    "Camera",
    "Catalog",
    "Collection",
    "Edit Mode",
    "Empty",
    "File Browser",
    "Geometry",
    "Image Editor",
    "Instance",
    "Make Local",
    "Material",
    "Mesh",
    "Metallic",
    "Modifier",
    "Normal Map",
    "Object Mode",
    "Parent",
    "Preferences",
    "Quad",
    "Render Engine",
    "Roughness",
    "Save & Load",
    "Seed",
    "Sidebar",
    "Silhouette",
    "Texture",
    "Tile",
    "Triangle",
    "UV Map",
    "View Layer",
)
_OPERATORS = "Operator"
_BETWEEN = "\x04"
"""What a catalog puts between the context and the text."""


def main(folder: Path) -> None:
    catalogs = [_read(_file_of(name, folder)) for name in catalog_names()]
    lines = ["# English, context, " + ", ".join(catalog_names())]
    for english in sorted({*_USED_IN_SENTENCES, *shown_words(ROOT)}):
        for context, key in (("*", english), (_OPERATORS, f"{_OPERATORS}{_BETWEEN}{english}")):
            said = [catalog.gettext(key) if catalog.gettext(key) != key else "" for catalog in catalogs]
            if any(said):
                lines.append("\t".join((english, context, *said)))
    TERMS.write_text("\n".join(lines) + "\n", "utf-8")


def _file_of(name: str, folder: Path) -> Path:
    """Blender's own catalog of a language: it leaves the country out where a language has one alone."""
    files = [folder / each / "LC_MESSAGES" / "blender.mo" for each in (name, name.partition("_")[0])]
    return next((file for file in files if file.is_file()), files[0])


def _read(path: Path) -> gettext.GNUTranslations:
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
