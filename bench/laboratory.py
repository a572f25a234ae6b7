# SPDX-License-Identifier: GPL-3.0-or-later
"""What the measurements share: a profile with the installed zip, Blenders, sandboxes, a temporary folder."""

import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_LEFT_OUT = ("RODIN_", "BLENDER_", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sandbox:
    """A running sandbox."""

    origin: str
    base_url: str
    key: str

    def record(self) -> Any:
        """Every request it received, and every submission with the moment of its last Done."""
        with urllib.request.urlopen(f"{self.origin}/sandbox/record", timeout=60) as answer:
            return json.load(answer)


class Laboratory:
    """Where it is measured; everything is gone when it closes."""

    def __init__(self) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="rodin-props-bench-")
        self.folder = Path(self._temporary.name)

    def close(self) -> None:
        """Remove all files."""
        self._temporary.cleanup()

    @cached_property
    def profile(self) -> Path:
        """A Blender profile with the extension installed from its freshly built zip, but not enabled."""
        build = [sys.executable, str(ROOT / "scripts/build_extension.py"), str(self.folder / "zip")]
        done = subprocess.run(build, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        profile = self.folder / "profile"
        self._run("install", profile, {"zip": done.stdout.split()[-1]})
        return profile

    def in_blender(self, script: str, *, sandbox: Sandbox | None = None, **told: Any) -> Any:
        """Run `bench.inside.<script>` in a Blender of its own, and return what it measured."""
        access = {"RODIN_BASE_URL": sandbox.base_url, "RODIN_API_KEY": sandbox.key} if sandbox else {}
        return self._run(script, self.profile, told, access)

    def _run(self, script: str, profile: Path, told: dict[str, Any], access: dict[str, str] | None = None) -> Any:
        result = self.folder / f"{script}.json"
        result.unlink(missing_ok=True)
        # Blender writes bytecode for an artist, whatever this machine is set to.
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_LEFT_OUT)}
        environment = kept | {"BLENDER_USER_RESOURCES": str(profile)} | (access or {})
        command = [sys.executable, "-m", f"bench.inside.{script}", str(result), json.dumps(told)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        if done.returncode or not result.is_file():
            sys.exit(f"{script} failed:\n{done.stdout}{done.stderr}")
        return json.loads(result.read_text())

    @contextmanager
    def sandbox(self, *arguments: str) -> Iterator[Sandbox]:
        """A sandbox on free ports, without limits of its own."""
        limits = ["--rate-limit", "0", "--parallel-limit", "0", "--credits", "1000"]
        command = [sys.executable, "-m", "sandbox", "--port", "0", "--files-port", "0", *limits, *arguments]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"(http://[\d.]+:\d+)(/\S+) .*key: (\S+?)\)", line)
            if not found:
                sys.exit(f"The sandbox did not start: {line}")
            yield Sandbox(origin=found[1], base_url=found[1] + found[2], key=found[3])
        finally:
            process.terminate()
            process.communicate()
