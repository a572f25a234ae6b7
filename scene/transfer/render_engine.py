# SPDX-License-Identifier: GPL-3.0-or-later
"""What another Blender needs to render with the scene's engine: the add-on that brings it, and Cycles' devices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import bpy

from ..errors import EngineMissing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bpy.types import Scene

_BUILT_IN = "BLENDER_"
"""How the names of the engines that are part of every Blender begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A folder of extensions that the artist's preferences list."""

    module: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device that Cycles may render on."""

    id: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineNeeds:
    """What must be there before a scene can be rendered with an engine."""

    engine: str
    """Blender's identifier, such as CYCLES."""
    label: str
    """What the artist reads in the render properties."""
    add_on: str = ""
    """Module of the add-on that brings it; empty if Blender itself does."""
    script_folders: tuple[str, ...] = ()
    repositories: tuple[Repository, ...] = ()
    device_type: str = ""
    """Cycles' kind of compute device, such as OPTIX; empty to render on the processor."""
    devices: tuple[Device, ...] = ()

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> EngineNeeds:
        """Read it back."""
        return cls(
            **values
            | {
                "script_folders": tuple(values["script_folders"]),
                "repositories": tuple(Repository(**fields) for fields in values["repositories"]),
                "devices": tuple(Device(**fields) for fields in values["devices"]),
            }
        )


def needs_of(scene: Scene) -> EngineNeeds:
    """Return what the scene's engine needs in another Blender, as this Blender has it.

    :raises EngineMissing: no add-on is known that brings the engine.
    """
    engine = scene.render.engine
    if engine.startswith(_BUILT_IN):
        return EngineNeeds(engine=engine, label=engine)
    classes = (class_ for class_ in _engine_classes() if getattr(class_, "bl_idname", "") == engine)
    engine_class = next(classes, None)
    label = engine if engine_class is None else engine_class.bl_label
    add_on = "" if engine_class is None else _add_on_of(engine_class.__module__)
    if not add_on:
        raise EngineMissing(engine=label)
    extensions = bpy.context.preferences.extensions
    folders = bpy.context.preferences.filepaths.script_directories
    device_type, devices = _cycles_devices(scene) if engine == "CYCLES" else ("", ())
    return EngineNeeds(
        engine=engine,
        label=label,
        add_on=add_on,
        script_folders=tuple(bpy.path.abspath(folder.directory) for folder in folders if folder.directory),
        repositories=tuple(
            Repository(module=repository.module, folder=repository.directory)
            for repository in extensions.repos
            if repository.enabled
        ),
        device_type=device_type,
        devices=devices,
    )


def belongs_to(module: str, add_on: str) -> bool:
    """Say whether a Python module is a part of an add-on."""
    return bool(add_on) and (module == add_on or module.startswith(f"{add_on}."))


def _engine_classes() -> Iterator[Any]:
    waiting: list[Any] = [bpy.types.RenderEngine]
    while waiting:
        classes = waiting.pop().__subclasses__()
        waiting.extend(classes)
        yield from (class_ for class_ in classes if class_.is_registered)  # disabled add-ons leave their classes behind


def _add_on_of(module: str) -> str:
    """Return the enabled add-on that a Python module is a part of; empty if there is none."""
    names = [name for name in bpy.context.preferences.addons.keys() if belongs_to(module, name)]  # noqa: SIM118
    return max(names, key=len, default="")


def _cycles_devices(scene: Scene) -> tuple[str, tuple[Device, ...]]:
    settings: Any = getattr(scene, "cycles", None)
    add_on = bpy.context.preferences.addons.get("cycles")
    if add_on is None or settings is None or settings.device != "GPU":
        return "", ()
    preferences: Any = add_on.preferences
    if preferences.compute_device_type in {"", "NONE"}:
        return "", ()
    return preferences.compute_device_type, tuple(
        Device(id=device.id, type=device.type) for device in preferences.devices if device.use
    )


def make_available(needs: EngineNeeds) -> None:
    """Enable the engine and its devices in this Blender, which has factory settings.

    :raises EngineMissing: its add-on cannot be enabled here, or does not bring it.
    """
    if not needs.add_on:
        return
    _add_folders(needs)
    import addon_utils

    if addon_utils.enable(needs.add_on, default_set=True, persistent=True) is None:
        raise EngineMissing(engine=needs.label)
    if needs.engine == "CYCLES" and needs.device_type:
        _use_devices(bpy.context.preferences.addons["cycles"].preferences, needs)


def choose(scene: Scene, needs: EngineNeeds) -> None:
    """Set the scene's render engine.

    :raises EngineMissing: this Blender does not have it.
    """
    render: Any = scene.render
    try:
        render.engine = needs.engine
    except TypeError as error:
        raise EngineMissing(engine=needs.label) from error


def _add_folders(needs: EngineNeeds) -> None:
    preferences = bpy.context.preferences
    known_folders = {known.directory for known in preferences.filepaths.script_directories}
    for folder in needs.script_folders:
        if folder not in known_folders:
            preferences.filepaths.script_directories.new().directory = folder
    bpy.utils.refresh_script_paths()
    repositories: Any = preferences.extensions.repos
    known_modules = {known.module for known in repositories}
    for repository in needs.repositories:
        if repository.module not in known_modules:
            repositories.new(name=repository.module, module=repository.module, custom_directory=repository.folder)


def _use_devices(preferences: Any, needs: EngineNeeds) -> None:
    """Let Cycles use the wanted devices; where they are not available, it uses the processor."""
    try:
        preferences.compute_device_type = needs.device_type
    except TypeError:
        return
    preferences.refresh_devices()
    wanted = {(device.id, device.type) for device in needs.devices}
    for device in preferences.devices:
        device.use = (device.id, device.type) in wanted
