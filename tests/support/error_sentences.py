# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every error that somebody reads."""

from typing import Any

_MOST_LETTERS = 400


def check(error: Any) -> None:
    """See that an error is what happened and what to do, on one line, with what programs need."""
    text = str(error)
    assert text[0].isupper() or text[0] in "“"
    assert text.endswith(".")
    assert text.count(". ") >= 1
    assert ".." not in text
    assert "\n" not in text
    assert len(text) < _MOST_LETTERS
    assert type(error.remedy).__name__ == "Remedy"
    assert error.code
