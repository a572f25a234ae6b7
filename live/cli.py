# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: says what it will spend, asks, and reports."""

import argparse
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from ..api import DEFAULT_BASE_URL
from ..api.client import usable_key
from ..api.http.address import normalise_base_url
from ..errors import RodinError
from .asking.recording import Recording
from .asking.service import Service
from .asking.stand_ins import StandIns
from .calls.making import FIRST_PAUSE_SECONDS, Making
from .calls.purse import Purse
from .calls.state import OtherAccount, State, account_of
from .plan import Plan, UnknownQuestion, plan_for
from .questions.question import Verdict
from .report import write
from .run import carry_out

FOLDER = Path(__file__).resolve().parents[1] / "build" / "live"
DESCRIPTION = """\
Asks the real service what its documents leave open, and reports which assumptions of the add-on hold.
By itself it asks free questions alone. The key is read from RODIN_API_KEY, the address from RODIN_BASE_URL."""
EPILOG = """\
examples:
  make live                            free questions; goes on with a run that was interrupted
  make live spend="box_axes quads"     these, too: it says what they cost, and asks before it pays
  make live spend=all

Reports, and a recording for `python -m sandbox --replay`, are in build/live. Nothing in them is secret but what the
models show; state.json beside them holds ids of tasks, and is for nobody else."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; return the exit status: 0 whatever the answers are, 1 where it did not get through, 2 for misuse."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.yes and chosen.limit is None and chosen.names:
        parser.error("--yes needs --limit CREDITS")
    try:
        key = usable_key(os.environ.get("RODIN_API_KEY", ""))
        address = normalise_base_url(os.environ.get("RODIN_BASE_URL", "") or DEFAULT_BASE_URL)
        state = State.load(chosen.folder / "state.json", account=account_of(key, address))
        plan = plan_for(chosen.names, paid=state.outcomes)
    except RodinError as error:
        return _refuse(f"{error} Set RODIN_API_KEY, and RODIN_BASE_URL for another service.")
    except OtherAccount:
        return _refuse(
            "An interrupted run belongs to another key or address. Use that, or remove build/live/state.json."
        )
    except UnknownQuestion as error:
        return _refuse(str(error))
    except (ValueError, KeyError, TypeError):
        return _refuse("build/live/state.json is damaged. Look what was paid, then remove it.")
    print(f"Asking {address}", *plan.lines(), sep="\n", flush=True)
    limit = _agreed_limit(plan, chosen)
    if limit is None:
        return _refuse("Nothing was asked.")
    try:
        return _run(plan, state, limit, chosen, key=key, address=address)
    except OSError as error:
        return _refuse(f"A file could not be written ({error.strerror}). Run it again to go on; nothing is paid twice.")


def _run(plan: Plan, state: State, limit: float, chosen: argparse.Namespace, *, key: str, address: str) -> int:
    stand_ins = StandIns(state.known)
    state.known = stand_ins.known
    path = chosen.folder / "recording.json"
    recording = Recording.go_on(path, stand_ins) if state.outcomes else Recording(path, stand_ins)
    service = Service(api_key=key, base_url=address, recording=recording)
    making = Making(
        service=service, state=state, folder=chosen.folder / "models", say=_say, pause_seconds=chosen.pause_seconds
    )
    try:
        service.client.balance()
    except RodinError as error:
        if not service.exchanges or service.exchanges[-1].status_code in (401, 403):
            return _refuse(str(error))
    try:
        result = carry_out(plan, making, Purse(limit), links_after_seconds=chosen.links_after * 60, say=_say)
    except KeyboardInterrupt:
        state.write()
        recording.write()
        return _refuse("\nInterrupted. Run it again to go on; nothing is paid twice.")
    recording.write()
    told = write(result, chosen.folder, address=address, hide=stand_ins.hide)
    if not result.unfinished:
        state.finish()
    _tell(told["questions"], chosen.folder)
    return 1 if result.unfinished else 0


def _agreed_limit(plan: Plan, chosen: argparse.Namespace) -> float | None:
    """Return how many credits may be spent; None where nobody agrees to any."""
    limit: float = plan.worst_price if chosen.limit is None else chosen.limit
    if not plan.to_pay:
        return 0.0
    if chosen.yes:
        return limit
    if not sys.stdin.isatty():
        print("To spend credits, answer on a terminal, or say --yes --limit CREDITS.")
        return None
    answer = input(f"Type yes to spend up to {min(limit, plan.worst_price):g} credits: ")
    return limit if answer.strip().lower() == "yes" else None


def _tell(questions: list[dict[str, str]], folder: Path) -> None:
    for verdict in Verdict:
        names = [each["name"] for each in questions if each["verdict"] == verdict.value]
        print(f"{verdict.value:>18}: {len(names)}{'  ' + ', '.join(names) if names else ''}")
    print(f"Reports and recording: {folder}")


def _say(line: str) -> None:
    print(line, flush=True)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


def _credits(text: str) -> float:
    value = float(text)
    if not (math.isfinite(value) and value >= 0):
        raise ValueError(text)
    return value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m live",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--try", dest="names", nargs="+", action="extend", default=[], metavar="NAME", help="paid questions; or all")
    add("--yes", action="store_true", help="spend without asking, up to --limit")
    add("--limit", type=_credits, metavar="CREDITS", help="never spend more than this")
    add("--links-after", type=float, default=0.0, metavar="MINUTES", help="then see whether links are still valid")
    add("--folder", type=Path, default=FOLDER, help="where reports and recording go")
    add(
        "--pause-seconds", type=float, default=FIRST_PAUSE_SECONDS, help="between looks at a task (default %(default)s)"
    )
    return parser
