# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes all props of a list: one price, one confirmation, and the same list again goes on where it was."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ...api.options.generation_options import GenerationOptions
from ...api.options.prices import Price
from ...errors import RodinError
from ...jobs.batches.problems import ListRefused
from ..command import Command
from ..errors import BadArguments
from ..exit_codes import ExitCode, exit_code_of_error
from ..output.answer import Answer, Cost, JobFacts, KeptProp
from ..working import shared_arguments
from ..working.batch_arguments import add_arguments, page_of, style_of, words_again
from ..working.following import answer_of
from ..working.reports import with_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...session.batches.batch import Batch
    from ...session.batches.make import Outcome
    from ..command import Run

_INTERRUPTED = "Interrupted. What was sent goes on by itself; the same list again is not paid twice."
_REMOVED = "was paid for once and removed from the list of jobs since. Another seed makes a new one."


def _run(run: Run) -> Answer:
    from ...session.batches import report
    from ...session.batches.batch import look_at

    path, page, style = shared_arguments.absolute(run.said.list), page_of(run.said), style_of(run.said)
    run.progress.say("Looking at the list")
    try:
        batch = look_at(run.context, path, style)
    except ListRefused as refused:
        answer = Answer().with_error(refused, exit_code_of_error(refused))
        return with_report(
            run, answer, page, partial(report.write_report_of_refused, run.context, path, style, refused)
        )
    return with_report(run, _made(run, batch), page, partial(report.write_report, run.context, batch, style))


def _made(run: Run, batch: Batch) -> Answer:
    """Return what came of a list, whatever it is: its report is still to be written."""
    cost = Cost(credits=batch.credits, up_to=batch.may_cost_less, count=batch.paid_count)
    try:
        shared_arguments.refuse_over(run.said.limit, batch.credits)
        if run.said.dry_run:
            return Answer(price=cost, said=_facts(batch))
        if batch.paid_count and not run.said.yes:
            run.progress.end()
            _confirm(batch)
        return replace(_make(run, batch), price=cost)
    except KeyboardInterrupt:
        return replace(_stopped(run.said, (), Answer().with_interrupt("Interrupted. Nothing was sent.")), price=cost)
    except RodinError as error:
        return Answer(price=cost).with_error(error, exit_code_of_error(error))


def _counts(batch: Batch) -> str:
    """Return how many rows there are, and how many of them are paid for."""
    count, known = len(batch.rows), len(batch.rows) - batch.paid_count
    rows = f"{count} rows" if count != 1 else "1 row"
    return f"{rows}, {known} of them known from before." if known else f"{rows}, all new."


def _facts(batch: Batch) -> tuple[str, ...]:
    """Return what is worth knowing before it is paid for."""
    shaped = sum(row.look is not None and not row.pictures for row in batch.rows)
    rows = "1 row has" if shaped == 1 else f"{shaped} rows have"
    look = [f"{rows} no picture: there the look gives shape, too."] if shaped else []
    return _counts(batch), *look, *_usual_sizes(batch)


def _usual_sizes(batch: Batch) -> Iterator[str]:
    """Give what was taken for the usual size of what, and in which rows: nobody looked at it."""
    numbers: dict[str, list[str]] = {}
    for row in batch.rows:
        if row.usual is not None:
            numbers.setdefault(row.usual.words, []).append(str(row.number))
    for words, of_rows in numbers.items():
        yield f"Size of {'row' if len(of_rows) == 1 else 'rows'} {', '.join(of_rows)}: {words}."


def _confirm(batch: Batch) -> None:
    """Ask whether it may be paid.

    :raises BadArguments: it may not, or nobody is there to be asked.
    :raises KeyboardInterrupt: Ctrl+C.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadArguments("Nobody can be asked whether this may be paid. Say `--yes`, and a `--limit`.")
    price, facts = Price(credits=batch.credits, up_to=batch.may_cost_less).words, " ".join(_facts(batch))
    line = ""
    try:
        print(f"{facts} Make {batch.paid_count} of them for {price}? [y/N] ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
    finally:
        if not line.endswith("\n"):  # the cursor still stands behind the question
            print(file=sys.stderr, flush=True)
    if line.strip().lower() not in {"y", "yes"}:
        raise BadArguments("Nothing was sent: it was not confirmed.")


def _make(run: Run, batch: Batch) -> Answer:
    """Make it, and show how far it is. :raises RodinError: nothing was sent."""
    from ...session.batches.make import make

    said = run.said
    folder = None if said.output_folder is None else shared_arguments.absolute(said.output_folder)
    outcomes: tuple[Outcome, ...] = ()
    try:
        for outcomes in make(run.context, batch, limit_credits=said.limit, folder=folder):
            run.progress.show(tuple(each.job for each in outcomes if each.job is not None))
    except KeyboardInterrupt:
        return _stopped(said, outcomes, Answer().with_interrupt(_INTERRUPTED))
    except RodinError as error:
        if not outcomes:
            raise
        return _stopped(said, outcomes, Answer().with_error(error, exit_code_of_error(error)))
    return _answer(said, batch, outcomes)


def _stopped(said: argparse.Namespace, outcomes: tuple[Outcome, ...], answer: Answer) -> Answer:
    """Return an answer with what came of the rows so far."""
    jobs = tuple(JobFacts.of(each.job) for each in outcomes if each.job is not None)
    return replace(answer, jobs=jobs, go_on=words_again(said))


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
        said=(*_facts(batch), *removed),
        props=props,
        library=str(Path(props[0].path).parents[1]) if props else "",
        go_on=words_again(said) if failed else "",
    )


BATCH = Command(
    name="batch",
    help="Make all props of a list",
    costs=f"Costs {GenerationOptions().list_price.price.words} a row with the default options; a row that was paid for "
    "before costs nothing.",
    add_arguments=add_arguments,
    run=_run,
)
