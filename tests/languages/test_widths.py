# SPDX-License-Identifier: GPL-3.0-or-later
"""No translation is longer than the button or the line that it is to fit into.

Widths are in cells (a letter of a Latin script takes one, one of Chinese or Japanese two), as Blender's fonts have it:
tests/blender/test_language.py measures that. Rows are measured as panels draw them, in
tests/blender/long_list/test_rows_in_other_languages.py.
"""

from collections.abc import Mapping
from typing import Any

from rodin_props.languages.template import PLACEHOLDER
from rodin_props.languages.wrapping import cells

ROOM = 28
"""Of a button or a label that has the sidebar's usual width for itself, with an icon."""
_LONGER = 1.15
"""How much longer than the English one it may be: by a letter or two, no window cuts it off."""
_VALUE = "123"

_SHOWN_IN = ("api/options/", "jobs/cleaning/", "jobs/states.py", "operators/", "session/", "ui/")
_LONGEST_LABEL = 34
"""Cells; what is longer in English is a tooltip, which Blender wraps."""


def is_label(english: str, places: list[str]) -> bool:
    """Say whether a text stands on one line: title case or a few words, and no sentence."""
    return (
        english[:1].isupper()
        and english[-1] not in ".?:"
        and cells(english) <= _LONGEST_LABEL
        and any(place.startswith(_SHOWN_IN) for place in places)
    )


def width(text: str) -> int:
    """Cells of a text with values of a usual length."""
    return cells(PLACEHOLDER.sub(_VALUE, text))


def test_a_label_fits_into_its_line(words: Mapping[str, Any], catalog: Mapping[str, str]) -> None:
    labels = [english for english, found in words.items() if is_label(english, found.places)]
    assert len(labels) > 300
    too_long = {
        english: (catalog[english], width(catalog[english]))
        for english in labels
        if width(catalog[english]) > max(ROOM, _LONGER * width(english))
    }
    assert not too_long
