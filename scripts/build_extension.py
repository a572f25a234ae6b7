# SPDX-License-Identifier: GPL-3.0-or-later
"""Validate and build the extension's zip with Blender's own tool, and check what is inside.

Usage: build_extension.py OUTPUT_FOLDER [--repository]

Needs no running Blender: the tool is a plain script inside PyPI's bpy. With `--repository` the folder also becomes a
static extensions repository (index.json and a page beside it), which Blender installs and updates from.
"""

import argparse
import importlib.util
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALLOWED_ROOTS = {
    "__init__.py",
    "__main__.py",
    "disk.py",
    "errors.py",
    "blender_manifest.toml",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
}
ALLOWED_FOLDERS = {
    "api",
    "command_line",
    "jobs",
    "languages",
    "operators",
    "presets",
    "processes",
    "scene",
    "script",
    "session",
    "ui",
    "usual_sizes",
}
ALLOWED_DATA = {
    "command_line/output/answer.schema.json",
    "usual_sizes/table.csv",
    *(f"languages/{path.name}" for path in (ROOT / "languages").glob("*.po")),
}


def blender_tool() -> Path:
    """The path of Blender's own extension tool inside the installed bpy."""
    spec = importlib.util.find_spec("bpy")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("PyPI's bpy is not installed in this Python. Run `make setup` first.")
    folder = Path(next(iter(spec.submodule_search_locations)))
    return next(folder.glob("*/scripts/addons_core/bl_pkg/cli/blender_ext.py"))


def run_tool(*arguments: str) -> None:
    """Run Blender's extension tool; its own words and exit code are passed on."""
    done = subprocess.run([sys.executable, str(blender_tool()), *arguments], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def unexpected_entries(archive: Path) -> list[str]:
    """Names in the zip that belong to development, not to the extension."""
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if not name.endswith("/")]
    wrong = []
    for name in names:
        folder, _, rest = name.partition("/")
        is_ours = folder in ALLOWED_FOLDERS and name.endswith(".py") if rest else name in ALLOWED_ROOTS
        if not is_ours and name not in ALLOWED_DATA:
            wrong.append(name)
    return wrong


def build(output_folder: Path) -> Path:
    """Validate the source, build the zip and validate that; returns the zip's path."""
    tags = blender_tool().parents[4] / "scripts/modules/_bpy_internal/extensions/tags.py"
    run_tool("validate", f"--valid-tags={tags}", str(ROOT))
    manifest = tomllib.loads((ROOT / "blender_manifest.toml").read_text("utf-8"))
    archive = output_folder / f"{manifest['id']}-{manifest['version']}.zip"
    output_folder.mkdir(parents=True, exist_ok=True)
    archive.unlink(missing_ok=True)
    run_tool("build", "--source-dir", str(ROOT), "--output-filepath", str(archive))
    run_tool("validate", f"--valid-tags={tags}", str(archive))
    if wrong := unexpected_entries(archive):
        sys.exit(f"{archive.name} holds files that belong to development: {', '.join(wrong)}")
    return archive


def make_repository(folder: Path) -> None:
    """Make a folder with zips a static extensions repository: index.json for Blender, index.html for people."""
    page = ROOT / "scripts" / "repository.html"
    run_tool("server-generate", "--repo-dir", str(folder), "--html", f"--html-template={page}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output_folder", type=Path)
    parser.add_argument("--repository", action="store_true", help="also write the index of a static repository")
    arguments = parser.parse_args()
    print(build(arguments.output_folder.resolve()))
    if arguments.repository:
        make_repository(arguments.output_folder.resolve())


if __name__ == "__main__":
    main()
