# SPDX-License-Identifier: GPL-3.0-or-later
"""What the manual calls a button or a setting, and whether anything is called so."""

import ast
import re
from collections.abc import Iterator

from .trouble.advice import IN_A_SET, OF_A_JOB, OF_WORK
from .trouble.buttons import buttons
from .trouble.groups import GROUPS
from .trouble.more import MORE
from .trouble.source import ROOT, trees

_LABEL = re.compile(r"(?<![*\w\\])\*([^*\n]+(?:\n[^*\n]+)?)\*(?![*\w])")
_BLENDERS = frozenset(
    [
        "+",
        "Add",
        "Add Remote Repository",
        "Add-ons",
        "Allow Online Access",
        "Asset Browser",
        "Asset Libraries",
        "Assign Shortcut",
        "Check for Updates on Startup",
        "Convert",
        "Edit",
        "Get Extensions",
        "Image",
        "Image Editor",
        "Install",
        "Interface",
        "Keymap",
        "Language",
        "Install Available Updates",
        "Install from Disk",
        "Library",
        "Mesh",
        "Move",
        "New Main Window",
        "New Window",
        "Object",
        "Preferences",
        "Repositories",
        "Show Status Bar",
        "System",
    ]
)
"""Words of Blender's own interface."""
_EMPHASIZED = frozenset({"Prepare", "italics"})


def unknown_labels() -> Iterator[str]:
    """Give a line for each label in the manual or the README that neither the product nor Blender has."""
    known = _said_by_product() | _BLENDERS | _EMPHASIZED
    for name, text in _texts():
        for label in labels_in(text):
            if label not in known:
                yield f"{name}: {label}"


def _texts() -> Iterator[tuple[str, str]]:
    """Give all that is written for artists, with its name."""
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        yield str(path.relative_to(ROOT)), path.read_text("utf-8")
    yield from MORE.items()
    for advice in (OF_A_JOB, IN_A_SET, OF_WORK):
        yield from advice.items()
    yield from ((group.title, group.words) for group in GROUPS)
    yield "trouble", " ".join(f"*{label}*" for labels in buttons().values() for label in labels)


def labels_in(text: str) -> Iterator[str]:
    """Give what is called by its label in a text: words in italics, each step of a way by itself."""
    for found in _LABEL.finditer(text):
        written = " ".join(found[1].split())
        if not written.endswith("."):  # a caption
            yield from (part.strip().removesuffix("…") for part in written.split("›"))


def _said_by_product() -> set[str]:
    return {
        node.value.strip()
        for tree in trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
