# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a public client of the Rodin API (PyPI: rodin-gen2-mcp) against the sandbox, with only its address changed.

python public_client.py installs it into a throw-away environment, starts a sandbox, and lets the client generate a
model from a picture and one from words, ask for their status, and download them. Ends with 0 if models arrived.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.sandbox_process import SandboxProcess

PACKAGE = "rodin-gen2-mcp==0.3.6"
REQUIRED = (PACKAGE, "mcp<2")  # the client needs the older one but does not say so

DRIVER = """
import asyncio, pathlib, re, sys
import rodin_gen2_server as client

client.RODIN_API_BASE_URL, picture, folder = sys.argv[1:4]

async def one(made):
    task, key = (re.search(name + r": (\\S+)", made) for name in ("UUID задачи", "Subscription Key"))
    assert task and key, made
    for _ in range(600):
        if "✅ Все" in (status := await client.check_task_status(key[1])):
            break
        await asyncio.sleep(0.1)
    else:
        raise SystemExit(status)
    for _ in range(5):
        if "✅" in (fetched := await client.download_result(task[1], f"{folder}/{task[1]}")):
            return
    raise SystemExit(fetched)

async def main():
    await one(await client.generate_3d_image_to_3d([picture], seed=5, quality_override=2000, bbox_condition=[2, 1, 1]))
    await one(await client.generate_3d_text_to_3d("a wooden stool", material="All", quality_override=2000))

asyncio.run(main())
"""


def main() -> int:
    """Do all of it; the exit status."""
    import skimage

    picture = Path(skimage.__file__).parent / "data" / "coffee.png"
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        venv.create(folder / "venv", with_pip=True)
        python = folder / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        subprocess.run([python, "-m", "pip", "install", "--quiet", *REQUIRED], check=True)
        models = folder / "models"
        sandbox = SandboxProcess("--speed", "100", "--texture-pixels", "256")
        try:
            run = [python, "-c", DRIVER, sandbox.base_url, picture, models]
            done = subprocess.run(run, check=False, cwd=folder, env={**os.environ, "RODIN_API_KEY": sandbox.key})
        finally:
            sandbox.stop()
        glbs = sorted(path for path in models.rglob("*.glb") if path.read_bytes()[:4] == b"glTF")
        print(f"{PACKAGE}: {len(glbs)} models ({', '.join(path.name for path in glbs)}), exit status {done.returncode}")
        return 0 if done.returncode == 0 and len(glbs) == 3 else 1


if __name__ == "__main__":
    sys.exit(main())
