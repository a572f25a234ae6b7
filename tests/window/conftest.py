# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Blender in a window, with the extension installed from its zip. BLENDER names the program.

Pictures and logs stay under build/window/BLENDER/TEST/, and the version of the extension they were taken of.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.extension_zip import build_zip
from support.package import ROOT
from support.sandbox_process import small

sys.path.insert(0, str(Path(__file__).parent))  # harness/ runs outside Blender, inside/ within; both are plain packages

from harness.blender_window import BlenderWindow, install_extension
from harness.desktop import Desktop, find_xvfb


@pytest.fixture(scope="session")
def blender() -> Path:
    """The Blender to be tested."""
    named = os.environ.get("BLENDER", "")
    found = shutil.which(named) if named else None
    if found is None:
        pytest.exit(f"No Blender at {named!r}. Say which: make test-window BLENDER=/path/to/blender", returncode=2)
    return Path(found).absolute()


@pytest.fixture(scope="session")
def blender_name(blender: Path) -> str:
    """For the folder of the pictures: “blender-4.3.2”."""
    answer = subprocess.run([str(blender), "--version"], cwd=ROOT, capture_output=True, text=True, check=True)
    return "-".join(answer.stdout.splitlines()[0].lower().split()[:2])


@pytest.fixture(scope="session")
def version() -> str:
    """The extension's version, for who looks at the pictures later."""
    manifest = tomllib.loads((ROOT / "blender_manifest.toml").read_text("utf-8"))
    return str(manifest["version"])


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension's zip, freshly built."""
    return build_zip(tmp_path_factory.mktemp("extension"))


@pytest.fixture(scope="session")
def profile_with_extension(blender: Path, archive: Path) -> Path:
    """A Blender profile in which the freshly built extension is installed; tests get copies."""
    return install_extension(blender=blender, archive=archive, profile=archive.parent / "profile")


@pytest.fixture(scope="session")
def desktop(blender: Path) -> Iterator[Desktop]:
    """One screen for all tests."""
    with Desktop(find_xvfb(blender)) as screen:
        yield screen


@pytest.fixture(scope="session")
def small_service(start_sandbox: Callable[..., Any]) -> Any:
    """A sandbox that makes small models, and takes minutes until a scenario lets its clock jump."""
    return start_sandbox("--speed", "0.3", *small(pixels=128, faces=2000), "--rate-limit", "0")


@pytest.fixture
def service(small_service: Any) -> Any:
    """The sandbox without memory of earlier tests."""
    small_service.reset()
    return small_service


@pytest.fixture
def window(
    blender: Path,
    blender_name: str,
    version: str,
    desktop: Desktop,
    service: Any,
    profile_with_extension: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[BlenderWindow]:
    """Ready to start Blender, with a profile of its own and the sandbox as its service."""
    folder = ROOT / "build" / "window" / blender_name / request.node.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "version.txt").write_text(version, "utf-8")
    profile = tmp_path / "profile"
    shutil.copytree(profile_with_extension, profile)
    environment = {"RODIN_BASE_URL": service.base_url, "RODIN_API_KEY": service.key}
    ready = BlenderWindow(
        blender=blender, desktop=desktop, profile=profile, folder=folder, work=tmp_path, environment=environment
    )
    yield ready
    ready.end_all()
