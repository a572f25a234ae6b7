# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the place of values, in italics on the page."""

import re

from ..markdown import CLOSE, OPEN, blank

_VALUE = re.compile(r"\{(\w+)\}")
_NAMES = {
    "number": """
        again assets balance count daily_credits file_bytes full full_triangles going image_count index
        instruction_length known landed largest_bytes largest_mesh_bytes left more more_credits most_credits number of
        ordered others packed paid_count prepared_again queue_length rounded running shaped spent_credits stay
        triangles unfinished usual vertices waited_seconds
    """,
    "name": "described gone kept missing name near shown_name",
    "names": "failed left_out names quoted shown_more",
    "price": "expected in_sentence paid price_of times",
    "size": "bytes frees",
    "reason": "error errors refusal strerror",
    "length": "least most",
    "words": "doc shown text value",
    "option": "option_of",
    "time": "later moment moment_words",
    "duration": "duration_words",
    "date": "day today",
    "folder": "parent",
    "library": "library_name",
    "sentence": "said sentences told trouble warning",
    "endings": "kinds suffixes",
    "advice": "follow_up send what_to_do",
    "message": "rstrip",
    "choices": "offered",
    "button": "bl_label",
    "what": "detail",
    "task id": "task_uuid",
    "mode": "mode_words",
    "use": "uses",
    "version": "version_string",
    "what was done": "note",
}
"""What is read on the page, and which values of the code it stands for where their own names would say less."""
_CALLED = {name: read for read, names in _NAMES.items() for name in names.split()}


def called(name: str) -> str:
    """Return what the page calls a value, by its name in the code."""
    bare = re.sub(r"\d+$", "", name)
    return _CALLED.get(bare, bare.replace("_", " ").strip())


def with_blanks(text: str) -> str:
    """Return a text with blanks for its placeholders; of two side by side, one."""
    named = _VALUE.sub(lambda found: blank(called(found[1])), text)
    return re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}(?={OPEN})", "", named)
