# SPDX-License-Identifier: GPL-3.0-or-later
"""Wraps every way from Blender into the extension, and what the extension has Blender do, in a recorder.

`before_enabling` sees to timers and draw handlers that register() makes, `after_enabling` to classes and lists.
A name that is gone is an error: a bench that measures nothing is worse than none.
"""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import bpy

from .extension import MODULE
from .recorder import Listed, NothingToMeasure, Recorder, clock, with_arguments_of

_METHODS = ("invoke", "execute", "modal", "cancel", "draw", "draw_header", "draw_item", "filter_items", "poll")
_BASES = ("Operator", "Panel", "Menu", "UIList", "Header", "AddonPreferences", "FileHandler")
EXPECTED = ("RODIN_PROPS_OT_monitor.modal", "RODIN_PROPS_OT_generate_from_text.execute", "RODIN_PROPS_PT_jobs.draw")
"""Without these the wrapping has missed the extension."""


def is_ours(thing: Any) -> bool:
    """Whether a function or class was defined by the extension."""
    return (getattr(thing, "__module__", "") or "").startswith(MODULE)


def before_enabling(recorder: Recorder) -> None:
    """Wrap what is handed to Blender while the extension registers and later."""
    _wrap_timers(recorder)
    _wrap_draw_handlers(recorder)
    _wrap_blender(recorder)


def after_enabling(recorder: Recorder) -> None:
    """Wrap the extension's classes, its entries in menus, and its handlers.

    :raises NothingToMeasure: what must be there is not.
    """
    names = {name for kind in _our_classes() for name in _wrap_class(recorder, kind)}
    if missing := set(EXPECTED) - names:
        raise NothingToMeasure(f"the extension has no {', '.join(sorted(missing))} any more")
    for functions in _lists_of_functions():
        for index, function in enumerate(functions):
            if is_ours(function):
                functions[index] = Listed(function, recorder.wrapped(function, f"menu.{function.__name__}"))
    for name in dir(bpy.app.handlers):
        handlers = getattr(bpy.app.handlers, name)
        for index, function in enumerate(handlers if isinstance(handlers, list) else ()):
            if is_ours(function):
                handlers[index] = Listed(function, recorder.wrapped(function, f"handler.{name}"))


def _our_classes() -> Iterator[type]:
    for base in _BASES:
        waiting = list(getattr(bpy.types, base).__subclasses__())
        while waiting:
            kind = waiting.pop()
            waiting += kind.__subclasses__()
            if is_ours(kind) and "bl_rna" in kind.__dict__:  # registered itself, not a class that others build on
                yield kind


def _wrap_class(recorder: Recorder, kind: type) -> Iterator[str]:
    for method in _METHODS:
        owner = next((each for each in kind.__mro__ if is_ours(each) and method in each.__dict__), None)
        if owner is None:
            continue
        name, found = f"{kind.__name__}.{method}", inspect.getattr_static(owner, method)
        function = found.__func__ if isinstance(found, classmethod | staticmethod) else found
        call = with_arguments_of(function, recorder.wrapped(function, name))
        setattr(kind, method, type(found)(call) if isinstance(found, classmethod | staticmethod) else call)
        yield name


def _lists_of_functions() -> Iterator[list[Callable[..., Any]]]:
    """What was appended to Blender's own menus and headers."""
    for name in dir(bpy.types):
        if "_MT_" in name or "_HT_" in name or "_PT_" in name:
            functions = getattr(getattr(getattr(bpy.types, name, None), "draw", None), "_draw_funcs", None)
            if functions:
                yield functions


def _wrap_timers(recorder: Recorder) -> None:
    timers = bpy.app.timers
    register, is_registered, unregister = timers.register, timers.is_registered, timers.unregister
    known: dict[Any, Any] = {}

    def ours(function: Any) -> Any:
        if is_ours(function) and function not in known:
            known[function] = recorder.wrapped(function, f"timer.{function.__name__}")
        return known.get(function, function)

    timers.register = lambda function, **named: register(ours(function), **named)
    timers.is_registered = lambda function: is_registered(known.get(function, function))
    timers.unregister = lambda function: unregister(known.get(function, function))


def _wrap_draw_handlers(recorder: Recorder) -> None:
    watch_viewports(recorder)
    space = bpy.types.SpaceView3D
    add = space.draw_handler_add

    def add_recorded(function: Any, *arguments: Any) -> Any:
        if is_ours(function):
            function = recorder.wrapped(function, f"viewport.{function.__name__}")
        return add(function, *arguments)

    space.draw_handler_add = add_recorded


def watch_viewports(recorder: Recorder) -> None:
    """Record when the main region of a 3D viewport is drawn, from the first to the last."""
    began: list[float] = []

    def end() -> None:
        if began:
            recorder.draws.append((began.pop(), clock()))

    if not bpy.app.background:
        add = bpy.types.SpaceView3D.draw_handler_add
        add(lambda: began.append(clock()), (), "WINDOW", "PRE_VIEW")
        add(end, (), "WINDOW", "POST_PIXEL")


class _Loading:
    """`with bpy.data.libraries.load(…)`: both the opening and the appending are Blender's own."""

    def __init__(self, recorder: Recorder, loading: Any) -> None:
        self._recorder, self._loading = recorder, loading

    def __enter__(self) -> Any:
        with self._recorder.span("append", by_blender=True):
            return self._loading.__enter__()

    def __exit__(self, *raised: Any) -> Any:
        with self._recorder.span("append", by_blender=True):
            return self._loading.__exit__(*raised)


class _UndoPush:
    """`bpy.ops.ed` with its undo_push recorded."""

    def __init__(self, recorder: Recorder, operators: Any) -> None:
        self._operators = operators
        self.undo_push = recorder.wrapped(operators.undo_push.__call__, "undo push", by_blender=True)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._operators, name)


def _wrap_blender(recorder: Recorder) -> None:
    """Append, undo push, update and write are Blender's own: told apart from what is ours."""
    libraries = bpy.types.BlendDataLibraries
    kept = {name: libraries.__dict__[name] for name in ("load", "write")}

    def original(name: str) -> Any:
        """Blender's own, bound to the file that is open now."""
        hiding = libraries.__dict__[name]
        setattr(libraries, name, kept[name])
        try:
            return getattr(bpy.data.libraries, name)
        finally:
            setattr(libraries, name, hiding)

    def load(*arguments: Any, **named: Any) -> _Loading:
        with recorder.span("append", by_blender=True):
            return _Loading(recorder, original("load")(*arguments, **named))

    def write(*arguments: Any, **named: Any) -> None:
        with recorder.span("write", by_blender=True):
            original("write")(*arguments, **named)

    libraries.load, libraries.write = load, write
    if bpy.data.libraries.load is not load:
        raise NothingToMeasure("bpy.data.libraries.load cannot be wrapped in this Blender")
    bpy.ops.ed = _UndoPush(recorder, bpy.ops.ed)
    _wrap_updates(recorder)


def _wrap_updates(recorder: Recorder) -> None:
    """Between these two handlers Blender evaluates the scene, whoever asked for it."""
    handlers = bpy.app.handlers

    def before(*_: Any) -> None:
        recorder.enter("update", by_blender=True)

    def after(*_: Any) -> None:
        recorder.leave("update")

    handlers.depsgraph_update_pre.append(handlers.persistent(before))
    handlers.depsgraph_update_post.insert(0, handlers.persistent(after))
