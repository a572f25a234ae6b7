# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens when another file is opened, and when the user undoes: look again for placeholders.

Nothing of the rest of the add-on is loaded here before there was a first generation.
"""

import sys
from typing import Any

import bpy
from bpy.app.handlers import persistent

from ..session import addon, session
from . import monitor

_AFTER_START_SECONDS = 1.0


def _give_up_pictures() -> None:
    if session.has_begun() and session.current().pending:
        from ..session.making import picture_queue

        picture_queue.forget_all()


def _look_again() -> None:
    if session.current().has_ledger:
        from ..session.watching import look

        look.forget()
        monitor.wake()


def _lighter_props() -> Any:
    """Return the module that knows of lighter props, if anything has used it."""
    return sys.modules.get(f"{addon.BASE_PACKAGE}.session.levels.light")


def _table() -> Any:
    """Return the module that knows the set of blockouts, if anything has shown it."""
    return sys.modules.get(f"{addon.BASE_PACKAGE}.session.dressing.table")


@persistent
def _before_load(*_: object) -> None:
    if (light := _lighter_props()) is not None:
        light.forget_file()
    if (table := _table()) is not None:
        table.forget()
    _call_if_loaded("operators.cutting.drawing", "give_up")
    # The places of its props go with the old file, and nothing is paid for them yet.
    _give_up_pictures()


@persistent
def _after_save(*_: object) -> None:
    if (files := _file_of_jobs()) is not None:
        files.file_was_saved()


def _file_of_jobs() -> Any:
    """Return the module that notes what jobs were asked for in an unsaved file; None if there was no job."""
    return sys.modules.get(f"{addon.BASE_PACKAGE}.session.landing.file_of_jobs")


@persistent
def _after_load(*_: object) -> None:
    session.current().forget_file()
    if (files := _file_of_jobs()) is not None:
        files.forget()
    _look_again()


@persistent
def _after_undo(*_: object) -> None:
    session.current().refused.clear()  # what did not fit may fit now
    if (table := _table()) is not None:
        table.note_change()
    _look_again()


@persistent
def _after_change(*_: object) -> None:
    if (light := _lighter_props()) is not None:
        light.note_change()
    if (table := _table()) is not None:
        table.note_change()


_HANDLERS = (
    ("depsgraph_update_post", _after_change),
    ("load_pre", _before_load),
    ("load_post", _after_load),
    ("save_post", _after_save),
    ("undo_post", _after_undo),
    ("redo_post", _after_undo),
)


def register() -> None:
    for name, handler in _HANDLERS:
        getattr(bpy.app.handlers, name).append(handler)
    # Jobs that a crash or a closed Blender left behind; register() itself may not look at files or scenes.
    if not bpy.app.background:
        bpy.app.timers.register(_look_again, first_interval=_AFTER_START_SECONDS, persistent=True)


def unregister() -> None:
    if bpy.app.timers.is_registered(_look_again):
        bpy.app.timers.unregister(_look_again)
    for name, handler in _HANDLERS:
        getattr(bpy.app.handlers, name).remove(handler)
    _give_up_pictures()
    _call_if_loaded("session.keeping.queue", "close")
    _call_if_loaded("session.levels.light", "close")
    _call_if_loaded("session.dressing.table", "forget")
    session.close()
    _call_if_loaded("scene.background.run", "end_spare")


def _call_if_loaded(module: str, function: str) -> None:
    """End what a module has begun, if anything has needed that module so far."""
    if (loaded := sys.modules.get(f"{addon.BASE_PACKAGE}.{module}")) is not None:
        getattr(loaded, function)()
