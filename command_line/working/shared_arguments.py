# SPDX-License-Identifier: GPL-3.0-or-later
"""Arguments that several commands have."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ...jobs.batches.cells import USUAL, USUAL_METERS
from ...scene.choices import SizeAxis
from ...scene.measure.size import Size
from ...usual_sizes.find import UsualMeters, first_usual_size
from ..errors import BadArguments

if TYPE_CHECKING:
    from collections.abc import Iterable


def add_payment(parser: argparse.ArgumentParser) -> None:
    """Add what bounds what is spent."""
    group = parser.add_argument_group(
        "payment",
        "What somebody types is bounded by --limit and by the preference “Credits a Day”. “Credits a Day for Scripts” "
        "is for rodin_props.script, and does not hold here.",
    )
    group.add_argument("--dry-run", action="store_true", help="Say what it would cost, and send nothing.")
    group.add_argument(
        "--limit", type=credits_of, metavar="CREDITS", help="Send nothing if it would cost more than this."
    )


def add_objects(parser: argparse.ArgumentParser, what: str) -> None:
    """Add which objects of a .blend are meant. :param what: is done with them, for the help."""
    parser.add_argument(
        "--object",
        dest="objects",
        action="append",
        default=[],
        metavar="NAME",
        help=f"{what} this object; may be said several times. Default: those that are selected in the file.",
    )


def add_waiting(parser: argparse.ArgumentParser) -> None:
    """Add whether to wait for the result."""
    parser.add_argument(
        "--no-wait", action="store_true", help="Return as soon as it is ordered; `fetch` brings it when it is done."
    )


def add_size(parser: argparse.ArgumentParser) -> None:
    """Add how big a prop becomes."""
    group = parser.add_argument_group("size")
    group.add_argument(
        "--size",
        type=_meters,
        metavar="METERS",
        help=f"How big it is; `usual` for as big as what its name or the words say usually is. "
        f"Default: {Size().meters:g}.",
    )
    group.add_argument(
        "--size-axis",
        choices=[_word(axis) for axis in SizeAxis],
        help=f"What the size measures. Default: {_word(Size().axis)}, or what suits the usual size.",
    )


def read_size(said: argparse.Namespace, *, words: Iterable[str]) -> tuple[Size, UsualMeters | None]:
    """Return the size that was typed, and the usual one if that was asked for.

    :param words: what may say what the prop is, the surest first.
    :raises BadArguments: the usual size was asked for, and is not known.
    """
    axis = said.size_axis.upper().replace("-", "_") if said.size_axis else ""
    meters, usual = Size().meters if said.size is None else said.size, None
    if meters == USUAL_METERS:
        usual = first_usual_size(words, measure=axis)
        if usual is None:
            raise BadArguments("No usual size is known for this prop. Say how many meters with `--size`.")
        meters, axis = usual.meters, usual.measure.name
    return Size(meters=meters, axis=SizeAxis[axis] if axis else Size().axis), usual


def absolute(path: Path) -> Path:
    """Return a path that means the same wherever Blender looks from, “~” read as the shell does."""
    return Path(path).expanduser().absolute()


def blend_file(path: Path) -> Path:
    """Return the absolute path of a .blend that is to be written. :raises BadArguments: it is named otherwise."""
    if path.suffix.lower() != ".blend":
        raise BadArguments(f"“{path.name}” is no .blend: the result belongs to a mesh of the file, and stays with it.")
    return absolute(path)


def refuse_over_inputs(output: Path | None, inputs: Iterable[Path | None]) -> None:
    """Refuse to write over what the result is made from. :raises BadArguments:"""
    for given in inputs:
        if output is not None and given is not None and _is_same_file(output, absolute(given)):
            raise BadArguments(f"“{output.name}” is what it would be made from. Name another file for the result.")


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False


def refuse_over(limit: float | None, needed: float) -> None:
    """Refuse what costs more than was typed. :raises OverLimit:"""
    from ...session.orders.errors import OverLimit

    if limit is not None and needed > limit:
        raise OverLimit(needed, limit)


def credits_of(text: str) -> float:
    """Read an amount of credits."""
    value = _number(text)
    if not value >= 0:
        raise argparse.ArgumentTypeError(f"{text} credits is less than nothing")
    return value


def _meters(text: str) -> float:
    if text.strip().casefold() == USUAL:
        return USUAL_METERS
    value = _number(text)
    if not 0 < value < math.inf:
        raise argparse.ArgumentTypeError(f"a prop cannot be {text} m")
    return value


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no number") from None


def _word(axis: SizeAxis) -> str:
    return axis.value.lower().replace("_", "-")
