# SPDX-License-Identifier: GPL-3.0-or-later
"""Wherever it is told what Copy Details leaves out, it leaves out the same."""

import re
from pathlib import Path

import pytest

LEFT_OUT = ("key", "prompt", "name", "path", "address")
TOLD_IN = ("README.md", "CHANGELOG.md", "SECURITY.md", "docs/trouble.md", "operators/jobs/job_files.py")
"""Files with a paragraph that tells it; the last one has the tooltip, and the report of what was copied."""
_TELLS = re.compile(r"\b(without|holds|leaves out|left out)\b")


def paragraphs(text: str) -> list[str]:
    """Return the parts of a text that tell of what is left out, each in one line."""
    parts = re.split(r"\n\s*\n|\n(?=- )", text)
    return [" ".join(each.split()) for each in parts if re.search(r"Copy Details|[Dd]etails are on", each)]


@pytest.mark.parametrize("place", TOLD_IN)
def test_copy_details_leaves_out_the_same_wherever_that_is_told(root: Path, place: str) -> None:
    told = [each for each in paragraphs((root / place).read_text("utf-8")) if _TELLS.search(each)]
    assert told
    for each in told:
        assert not [word for word in LEFT_OUT if re.search(rf"\b{word}", each, re.IGNORECASE) is None], each
