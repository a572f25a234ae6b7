# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox in a process of its own."""

import json
import os
import re
import secrets
import subprocess
import sys
import urllib.request
from typing import Any

from .package import ROOT

QUICK = ("--speed", "1000", "--rate-limit", "0", "--parallel-limit", "0")
"""Arguments for one that makes everything at once and bears any crowd."""


def small(*, pixels: int, faces: int) -> tuple[str, ...]:
    """Arguments for one whose models are small."""
    return ("--texture-pixels", str(pixels), "--max-faces", str(faces))


SOON = (*QUICK, *small(pixels=64, faces=500), "--empty-downloads", "0")
"""Arguments for one whose small models can be fetched as soon as they are asked for."""


class SandboxProcess:
    """A sandbox in a process of its own, on free ports, with a key of its own.

    Its Python may differ from the tests' own (other Blenders, an old requests): RODIN_PROPS_SANDBOX_PYTHON names it.
    """

    def __init__(self, *arguments: str) -> None:
        python = os.environ.get("RODIN_PROPS_SANDBOX_PYTHON") or sys.executable
        command = [python, "-m", "sandbox", "--port", "0", "--files-port", "0", *arguments]
        if "--key" not in arguments:
            # Of its own: a port is used again, and whoever still calls the sandbox that had it before is not let in.
            command += ["--key", f"sandbox-key-{secrets.token_hex(8)}"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"(http://[\d.]+:\d+)(/\S+) .*key: (\S+?)\)", line)
        assert found, f"The sandbox did not start: {line!r}"
        self.origin, self.key = found[1], found[3]
        self.base_url = found[1] + found[2]

    def _call(self, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, data=data, headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def scenario(self, **settings: Any) -> None:
        """Change how it behaves from now on, such as `faults={"no_funds": 1}` or `credits=3.0`."""
        self._call("/sandbox/scenario", settings)

    def record(self) -> Any:
        """Every request it received, and every submission with what was charged."""
        return self._call("/sandbox/record")

    def reset(self) -> None:
        """Forget all tasks, faults and records."""
        self._call("/sandbox/reset", {})

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()
