# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be typed: the commands with their arguments, and the help that says what each costs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from .errors import BadArguments
from .exit_codes import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .command import Command

_DESCRIPTION = (
    "Have Rodin make props, from a shell. It shares its jobs with every Blender of this computer: "
    "what one began, the other can finish."
)


class Parser(argparse.ArgumentParser):
    """A parser that raises in place of ending Blender."""

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed. :raises BadArguments: always."""
        raise BadArguments(f"{message[:1].upper()}{message[1:].rstrip('.')}. `{self.prog} --help` says what there is.")


def build_parser(program: str, commands: Sequence[Command]) -> Parser:
    """Return the parser of all commands. :param program: how the program is called in its help."""
    parser = Parser(prog=program, description=_DESCRIPTION, epilog=_epilog(), allow_abbrev=False, formatter_class=_Help)
    parsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=Parser)
    for command in commands:
        of_command = parsers.add_parser(
            command.name,
            help=command.help,
            description=f"{command.help}.{' ' + command.costs if command.costs else ''}",
            allow_abbrev=False,
        )
        command.add_arguments(of_command)
        general = of_command.add_argument_group("answer")
        general.add_argument(
            "--json", action="store_true", help="Answer in JSON: one object, the last line on standard output."
        )
        general.add_argument("--quiet", action="store_true", help="Show no progress.")
        of_command.set_defaults(run=command.run)
    return parser


class _Help(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of the epilog."""


def _epilog() -> str:
    lines = [f"  {code.value:>3}  {code.help}" for code in ExitCode]
    return "\n".join(["exit codes:", *lines])


def wants_json(arguments: Sequence[str]) -> bool:
    """Say whether an answer in JSON is asked for, even if the arguments cannot be parsed."""
    return "--json" in arguments
