# SPDX-License-Identifier: GPL-3.0-or-later
"""What is the artist's alone is taken out of sentences before somebody else reads them."""

from collections.abc import Callable
from types import ModuleType

import pytest

Part = Callable[[str], ModuleType]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("The folder “Film 7” cannot be written to.", "The folder “…” cannot be written to."),
        ("It could not be opened. It is /home/ann b/film/job (busy)", "It could not be opened. It is …"),
        (r"It is C:\Users\Ann\job", "It is …"),
        (r"It is \\server\ann\job", "It is …"),
        ("It is ~/film", "It is …"),
        ("Not found: https://files.example/a?sig=1 at all.", "Not found: … at all."),
        ("Write to ann@example.org now.", "Write to … now."),
        ("Token sk-0123456789abcdefghij was refused.", "Token … was refused."),
        ("1 / 2 steps, and/or 3 MB.", "1 / 2 steps, and/or 3 MB."),
        ("The disk is full (9.4 MB needed). Free some space.", "The disk is full (9.4 MB needed). Free some space."),
    ],
)
def test_names_paths_links_and_tokens_are_left_out(part: Part, sentence: str, left: str) -> None:
    assert part("session.reports.scrubbing").scrubbed(sentence) == left


def test_words_of_prompts_and_names_are_left_out_wherever_they_stand(part: Part) -> None:
    scrubbed = part("session.reports.scrubbing").scrubbed
    said = scrubbed("Rodin refused the request: no BANNED Chair (X). Change it.", private=["a banned chair", "Ann"])
    assert said == "Rodin refused the request: no … … (X). Change it."
    assert scrubbed("不能生成红椅子。An apple", private=["红椅子 an"]) == "不能生成…。An apple"


def test_secrets_are_left_out_even_inside_of_words(part: Part) -> None:
    scrubbed = part("session.reports.scrubbing").scrubbed
    assert scrubbed("keyab:abc", secrets=["ab", "abc", ""]) == "key…:…"
