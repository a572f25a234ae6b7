# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m manual pages FOLDER | pictures [FOLDER] | links FOLDER: what `make docs` and `make docs-pictures` run.

`pages` writes what the manual takes from the code. `pictures` takes the manual's pictures from the last run of the
window tests, or from the folder that is named; with --check it only says which are missing. `links` follows every link
inside the built site and in the pages of the repository's top folder.
"""

import argparse
import runpy
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m manual", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("pages").add_argument("folder", type=Path)
    pictures = commands.add_parser("pictures")
    pictures.add_argument("folder", type=Path, nargs="?", default=ROOT / "build" / "window")
    pictures.add_argument("--check", action="store_true", help="only name those that no run produced")
    commands.add_parser("links").add_argument("folder", type=Path)
    chosen = parser.parse_args()
    match chosen.command:
        case "pages":
            return _pages(chosen.folder)
        case "pictures":
            return _pictures(chosen.folder, is_check=chosen.check)
        case _:
            return _links(chosen.folder)


def _pages(folder: Path) -> int:
    runpy.run_path(str(ROOT / "processes" / "script_package.py"))["load_package"](ROOT)
    from .pages import write_pages

    for path in write_pages(folder):
        print(path)
    return 0


def _pictures(folder: Path, *, is_check: bool) -> int:
    from .pictures.take import missing_screenshots, take_pictures

    if not is_check:
        take_pictures(folder, ROOT / "docs" / "pictures")
    missing = missing_screenshots(folder)
    print(*missing, f"Pictures without a screenshot: {len(missing)}", sep="\n")
    return int(bool(missing))


def _links(folder: Path) -> int:
    from .links import broken_links

    broken = broken_links(ROOT, folder)
    print(*broken, f"Broken links: {len(broken)}", sep="\n")
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
