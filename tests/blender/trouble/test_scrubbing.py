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
        ("It is projects/film/shot.blend, not that.", "It is …, not that."),
        (r"It is ..\film\shot and film/shot now.", "It is … and … now."),
        ("Ø/home/ann b/film", "Ø…"),
        ("x/home/ann b/film", "x…"),
        ("It lacks shot.blend1, a.PNG (b.glb) and the “c.jpg”.", "It lacks …, … (…) and the “…”."),
        ("Name a ”best” one: “my ”best” chair” is gone.", "Name a “…” is gone."),
        ("“my “best” chair” and “b” are gone.", "“…” are gone."),
        ("It is no “best", "It is no “…”"),
        ("“a” and “b” of 2 are gone.", "“…” and “…” of 2 are gone."),
        ("The certificate of proxy.studio.example is odd.", "The certificate of … is odd."),
        ("No answer of proxy.studio.example. Try again.", "No answer of …. Try again."),
        ("At render-7:8080 and a.b.example:80 nobody is.", "At … and … nobody is."),
        ("At 10.1.2.30:3128, 192.168.0.1 and 8.8.8.8.", "At …, … and …."),
        ("At 2001:db8::1, ::1, [fe80::1%eth0]:80 and 1:2:3:4:5:6:7:8.", "At …, …, … and …."),
        ("Top up on hyper3d.ai, or api.hyper3d.com.", "Top up on hyper3d.ai, or api.hyper3d.com."),
        ("Use Blender 4.2.23 or 5.0.1 from blender.org.", "Use Blender 4.2.23 or 5.0.1 from blender.org."),
        (
            "At 12:30:05 on 2026-11-27 Gen-2.5 took 1,200 s: 40%.",
            "At 12:30:05 on 2026-11-27 Gen-2.5 took 1,200 s: 40%.",
        ),
        ("It costs 0.5 credits, 2/3 done (RATE_LIMITED).", "It costs 0.5 credits, 2/3 done (RATE_LIMITED)."),
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


def test_names_are_left_out_where_they_stand_whole(part: Part) -> None:
    scrubbed = part("session.reports.scrubbing").scrubbed
    said = "Chair Two is no Chair of Chairman, chair; 红椅子没有。 a b"
    assert (
        scrubbed(said, phrases=["Chair", "Chair Two", "红椅子", "a", ""]) == "… is no … of Chairman, chair; …没有。 a b"
    )
    assert scrubbed("“My ”best” chair” and “b” go.", phrases=["My ”best” chair"]) == "“…” and “…” go."
