# SPDX-License-Identifier: GPL-3.0-or-later
"""Standard output for the answer alone: whatever Blender prints meanwhile goes to the error stream."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_OUTPUT, _ERRORS = 1, 2
"""Numbers of the streams, which Blender's own code prints to."""


@contextmanager
def output_to_errors() -> Iterator[int]:
    """Send what is printed to the error stream. Yield the file descriptor of standard output as it was."""
    sys.stdout.flush()
    answers = os.dup(_OUTPUT)
    os.dup2(_ERRORS, _OUTPUT)
    try:
        yield answers
    finally:
        sys.stdout.flush()
        os.dup2(answers, _OUTPUT)
        os.close(answers)


@contextmanager
def answer_stream() -> Iterator[TextIO]:
    """Yield what the answer is written to. UTF-8 wherever that is; a name is never lost to an old code page."""
    with output_to_errors() as answers:
        stream = os.fdopen(os.dup(answers), "w", encoding="utf-8", errors="backslashreplace", newline="\n")
        try:
            yield stream
        finally:
            with suppress(OSError):  # what could not be written is tried once more
                stream.close()
