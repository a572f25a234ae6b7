# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a sentence reads like another one that has blanks in other places."""

import re
from functools import cache

from ..markdown import CLOSE, OPEN, blank

_BLANK = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_ONE_VALUE = rf"({OPEN}[^{CLOSE}]*{CLOSE}|(?:[^\n{OPEN}.?:;]|[.?:;](?! ))+?)"
"""A blank, or words that go on beyond no sentence."""


def is_within(text: str, others: str) -> bool:
    """Say whether a sentence, or a part of one, stands in others already, whatever is in its blanks.

    :param others: one on each line.
    """
    return _pattern(text)[1].search(others) is not None


def with_its_blanks(text: str, template: str) -> str:
    """Return a sentence with a template's blanks in the place of its numbers; "" if it was not made of the template."""
    made = _pattern(template)[0].fullmatch(text)
    return "" if made is None else _filled(template, made)


def with_blanks_of_part(text: str, part: str) -> str:
    """Return a sentence in which a part has its own blanks in the place of its numbers."""
    return _pattern(part)[1].sub(lambda made: _filled(part, made), text)


def _filled(template: str, made: re.Match[str]) -> str:
    names, values = iter(_BLANK.findall(template)), iter(made.groups())

    def said(_: re.Match[str]) -> str:
        name, value = next(names), next(values)
        return blank(name) if value[:1].isdigit() else value

    return _BLANK.sub(said, template)


@cache
def _pattern(text: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a text matches as a whole, and within others."""
    literals = [re.escape(each) for each in _BLANK.split(text)[::2]]
    whole, within = "(.+?)".join(literals), _ONE_VALUE.join(literals)
    if text[:1] == OPEN:  # what any word would begin
        within = within.replace(_ONE_VALUE, f"({OPEN}[^{CLOSE}]*{CLOSE})", 1)
    start = r"(?:^|(?<=[.?:;] ))" if text[:1] == OPEN else r"(?<!\w)"
    end = r"(?=$| )" if text.endswith((".", "?", CLOSE)) else r"(?!\w)"
    return re.compile(whole), re.compile(f"{start}{within}{end}", re.MULTILINE)
