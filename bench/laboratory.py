# SPDX-License-Identifier: GPL-3.0-or-later
"""What the measurements share: a profile with the installed zip, a Blender, sandboxes, models, a temporary folder."""

import json
import re
import shutil
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

from .blenders import ROOT, Blender, BlenderModule, BlenderProgram
from .environment import child_environment

LATENCY_SECONDS = 0.25
BYTES_PER_SECOND = 8_000_000
"""Of the pretended line to the service."""


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

    def scenario(self, **settings: Any) -> None:
        """Change how it behaves from now on."""
        data, headers = json.dumps(settings).encode(), {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self.origin}/sandbox/scenario", data=data, headers=headers)
        urllib.request.urlopen(request, timeout=60).close()


class Laboratory:
    """Where it is measured; everything is gone when it closes."""

    def __init__(self, program: Path | None = None, *, rounds: int = 3) -> None:
        self.rounds = rounds
        """How often each is measured."""
        self._temporary = tempfile.TemporaryDirectory(prefix="rodin-props-bench-")
        self.folder = Path(self._temporary.name)
        self.blender: Blender = BlenderProgram(program, self.folder) if program else BlenderModule()
        self._count = 0

    def close(self) -> None:
        """Remove all files."""
        self.blender.close()
        self._temporary.cleanup()

    @cached_property
    def profile(self) -> Path:
        """A Blender profile with the extension installed from its freshly built zip, but not enabled."""
        build = [sys.executable, str(ROOT / "scripts/build_extension.py"), str(self.folder / "zip")]
        done = subprocess.run(build, env=child_environment(), capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)
        profile = self.folder / "profile"
        profile.mkdir()
        self._run("install", profile, {"zip": done.stdout.split()[-1]}, {})
        return profile

    def model(self, triangles: int) -> str:
        """The name of a GLB with so many triangles and three 2K textures; a sandbox serves it for that prompt."""
        path = self.models / f"model-{triangles}.glb"
        if not path.exists():
            write = "from pathlib import Path; import sys; from glb_files import big_model"
            write += "; big_model(Path(sys.argv[1]), triangles=int(sys.argv[2]))"
            command = [sys.executable, "-c", write, str(path), str(triangles)]
            helpers = ROOT / "tests/blender/helpers"
            subprocess.run(command, cwd=helpers, env=child_environment(), check=True)
        return path.stem

    @cached_property
    def models(self) -> Path:
        """The folder of all models."""
        (self.folder / "models").mkdir()
        return self.folder / "models"

    def in_blender(self, script: str, *, sandbox: Sandbox | None = None, **told: Any) -> Any:
        """Run a script of `bench.inside` in a Blender and a profile of its own; return what it measured."""
        access = {"RODIN_BASE_URL": sandbox.base_url, "RODIN_API_KEY": sandbox.key} if sandbox else {}
        self._count += 1
        profile = self.folder / f"profile-{self._count}"
        shutil.copytree(self.profile, profile)
        try:
            return self._run(script, profile, told, access)
        finally:
            shutil.rmtree(profile, ignore_errors=True)

    def _run(self, script: str, profile: Path, told: dict[str, Any], access: dict[str, str]) -> Any:
        order, result, log = (self.folder / f"{script}.{kind}" for kind in ("order.json", "json", "log"))
        result.unlink(missing_ok=True)
        order.write_text(json.dumps({"script": script, "told": told, "result": str(result)}))
        code = self.blender.run(order, profile, access, log)
        done = json.loads(result.read_text()) if result.is_file() else {"error": f"exit code {code}"}
        if done["error"]:
            sys.exit(f"{script} failed: {done['error']}\n{log.read_text(errors='replace')[-4000:]}")
        return done["answer"]

    @contextmanager
    def sandbox(self, *arguments: str) -> Iterator[Sandbox]:
        """A sandbox on free ports, without limits of its own; it serves the models by their names."""
        limits = ["--rate-limit", "0", "--parallel-limit", "0", "--credits", "1000", "--empty-downloads", "0"]
        command = [sys.executable, "-m", "sandbox", "--port", "0", "--files-port", "0", *limits, *arguments]
        process = subprocess.Popen(command, cwd=ROOT, env=child_environment(), stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"(http://[\d.]+:\d+)(/\S+) .*key: (\S+?)\)", line)
            if not found:
                sys.exit(f"The sandbox did not start: {line}")
            running = Sandbox(origin=found[1], base_url=found[1] + found[2], key=found[3])
            running.scenario(models_folder=str(self.models))
            yield running
        finally:
            process.terminate()
            process.communicate()

    @contextmanager
    def far_sandbox(self, *, speed: int = 16) -> Iterator[Sandbox]:
        """A sandbox behind a line like the one to the real service; it makes no models of its own."""
        line = ("--latency-seconds", str(LATENCY_SECONDS), "--file-bytes-per-second", str(BYTES_PER_SECOND))
        little = ("--texture-pixels", "32", "--max-faces", "500", "--workers", "1", "--seed", "3")
        with self.sandbox(*line, *little, "--speed", str(speed)) as running:
            yield running
