# SPDX-License-Identifier: GPL-3.0-or-later
"""The extension comes and goes without a trace."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import bpy
import pytest

MODULE = "bl_ext.user_default.rodin_props"
MOST_MODULES = 82
"""That Blender loads of the extension at its start."""


def _registered() -> set[str]:
    return {name for name in dir(bpy.types) if "rodin_props" in name.lower() or "rodinprops" in name.lower()}


def _handlers() -> list[str]:
    lists = (getattr(bpy.app.handlers, name) for name in ("load_pre", "load_post", "undo_post", "redo_post"))
    return [each.__module__ for handlers in lists for each in handlers if MODULE in each.__module__]


def test_it_registers_and_unregisters_ten_times(addon: ModuleType) -> None:
    registered = _registered()
    handlers = _handlers()
    for _ in range(10):
        bpy.ops.preferences.addon_disable(module=MODULE)
        assert not _registered()
        assert not _handlers()
        assert not hasattr(bpy.types.Scene, "rodin_props")
        bpy.ops.preferences.addon_enable(module=MODULE)
    assert _registered() == registered
    assert _handlers() == handlers
    assert bpy.context.scene.rodin_props.tier == "GEN_2"


def test_every_public_operator_is_there(addon: ModuleType) -> None:
    names = {
        "generate_from_camera",
        "generate_from_image",
        "generate_from_text",
        "monitor",
        "cancel_job",
        "resume_job",
        "import_job",
        "remove_job",
        "rerun",
        "test_key",
    }
    assert names <= set(dir(bpy.ops.rodin_props))


def test_no_generate_operator_can_be_repeated_by_accident(addon: ModuleType) -> None:
    for name in ("generate_from_camera", "generate_from_image", "generate_from_text", "rerun"):
        kind = getattr(bpy.types, f"RODIN_PROPS_OT_{name}")
        assert not kind.bl_options & {"REGISTER", "UNDO"}, name


@pytest.mark.long
def test_requests_stays_outside_blender_and_what_a_press_needs_comes_at_the_press(
    zip_path: Path, tmp_path: Path
) -> None:
    script = (
        "import os, sys\n"
        f"os.environ['BLENDER_USER_RESOURCES'] = {str(tmp_path)!r}\n"
        "import bpy\n"
        "had_requests = 'requests' in sys.modules\n"  # 5.2 has it at its start, for asset libraries on the web
        f"bpy.ops.extensions.package_install_files(filepath={str(zip_path)!r}, repo='user_default',"
        " enable_on_install=True)\n"
        f"bpy.ops.preferences.addon_disable(module={MODULE!r})\n"
        f"bpy.ops.preferences.addon_enable(module={MODULE!r})\n"
        "own = [name for name in sys.modules if name.startswith('bl_ext.user_default.rodin')]\n"
        "assert own\n"
        "print(*own, 'requests' if 'requests' in sys.modules and not had_requests else '')\n"
        f"bpy.ops.preferences.addon_disable(module={MODULE!r})\n"
        "sys.stdout.flush()\n"
        "os._exit(0)\n"  # see pytest_unconfigure
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    loaded = {name.removeprefix(f"{MODULE}.") for name in done.stdout.splitlines()[-1].split()}
    assert {"operators.making.generate", "ui.mesh"} <= loaded
    assert not loaded & {"requests", "disk", "session.account", "session.credentials", "session.picture_list"}
    assert not loaded & {"operators.cutting.canvas", "operators.cutting.drawing", "ui.dressing.parts"}
    described = {name for name in loaded if name.startswith("api.")}
    assert described == {"api.options", "api.options.fields", "api.options.option", "api.options.types"}
    drawn_with = {name for name in loaded if name.startswith("ui.layouts.")}
    assert drawn_with == {"ui.layouts.text"}
    unused = "command_line", "jobs", "session.dressing", "session.inputs", "session.keeping", "session.landing"
    unused += "session.cutting", "session.levels", "session.making", "session.presets", "usual_sizes"
    for folder in unused:
        assert not [name for name in loaded if name.startswith(folder)]
    assert {name for name in loaded if name.startswith("scene.")} == {"scene.choices"}
    assert len(loaded) <= MOST_MODULES, sorted(loaded)


def test_nothing_is_written_before_the_first_job(addon: ModuleType) -> None:
    folder = Path(bpy.utils.extension_path_user(MODULE))
    assert not list(folder.glob("ledger*")) or any((folder / "jobs").iterdir())
