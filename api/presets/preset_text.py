# SPDX-License-Identifier: GPL-3.0-or-later
"""What a preset file says, read as data.

Blender writes presets as Python and would run them. A preset may come from anybody: here its lines are looked at, those
that give a setting a plain value count, and nothing is run.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from ...errors import RodinError
from ..errors import InvalidOptions
from ..options.fields import option_of
from ..options.generation_options import GenerationOptions
from ..options.plain import read_options
from ..options.words import value_words

HOLDER = "settings"
"""What the lines of a preset call the scene's settings."""
DEFINES = f"{HOLDER} = bpy.context.scene.rodin_props"
"""The line that says so, before all others but the import."""
NOT_IN_PRESETS = frozenset({"seed", "geometry_file_format"})
"""The seed belongs to one prop; of the formats, one alone becomes a prop."""
LONGEST_TEXT = 100_000
"""Characters, and bytes of a file. A preset has about a thousand."""
_LONGEST_VALUE = 200
"""Letters of a text that is a value."""
_LARGEST_NUMBER = 2**63
_LONGEST_SHOWN = 40
_MOST_TOLD = 5


class PresetUnusable(RodinError):
    """A preset file cannot be read at all. :param reason: a clause."""

    code = "PRESET_UNUSABLE"

    def __init__(self, reason: str) -> None:
        super().__init__(f"This preset cannot be used: {reason}. Choose another one; its file stays as it is.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """What a preset says."""

    options: GenerationOptions
    """What it says nothing of, or nothing that is known, is as usual."""
    told: tuple[str, ...] = ()
    """What could not be taken from it, a sentence each."""

    @property
    def warning(self) -> str:
        """All that could not be taken from it; "" if everything was."""
        more = len(self.told) - _MOST_TOLD
        rest = (f"{more} more {'line means' if more == 1 else 'lines mean'} nothing here.",) if more > 0 else ()
        return " ".join((*self.told[:_MOST_TOLD], *rest, "The file stays as it is.")) if self.told else ""

    def chosen_over(self, options: GenerationOptions) -> GenerationOptions:
        """Return the preset's options, with what is in no preset as it was."""
        kept: dict[str, Any] = {name: getattr(options, name) for name in NOT_IN_PRESETS}
        return replace(self.options, **kept)


def names_in_presets() -> tuple[str, ...]:
    """Return the names of the options that a preset says, in field order."""
    return tuple(field_.name for field_ in fields(GenerationOptions) if field_.name not in NOT_IN_PRESETS)


def written_preset(options: GenerationOptions) -> str:
    """Return the text of a preset, as Blender would write it."""
    stored = options.to_dict()
    settings = (f"{HOLDER}.{name} = {stored[name]!r}" for name in names_in_presets())
    return "\n".join(("import bpy", DEFINES, "", *settings, ""))


def read_preset(text: str) -> Preset:
    """Return what a preset says. Nothing of it is run.

    :raises PresetUnusable: it is no Python, is too long, or sets nothing.
    """
    lines = tuple(_lines(text))
    values: dict[str, object] = {line.name: line.value for line in lines if isinstance(line, _Setting)}
    if not values:
        raise PresetUnusable("it sets nothing")
    options, refused = _options(values)
    foreign = tuple(f"Line {line} is no setting, and was not run." for line in lines if isinstance(line, int))
    return Preset(options=options, told=(*refused, *foreign))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    name: str
    value: object


def _lines(text: str) -> Iterator[_Setting | int]:
    """Give the settings of a preset, and the numbers of the lines that are something else."""
    if len(text) > LONGEST_TEXT:
        raise PresetUnusable("its file is too long")
    try:
        statements = ast.parse(text).body
    except SyntaxError as error:
        raise PresetUnusable(f"line {error.lineno or 1} of its file cannot be read") from error
    except (ValueError, RecursionError, MemoryError) as error:  # zero bytes; brackets in brackets without an end
        raise PresetUnusable("its file cannot be read") from error
    for statement in statements:
        match statement:
            case ast.Import(names=[ast.alias(name="bpy")]):
                pass  # Blender writes these two before the settings
            case ast.Assign(targets=[ast.Name(id=name)]) if name == HOLDER:
                pass
            case _:
                yield _setting(statement) or statement.lineno


def _setting(statement: ast.stmt) -> _Setting | None:
    """Return the setting of a line such as ``settings.tier = 'GEN_2'``; None for any other line."""
    match statement:
        case ast.Assign(targets=[ast.Attribute(value=ast.Name(id=holder), attr=name)], value=said) if holder == HOLDER:
            try:
                value = ast.literal_eval(said)
            except (ValueError, TypeError, RecursionError, MemoryError):
                return None
            return _Setting(name=name, value=value) if _can_be_told(value) else None
    return None


def _can_be_told(value: object) -> bool:
    """Say whether a value is short enough to be compared and shown; Python writes no number of thousands of digits."""
    match value:
        case dict():
            return all(map(_can_be_told, (*value, *value.values())))
        case list() | tuple() | set():
            return all(map(_can_be_told, value))
        case str() | bytes():
            return len(value) <= _LONGEST_VALUE
        case int():
            return abs(value) < _LARGEST_NUMBER
    return True


def _options(values: Mapping[str, object]) -> tuple[GenerationOptions, tuple[str, ...]]:
    """Return the options, and sentences for the values that mean nothing."""
    read: dict[str, object] = {}
    told: list[str] = []
    known = set(names_in_presets())
    usual = GenerationOptions()
    for name, value in values.items():
        if name in NOT_IN_PRESETS:
            continue
        if name not in known:
            told.append(f"There is no setting “{_shown(name)}” here: it was left out.")
            continue
        try:
            read[name] = getattr(read_options({name: value}), name)
        except InvalidOptions:
            instead = value_words(getattr(usual, name))
            told.append(f"{option_of(name).label} cannot be “{_shown(value)}” here: it is “{instead}”.")
    return read_options(read), tuple(told)


def _shown(value: object) -> str:
    # Blender reports neither halves of characters nor zero bytes.
    text = "".join(each if each.isprintable() else "�" for each in str(value))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
