# SPDX-License-Identifier: GPL-3.0-or-later
"""The program: parses what was typed, runs the command, writes its answer, returns its exit code."""

from __future__ import annotations

import logging
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, TextIO

import bpy

from ..errors import RodinError
from .command import Run
from .commands.table import COMMANDS
from .exit_codes import ExitCode, exit_code_of_error
from .output.answer import Answer, Trouble
from .output.interrupts import interruptible
from .output.progress import progress_for
from .output.streams import answer_stream
from .output.words import lines_of, trouble_of
from .parser import build_parser, wants_json
from .working.interrupted import Interrupted

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

log = logging.getLogger(__name__)

_INTERRUPTED = "Interrupted. What was sent before that goes on, and `jobs` shows it."


def run(arguments: Sequence[str], *, program: str) -> int:
    """Run one command, and return its exit code.

    :param program: how it is called, for help and sentences.
    """
    try:
        return _run_and_answer(arguments, program)
    except KeyboardInterrupt:  # a second time, while the first was being answered
        return int(ExitCode.INTERRUPTED)


def _run_and_answer(arguments: Sequence[str], program: str) -> int:
    with interruptible():
        try:
            said = build_parser(program, COMMANDS).parse_args(arguments)
        except SystemExit as ended:  # the help was asked for, and is written
            return int(ended.code or 0)
        except RodinError as error:
            answer = _failed(_command_of(arguments), error)
            with answer_stream() as stream:
                return _write(answer, stream, program, as_json=wants_json(arguments))
        with answer_stream() as stream:
            return _write(_run(said, program), stream, program, as_json=said.json)


def _run(said: argparse.Namespace, program: str) -> Answer:
    """Run a command that was parsed; whatever happens becomes an answer."""
    progress = progress_for(sys.stderr, is_quiet=said.quiet)
    try:
        answer = said.run(Run(context=bpy.context, said=said, progress=progress, program=program))
    except Interrupted as interrupted:
        answer = interrupted.answer
    except KeyboardInterrupt:
        answer = Answer(go_on="jobs").with_interrupt(_INTERRUPTED)
    except RodinError as error:
        answer = _failed(said.command, error)
    except Exception:
        log.exception("The command ended over a fault of ours")
        sentence = "The command broke; what is above says where. What was sent goes on, and `jobs` shows it."
        answer = Answer(exit_code=ExitCode.BROKEN, trouble=Trouble(code="BROKEN", sentence=sentence))
    finally:
        progress.end()
    return replace(answer, command=said.command)


def _failed(command: str, error: RodinError) -> Answer:
    return Answer(command=command).with_error(error, exit_code_of_error(error))


def _command_of(arguments: Sequence[str]) -> str:
    """Return which command was meant by arguments that cannot be parsed; "" if none."""
    names = {command.name for command in COMMANDS}
    return next((text for text in arguments[:1] if text in names), "")


def _write(answer: Answer, stream: TextIO, program: str, *, as_json: bool) -> int:
    """Write an answer; return its exit code. Nobody may listen any more."""
    try:
        if trouble := trouble_of(answer, program):
            print(trouble, file=sys.stderr, flush=True)
        stream.write(answer.to_json() if as_json else "".join(f"{line}\n" for line in lines_of(answer, program)))
        stream.flush()
    except BrokenPipeError:
        log.debug("nobody reads the answer")
    except OSError as error:
        print(f"The answer could not be written: {error.strerror}. `jobs` shows what was sent.", file=sys.stderr)
        return int(ExitCode.FILES)
    return int(answer.exit_code)
