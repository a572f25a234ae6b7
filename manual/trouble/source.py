# SPDX-License-Identifier: GPL-3.0-or-later
"""The product's source, parsed."""

import ast
from functools import cache
from pathlib import Path

PACKAGE = "rodin_props"
ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = ("api", "command_line", "jobs", "operators", "processes", "scene", "script", "session", "ui")


@cache
def trees() -> dict[str, ast.Module]:
    """Return the product's modules by their names without the package's, such as “api.errors.sending”."""
    paths = [ROOT / "errors.py", ROOT / "disk.py"]
    for folder in _FOLDERS:
        paths += sorted((ROOT / folder).rglob("*.py"))
    return {_name(path): ast.parse(path.read_text("utf-8")) for path in paths}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
