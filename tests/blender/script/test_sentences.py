# SPDX-License-Identifier: GPL-3.0-or-later
"""What a script is told when something cannot be done is what happened and what to do."""

from collections.abc import Callable
from types import ModuleType

from support.error_sentences import check

Part = Callable[[str], ModuleType]


def test_every_error_of_a_script_is_two_sentences(part: Part) -> None:
    check(part("script.context").NotEnabled())
    check(part("script.context").JobUnknown("x" * 1_000))
    check(part("script.making").MadeAndRemoved("Stool"))
