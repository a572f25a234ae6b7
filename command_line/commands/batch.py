# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes all props of a list: one price, one confirmation, and the same list again goes on where it was."""

from __future__ import annotations

import argparse
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ...api.options.generation_options import GenerationOptions
from ...api.options.prices import Price
from ...jobs.batches.style import PLAIN, read_style, with_look
from ..command import Command
from ..errors import BadArguments
from ..exit_codes import ExitCode
from ..option_arguments import add_options, flag_of, options_said, words_of_options
from ..output.answer import Answer, Cost, JobFacts, KeptProp, Trouble
from ..working import shared_arguments
from ..working.following import answer_of
from ..working.interrupted import Interrupted

if TYPE_CHECKING:
    from ...jobs.batches.style import Style
    from ...session.batches.batch import Batch
    from ...session.batches.make import Outcome
    from ..command import Run

_INTERRUPTED = "Interrupted. What was sent goes on by itself; the same list again is not paid twice."
_REMOVED = "was paid for once and removed from the list of jobs since. Another seed makes a new one."


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "list",
        type=Path,
        metavar="LIST",
        help="CSV or JSON Lines (.jsonl): a row for each prop, with any of the columns picture, text, name, size, "
        "size_axis, tags, and the options by their names.",
    )
    parser.add_argument(
        "--output-folder",
        type=Path,
        metavar="FOLDER",
        help="Write a .blend for each row into this folder, made if it is not there. Default: into the library that "
        "was chosen, if there is one.",
    )
    parser.add_argument("--yes", action="store_true", help="Do not ask before it is paid for; scripts need this.")
    shared_arguments.add_payment(parser)
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
    add_options(parser, GenerationOptions)


def _run(run: Run) -> Answer:
    from ...session.batches.batch import look_at

    run.progress.say("Looking at the list")
    batch = look_at(run.context, shared_arguments.absolute(run.said.list), _style(run.said))
    cost = Cost(credits=batch.credits, up_to=batch.may_cost_less, count=batch.paid_count)
    shared_arguments.refuse_over(run.said.limit, batch.credits)
    if run.said.dry_run:
        return Answer(price=cost, said=(_counts(batch),))
    if batch.paid_count and not run.said.yes:
        run.progress.end()
        _confirm(batch)
    return replace(_make(run, batch), price=cost)


def _style(said: argparse.Namespace) -> Style:
    """Return the style that was typed. What was typed goes before what its file says."""
    style = PLAIN if said.style is None else read_style(shared_arguments.absolute(said.style))
    style = replace(
        style,
        before=style.before if said.before is None else said.before.strip(),
        after=style.after if said.after is None else said.after.strip(),
        options={**style.options, **options_said(said, GenerationOptions)},
    )
    return style if said.look is None else with_look(style, said.look, folder=Path.cwd())


def _counts(batch: Batch) -> str:
    """Return how many rows there are, and how many of them are paid for."""
    count, known = len(batch.rows), len(batch.rows) - batch.paid_count
    rows = f"{count} rows" if count != 1 else "1 row"
    return f"{rows}, {known} of them known from before." if known else f"{rows}, all new."


def _confirm(batch: Batch) -> None:
    """Ask whether it may be paid. :raises BadArguments: it may not, or nobody is there to be asked."""
    if not sys.stdin.isatty():
        raise BadArguments("Nobody can be asked whether this may be paid. Say `--yes`, and a `--limit`.")
    price = Price(credits=batch.credits, up_to=batch.may_cost_less).words
    print(f"{_counts(batch)} Make {batch.paid_count} of them for {price}? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise BadArguments("Nothing was sent: it was not confirmed.")


def _make(run: Run, batch: Batch) -> Answer:
    """Make it, and show how far it is. :raises Interrupted: Ctrl+C."""
    from ...session.batches.make import make

    said = run.said
    folder = None if said.output_folder is None else shared_arguments.absolute(said.output_folder)
    outcomes: tuple[Outcome, ...] = ()
    try:
        for outcomes in make(run.context, batch, limit_credits=said.limit, folder=folder):
            run.progress.show(tuple(each.job for each in outcomes if each.job is not None))
    except KeyboardInterrupt:
        trouble = Trouble(code="INTERRUPTED", sentence=_INTERRUPTED)
        jobs = tuple(JobFacts.of(each.job) for each in outcomes if each.job is not None)
        raise Interrupted(
            Answer(exit_code=ExitCode.INTERRUPTED, trouble=trouble, jobs=jobs, go_on=_again(said))
        ) from None
    return _answer(said, batch, outcomes)


def _answer(said: argparse.Namespace, batch: Batch, outcomes: tuple[Outcome, ...]) -> Answer:
    """Return what came of all rows."""
    jobs = [each.job for each in outcomes if each.job is not None]
    answer = answer_of(jobs)
    props = tuple(
        KeptProp(name=each.job.name, project=each.path.parent.name, path=str(each.path))
        for each in outcomes
        if each.job is not None and each.path is not None
    )
    removed = [f"Row {each.row.number} {_REMOVED}" for each in outcomes if each.job is None]
    failed = answer.exit_code is not ExitCode.DONE
    return replace(
        answer,
        said=(_counts(batch), *removed),
        props=props,
        library=str(Path(props[0].path).parents[1]) if props else "",
        go_on=_again(said) if failed else "",
    )


def _again(said: argparse.Namespace) -> str:
    """Return what to type to go on: the same once more."""
    words = ["batch", str(said.list)]
    for name in ("output_folder", "limit", "style", "before", "after", "look"):
        value = getattr(said, name)
        if value is not None:
            words += [flag_of(name), f"{value:g}" if name == "limit" else str(value)]
    if said.yes:
        words.append("--yes")
    return shlex.join([*words, *words_of_options(said, GenerationOptions)])


BATCH = Command(
    name="batch",
    help="Make all props of a list",
    costs=f"Costs {GenerationOptions().list_price.price.words} a row with the default options; a row that was paid for "
    "before costs nothing.",
    add_arguments=_add_arguments,
    run=_run,
)
