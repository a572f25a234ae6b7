# SPDX-License-Identifier: GPL-3.0-or-later
"""A button that cannot be pressed says why in its tooltip: no `poll` refuses without a word."""

from collections.abc import Callable, Iterator
from typing import Any

import bpy
import pytest

Kind = Any
PREFIX = "RODIN_PROPS_OT_"


def kinds() -> list[Kind]:
    """All operators of the add-on that may refuse."""
    names = sorted(name for name in dir(bpy.types) if name.startswith(PREFIX))
    return [kind for name in names if hasattr(kind := getattr(bpy.types, name), "poll") and has_own_poll(kind)]


def has_own_poll(kind: Kind) -> bool:
    """Say whether an operator, or one of the mixins that it is made of, has a poll."""
    return any("poll" in vars(each) for each in kind.__mro__ if "rodin_props" in each.__module__)


@pytest.fixture
def refusals(own_folder: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], dict[str, list[str]]]:
    """A function that gives, of all operators that refuse now, what they say; nothing was generated yet."""
    said: list[str] = []
    for kind in kinds():
        monkeypatch.setattr(kind, "poll_message_set", lambda message, *values: said.append(message), raising=False)

    def asked() -> dict[str, list[str]]:
        found = {}
        for kind in kinds():
            said.clear()
            if not kind.poll(bpy.context):
                found[kind.__name__.removeprefix(PREFIX)] = list(said)
        return found

    return asked


def empty_file() -> Iterator[None]:
    """Nothing was generated yet, and there is no key."""
    yield


def edit_mode() -> Iterator[None]:
    """Somebody models."""
    bpy.ops.mesh.primitive_cube_add()
    bpy.ops.object.mode_set(mode="EDIT")
    yield
    bpy.ops.object.mode_set(mode="OBJECT")


def own_mesh() -> Iterator[None]:
    """A mesh is selected that nobody sent anywhere; there is no camera."""
    bpy.ops.mesh.primitive_cube_add()
    yield


def lamp() -> Iterator[None]:
    """What is selected is no mesh."""
    bpy.ops.object.light_add()
    yield


def no_asset_library() -> Iterator[None]:
    """Somebody has removed them all."""
    libraries = bpy.context.preferences.filepaths.asset_libraries
    before = [(each.name, each.path) for each in libraries]
    while libraries:
        libraries.remove(libraries[0])
    yield
    for name, path in before:
        libraries.new(name=name, directory=path)


SITUATIONS = [empty_file, edit_mode, own_mesh, lamp, no_asset_library]
"""Each is a generator that makes the situation, and takes it back."""


def play(situation: Callable[[], Iterator[None]], refusals: Callable[[], dict[str, list[str]]]) -> dict[str, list[str]]:
    """Make a situation, ask all operators, and take it back."""
    there = situation()
    next(there)
    try:
        return refusals()
    finally:
        next(there, None)


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("has_key", [False, True])
def test_whoever_refuses_says_why_in_a_sentence(
    refusals: Callable[[], dict[str, list[str]]],
    situation: Callable[[], Iterator[None]],
    has_key: bool,
    request: pytest.FixtureRequest,
) -> None:
    if has_key:
        request.getfixturevalue("ledger")
    found = play(situation, refusals)
    assert found
    for name, said in found.items():
        assert len(said) == 1, name
        assert said[0][:1].isupper() or said[0].startswith("“"), name
        assert said[0].endswith("."), name


def test_each_of_those_that_may_refuse_was_asked_when_it_does(
    refusals: Callable[[], dict[str, list[str]]], request: pytest.FixtureRequest
) -> None:
    seen = {name for situation in SITUATIONS for name in play(situation, refusals)}
    request.getfixturevalue("ledger")  # an empty list, and a key
    seen |= play(empty_file, refusals).keys()
    assert {kind.__name__.removeprefix(PREFIX) for kind in kinds()} - seen == set()
