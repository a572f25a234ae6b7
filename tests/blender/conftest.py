# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Blender (PyPI's bpy) with the extension installed from its zip, as an artist installs it."""

import dataclasses
import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy
import pytest
from PIL import Image
from support.extension_zip import build_zip
from support.sandbox_process import SOON
from support.waiting import wait_at_most, wait_until

# Blender reads these once, when bpy is imported.
_PROFILE = tempfile.TemporaryDirectory(prefix="rodin-props-profile-", ignore_cleanup_errors=True)
os.environ["BLENDER_USER_RESOURCES"] = _PROFILE.name
for _name in ("RODIN_API_KEY", "RODIN_BASE_URL"):
    os.environ.pop(_name, None)

import bpy  # noqa: E402 - the profile must be set before
import capture_scene  # noqa: E402 - it imports bpy
from glb_files import chair  # noqa: E402 - the same
from preparing import prepare  # noqa: E402 - the same
from scene_snapshot import differences, snapshot  # noqa: E402 - the same

MODULE = "bl_ext.user_default.rodin_props"
_ENDED = pytest.StashKey[int]()


@pytest.fixture(scope="session")
def zip_path() -> Path:
    """The extension's zip, freshly built."""
    return build_zip(Path(_PROFILE.name) / "zip")


@pytest.fixture(scope="session")
def installed(zip_path: Path) -> Iterator[ModuleType]:
    """The enabled extension's top package; disabled and checked at the end of the session."""
    result = bpy.ops.extensions.package_install_files(
        filepath=str(zip_path), repo="user_default", enable_on_install=True
    )
    assert result == {"FINISHED"}
    yield sys.modules[MODULE]
    bpy.ops.preferences.addon_disable(module=MODULE)


@pytest.fixture
def addon(installed: ModuleType) -> ModuleType:
    """The extension in a fresh, empty file."""
    bpy.ops.wm.read_homefile(use_empty=True, use_factory_startup=True)
    if MODULE not in bpy.context.preferences.addons:
        bpy.ops.preferences.addon_enable(module=MODULE)
    return sys.modules[MODULE]


@pytest.fixture
def part(addon: ModuleType) -> Callable[[str], ModuleType]:
    """A function that gives one of the extension's modules by its path, such as `session.session`."""
    return lambda name: importlib.import_module(f"{MODULE}.{name}")


@pytest.fixture(scope="session")
def shared_sandbox(start_sandbox: Callable[..., Any]) -> Any:
    """One for all: small models, since it is what becomes of them that counts here."""
    return start_sandbox(*SOON)


@pytest.fixture
def impatient(part: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that ask ten times a second: the preference begins at once a second."""
    supervisor = part("session.session").current().supervisor
    ensure = supervisor.ensure

    def ensured(*, settings: Any, **rest: Any) -> None:
        ensure(settings=dataclasses.replace(settings, poll_interval_seconds=0.1), **rest)

    monkeypatch.setattr(supervisor, "ensure", ensured)


@pytest.fixture
def online(
    addon: ModuleType, part: Callable[[str], ModuleType], sandbox: Any, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Any]:
    """The extension with a key and a sandbox to talk to; gives the sandbox. What is left over is not sent later."""
    monkeypatch.setenv("RODIN_BASE_URL", sandbox.base_url)
    monkeypatch.setenv("RODIN_API_KEY", sandbox.key)
    preferences = bpy.context.preferences.addons[MODULE].preferences
    preferences.poll_interval_seconds = 1
    # The tests share one account: with the usual budget they would wait for one another.
    preferences.requests_per_minute = 6000
    preferences.parallel_jobs = 20
    preferences.make_levels = False  # where it is what is tested, it is switched on
    yield sandbox
    ledger = part("session.session").current().ledger
    for job in ledger.active():
        with suppress(part("jobs.states").IllegalMove):  # it has ended meanwhile, or is being sent at this moment
            ledger.cancel(job.id)
    wait_at_most(10, lambda: not ledger.active())


@pytest.fixture
def jobs(part: Callable[[str], ModuleType]) -> Callable[[], tuple[Any, ...]]:
    """A function that gives the ledger's jobs as they are now, newest first."""
    session = part("session.session").current()

    def read() -> tuple[Any, ...]:
        session.refresh()
        return session.ledger.jobs()

    return read


@pytest.fixture(scope="session")
def chair_files(tmp_path_factory: pytest.TempPathFactory, installed: ModuleType) -> Path:
    """A folder with a model and what was prepared from it."""
    folder = tmp_path_factory.mktemp("chair")
    background = importlib.import_module(f"{installed.__name__}.scene.background.commands")
    assert prepare(background.prepare_command(), chair(folder / "model.glb"))["ok"]
    return folder


@pytest.fixture
def unwaited(part: Callable[[str], ModuleType], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let operators return at once, as in a window."""
    monkeypatch.setattr(part("session.landing.wait_in_background"), "wait_for", lambda context, job_ids: None)


@pytest.fixture
def look_until_all_ended(part: Callable[[str], ModuleType]) -> Callable[[], None]:
    """A function that looks at the jobs as the monitor does until nothing is on its way any more."""

    def look() -> None:
        part("session.watching.look").forget()
        tick = part("session.watching.tick").tick
        wait_until(lambda: not tick(bpy.context), seconds=120, what="the end of all jobs")

    return look


@pytest.fixture
def stage(addon: ModuleType) -> Any:
    """A cube before a camera, in the light of a grey world; gives the cube."""
    return capture_scene.lit_stage(bpy.context.scene)


@pytest.fixture
def take(part: Callable[[str], ModuleType], tmp_path: Path) -> Callable[..., Any]:
    """A function that takes the camera's picture and gives its pixels; sees that the file stays as it is."""

    def picture() -> Any:
        scene, path = bpy.context.scene, tmp_path / "picture.png"
        bpy.context.view_layer.update()  # as a window does all the time
        before = snapshot()
        capture = part("scene.capture.ordering").camera_capture(
            scene,
            view_layer=bpy.context.view_layer,
            camera=scene.camera,
            output_path=path,
            max_side_pixels=64,
        )
        capture.render_blocking()
        changed = differences(before, snapshot())
        # Blender counts one user more for what a library override refers to, until the file is loaded again.
        counted = {
            f"objects[{each.override_library.reference.name!r}].users"
            for each in scene.objects
            if each.override_library
        }
        assert changed.keys() <= counted
        with Image.open(path) as image:
            return numpy.asarray(image.convert("RGBA")).astype(int)

    return picture


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Note how the tests ended, for `pytest_unconfigure`."""
    session.config.stash[_ENDED] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """PyPI's bpy does not always survive the end of Python: 4.2 crashes over classes that are gone, 4.5 was seen to
    wait for ever for a thread of its own."""
    if _ENDED in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        _PROFILE.cleanup()
        os._exit(config.stash[_ENDED])
