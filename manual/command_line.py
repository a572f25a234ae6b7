# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands, from the parser that reads them; their exit codes; and the fields of an answer in JSON."""

import argparse
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from .markdown import plain, table

PROGRAM = "blender --command rodin_props"
_SCHEMA = Path(__file__).resolve().parents[1] / "command_line" / "output" / "answer.schema.json"


def _part(name: str) -> Any:
    return import_module(f"rodin_props.command_line.{name}")


def commands() -> str:
    """Return each command with what it costs and its arguments."""
    every = _part("commands.table").COMMANDS
    parser = _part("parser").build_parser(PROGRAM, every)
    (parsers,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return "\n".join(_command(each, parsers.choices[each.name]) for each in every)


def _command(command: Any, parser: argparse.ArgumentParser) -> str:
    costs = f" {command.costs}" if command.costs else ""
    lines = [f"### {command.name}\n", f"{plain(command.help)}.{plain(costs)}\n"]
    for group in parser._action_groups:
        actions = [each for each in group._group_actions if not isinstance(each, argparse._HelpAction)]
        if actions:
            lines.append(table((_title(group.title or ""), ""), map(_argument, actions)))
            lines.append(f"{plain(group.description)}\n" if group.description else "")
    return "\n".join(lines)


def _title(title: str) -> str:
    names = {"positional arguments": "What it is about", "options": "How"}
    return names.get(title, title.capitalize())


def _argument(action: argparse.Action) -> tuple[str, str]:
    """Return how an argument is typed, and its help."""
    names = list(action.option_strings) or [_metavar(action)]
    value = "" if action.nargs == 0 or not action.option_strings else f" {_metavar(action)}"
    shown = ", ".join(f"`{name}{value}`" for name in names)
    return shown, plain((action.help or "").replace("%%", "%"))


def _metavar(action: argparse.Action) -> str:
    if action.choices:
        return "|".join(map(str, action.choices)).replace("|", "\\|")
    return str(action.metavar or action.dest.upper())


def exit_codes() -> str:
    """Return the table of exit codes."""
    every = _part("exit_codes").ExitCode
    return table(("Code", "`result`", "What it means"), ((str(int(c)), f"`{c.word}`", plain(c.help)) for c in every))


def answer() -> str:
    """Return the fields of an answer in JSON, and of the jobs in it."""
    schema = json.loads(_SCHEMA.read_text("utf-8"))
    head, job = ("Field", "What it is"), schema["$defs"]["job"]
    return f"{table(head, _fields(schema))}\nOf each job:\n\n{table(head, _fields(job))}"


def _fields(schema: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, described in schema["properties"].items():
        words = described.get("description", "") or _type(described)
        if "enum" in described:
            words = f"{words} One of {', '.join(f'`{each}`' for each in described['enum'])}.".strip()
        yield f"`{name}`", plain(words)


def _type(described: dict[str, Any]) -> str:
    """Return what kind of value a field holds, where its name says the rest."""
    if "const" in described:
        return f"{described['const']}."
    if "items" in described:
        return f"A list. {_type(described['items'])}"
    if "anyOf" in described:
        return " ".join("Or null." if each["type"] == "null" else _type(each) for each in reversed(described["anyOf"]))
    if "properties" in described:
        return f"An object of {', '.join(f'`{name}`' for name in described['properties'])}."
    kinds = described.get("type", [])
    names = {"string": "a text", "number": "a number", "integer": "a whole number", "boolean": "true or false"}
    said = [names.get(each, each) for each in ([kinds] if isinstance(kinds, str) else kinds)]
    return f"{' or '.join(said)}.".capitalize() if said else ""
