# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the sandbox and a Blender with the installed extension, and shows how far they are.

python -m demo [OUTPUT_FOLDER]
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from .watch import JobWatcher

ROOT = Path(__file__).resolve().parents[1]

_STAGE = re.compile(r"^@(\d+) (.+)$")
"""A line of room.py: where the bar stands now, in percent, and what comes next."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__.splitlines()[0])
    parser.add_argument("output", nargs="?", type=Path, default=ROOT / "demo-output", help="folder for the pictures")
    output = parser.parse_args().output.resolve()
    console = Console()
    with tempfile.TemporaryDirectory(prefix="rodin-props-demo-") as profile:
        sandbox, address, key = _start_sandbox()
        try:
            archive = _build_zip(Path(profile))
            ok = _run_room(console, Path(profile), archive=archive, output=output, address=address, key=key)
        finally:
            sandbox.terminate()
            sandbox.communicate()
    if not ok:
        console.print(f"The demo did not get through; its log is {output / 'log.txt'}", style="red")
        return 1
    console.print(f"Two props are in the room. See the pictures and the scene in {output}:")
    for path in sorted(output.iterdir()):
        console.print(f"  {path.name}", highlight=False)
    return 0


def _start_sandbox() -> tuple[subprocess.Popen[str], str, str]:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--files-port", "0", "--speed", "20"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"(http://\S+) .*key: (\S+?)\)", line)
    if not found:
        sys.exit(f"The sandbox did not start: {line}")
    return process, found[1], found[2]


def _build_zip(folder: Path) -> str:
    command = [sys.executable, str(ROOT / "scripts/build_extension.py"), str(folder / "zip")]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return done.stdout.split()[-1]


def _run_room(console: Console, profile: Path, *, archive: str, output: Path, address: str, key: str) -> bool:
    """Run the scene in a Blender of its own, with a progress bar meanwhile."""
    output.mkdir(parents=True, exist_ok=True)
    for old in output.glob("*"):
        if old.is_file():
            old.unlink()
    environment = os.environ | {
        "BLENDER_USER_RESOURCES": str(profile),
        "RODIN_BASE_URL": address,
        "RODIN_API_KEY": key,
    }
    command = [sys.executable, "-u", str(ROOT / "demo" / "room.py"), archive, str(output)]
    columns = (TextColumn("{task.description:<44}"), BarColumn(), TimeElapsedColumn())
    log_path = output / "log.txt"
    with log_path.open("w") as log, Progress(*columns, console=console) as progress:
        task = progress.add_task("Starting Blender", total=100)
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        watcher = JobWatcher(profile)
        stage, text = 0, "Starting Blender"
        while process.poll() is None:
            for match in map(_STAGE.match, log_path.read_text(errors="replace").splitlines()):
                if match:
                    stage, text = int(match[1]), match[2]
            share, words = watcher.look()
            # A generation takes the bar a quarter of its way.
            progress.update(task, completed=stage + 25 * share, description=f"{text}{words}")
            time.sleep(0.2)
        progress.update(task, completed=100, description="Done" if process.returncode == 0 else "Stopped")
    if process.returncode == 0:
        log_path.unlink()
    return process.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
