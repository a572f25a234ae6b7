# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an artist should read it."""

import re


def assert_is_fit_to_read(sentence: str) -> None:
    """A sentence for what happened, one for what to do; short, printable, no secret, no path of a machine."""
    assert sentence.isprintable()
    assert 20 < len(sentence) < 700
    assert sentence.endswith("."), sentence
    assert len(re.findall(r"[.!…](?:\s|$)", sentence)) >= 2, sentence
    assert not re.search(r"https?://\S+\?", sentence)
    assert not re.search(r"Traceback|Errno|(?<![\w:/])/\w+/\w+", sentence), sentence
