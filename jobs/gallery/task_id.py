# SPDX-License-Identifier: GPL-3.0-or-later
"""The id of a task, found in what somebody pasted."""

import re

from ..errors import TaskIdUnusable

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def usable_task_id(text: str) -> str:
    """Return the task id in a text, which may have words, quotes or a link around it.

    :raises TaskIdUnusable: there is none, or more than one.
    """
    found = {match[0].lower() for match in _ID.finditer(text)}
    if len(found) != 1:
        raise TaskIdUnusable(text.strip())
    return found.pop()
