# SPDX-License-Identifier: GPL-3.0-or-later
"""Every error that somebody may meet in a shell has an exit code, and the schema knows all of them."""

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

Part = Callable[[str], ModuleType]


def _kinds(kind: Any) -> Iterator[Any]:
    for each in kind.__subclasses__():
        yield each
        yield from _kinds(each)


def test_every_error_of_ours_has_its_exit_code(addon: ModuleType, part: Part) -> None:
    for found in pkgutil.walk_packages(addon.__path__, f"{addon.__name__}."):
        if found.name.rpartition(".")[2] in {"errors", "wait_in_background", "address", "sending"}:
            importlib.import_module(found.name)
    exit_codes = part("command_line.exit_codes")
    codes = {kind.code for kind in _kinds(part("errors").RodinError)} - {""}  # "" takes the service's own word
    assert len(codes) > 50
    assert {code for code in codes if not exit_codes.is_known(code)} == set()


def test_the_schema_knows_every_exit_code_state_kind_and_remedy(addon: ModuleType, part: Part) -> None:
    exit_code = part("command_line.exit_codes").ExitCode
    schema = json.loads(Path(part("command_line.output.answer").__file__).with_name("answer.schema.json").read_text())
    of_answer, of_job = schema["properties"], schema["$defs"]["job"]["properties"]
    assert of_answer["exit_code"]["enum"] == [int(code) for code in exit_code]
    assert of_answer["result"]["enum"] == [code.word for code in exit_code]
    assert of_job["state"]["enum"] == [state.value for state in part("jobs.states").State]
    assert of_job["kind"]["enum"] == [kind.value for kind in part("jobs.work").Kind]
    remedies = [remedy.value for remedy in part("errors").Remedy]
    assert schema["$defs"]["trouble"]["properties"]["remedy"]["enum"] == remedies
