# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens when another file is opened, and when the user undoes: look again for placeholders."""

import bpy
from bpy.app.handlers import persistent

from ..session import session
from ..session.making import capture_queue
from ..session.watching import look
from . import monitor


@persistent
def _before_load(*_: object) -> None:
    # The places of its props go with the old file, and nothing is paid for them yet.
    capture_queue.forget_all()


@persistent
def _after_load(*_: object) -> None:
    session.current().forget_file()
    look.forget()
    monitor.wake()


@persistent
def _after_undo(*_: object) -> None:
    look.forget()
    monitor.wake()


_HANDLERS = (
    ("load_pre", _before_load),
    ("load_post", _after_load),
    ("undo_post", _after_undo),
    ("redo_post", _after_undo),
)


def register() -> None:
    for name, handler in _HANDLERS:
        getattr(bpy.app.handlers, name).append(handler)
    # Jobs that a crash or a closed Blender left behind; register() itself may not look at files or scenes.
    monitor.wake(delay_seconds=1.0)


def unregister() -> None:
    for name, handler in _HANDLERS:
        getattr(bpy.app.handlers, name).remove(handler)
    capture_queue.forget_all()
    session.close()
