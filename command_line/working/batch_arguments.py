# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed behind `batch`: read, and written again to go on."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...api.options.generation_options import GenerationOptions
from ...jobs.batches.style import PLAIN, read_style, with_look
from ..option_arguments import add_options, flag_of, options_said, words_of_options
from ..output.typed import typed
from . import shared_arguments

if TYPE_CHECKING:
    from ...jobs.batches.style import Style


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "list",
        type=Path,
        metavar="LIST",
        help="CSV or JSON Lines (.jsonl): a row for each prop, with any of the columns picture, text, name, size, "
        "size_axis, tags, and the options by their names. A size of `usual` is what such a thing usually has.",
    )
    parser.add_argument(
        "--output-folder",
        type=Path,
        metavar="FOLDER",
        help="Write a .blend for each row into this folder, made if it is not there. Default: into the library that "
        "was chosen, if there is one.",
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE.html",
        help="Write a page that can be mailed, however the command ends: each row with its pictures, its cost and "
        "time, and why it failed. With --dry-run it tells how the list stands now, also while it is made in another "
        "shell.",
    )
    parser.add_argument("--yes", action="store_true", help="Do not ask before it is paid for; scripts need this.")
    shared_arguments.add_payment(parser)
    _add_style(parser)
    add_options(parser, GenerationOptions)


def _add_style(parser: argparse.ArgumentParser) -> None:
    style = parser.add_argument_group(
        "style",
        "What all rows share; what a row says itself goes before it. A row with a picture and no text gets the words "
        "alone.",
    )
    style.add_argument(
        "--style", type=Path, metavar="FILE.json", help="A style: before, after, look, size, tags and any option."
    )
    style.add_argument("--before", metavar="WORDS", help="Words before the text of each row, with a space between.")
    style.add_argument("--after", metavar="WORDS", help="Words after the text of each row, with a comma between.")
    style.add_argument(
        "--look",
        metavar="PICTURE",
        help="A picture whose look the props take. It is fused with a row's own, which only the tiers sketch, regular, "
        "detail and smooth can do; beside words alone it also gives shape.",
    )


def style_of(said: argparse.Namespace) -> Style:
    """Return the style that was typed. What was typed goes before what its file says."""
    style = PLAIN if said.style is None else read_style(shared_arguments.absolute(said.style))
    style = replace(
        style,
        before=style.before if said.before is None else said.before.strip(),
        after=style.after if said.after is None else said.after.strip(),
        options={**style.options, **options_said(said, GenerationOptions)},
    )
    return style if said.look is None else with_look(style, said.look, folder=Path.cwd())


def page_of(said: argparse.Namespace) -> Path | None:
    """Return where the report goes, None for nowhere. :raises PageKindUnknown, PageNotWritten: there can be none."""
    from ...session.reports.write_report import refuse_page

    if said.report is None:
        return None
    page = shared_arguments.absolute(said.report)
    refuse_page(page)
    return page


def words_again(said: argparse.Namespace) -> str:
    """Return what to type to go on: the same once more."""
    words = ["batch", str(said.list)]
    for name in ("output_folder", "report", "limit", "style", "before", "after", "look"):
        value = getattr(said, name)
        if value is not None:
            words += [flag_of(name), f"{value:g}" if name == "limit" else str(value)]
    if said.yes:
        words.append("--yes")
    return typed(*words, *words_of_options(said, GenerationOptions))
