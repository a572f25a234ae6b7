# SPDX-License-Identifier: GPL-3.0-or-later
"""What the columns of a list are called, and the entries of a style."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import fields

from ...api.options.fields import option_of
from ...api.options.values import GenerationValues

PICTURE = "picture"
TEXT = "text"
NAME = "name"
SIZE = "size"
SIZE_AXIS = "size_axis"
TAGS = "tags"
OWN = (PICTURE, TEXT, NAME, SIZE, SIZE_AXIS, TAGS)
"""The columns that are no options."""

OPTIONS = {field_.name: field_.default for field_ in fields(GenerationValues)}
"""The columns that are options, with their defaults."""

_ALSO_CALLED = {"prompt": TEXT, "image": PICTURE, "pictures": PICTURE, "images": PICTURE}
_BY_LABEL = {option_of(name).label.lower().replace(" ", "_"): name for name in OPTIONS}


def column_of(heading: str, *, more: Iterable[str] = ()) -> str | None:
    """Return the column that a heading means, in any case, with blanks or hyphens; None if it is no column.

    :param more: names that are known beside the columns.
    """
    name = re.sub(r"[\s-]+", "_", heading.strip()).casefold()
    known = {*OWN, *OPTIONS, *more}
    if name in known:
        return name
    return _ALSO_CALLED.get(name) or _BY_LABEL.get(name)


def unknown_sentence(heading: str, *, more: Iterable[str] = ()) -> str:
    """Return what to do about a heading that is no column."""
    known = [*OWN, *more, *OPTIONS]
    name = re.sub(r"[\s-]+", "_", heading.strip()).casefold()
    near = difflib.get_close_matches(name, known, n=1)
    meant = f" Is “{near[0]}” meant?" if near else f" There are {', '.join(OWN)}, and the options by their names."
    return f"There is nothing of this name.{meant}"
