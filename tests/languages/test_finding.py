# SPDX-License-Identifier: GPL-3.0-or-later
"""What is taken for words that the artist may read."""

import ast
from types import ModuleType

import pytest


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('layout.label(text="No props here")', {"No props here"}),
        ('layout.label(text="nothing")', {"nothing"}),
        ('bl_label = "Generate"', {"Generate"}),
        ('error(f"“{job.name}” is gone.")', {"“{name}” is gone."}),
        ("f\"{len(props)} prop{'' if len(props) == 1 else 's'} left\"", {"{count} prop left", "{count} props left"}),
        ('f"{a.width} of {b.width} pixels"', {"{width} of {width2} pixels"}),
        ('words = {State.QUEUED: "queued"}', {"queued"}),
        ('f"{days}, {day} {month}"', {"{days}, {day} {month}"}),
        ('class RODIN_PROPS_OT_go(Operator):\n    """Go there now"""', {"Go there now"}),
        (
            'def f():\n    room = f" ({n} needed)" if n else ""\n    return f"It is full{room}."',
            {"It is full ({n} needed).", "It is full."},
        ),
    ],
)
def test_words_are_found_wherever_they_stand(finder: ModuleType, code: str, said: set[str]) -> None:
    assert set(finder.texts_of(ast.parse(code))) == said


@pytest.mark.parametrize(
    "code",
    [
        '"""What a module is for."""',
        'log.warning("The worker has ended: %s", code)',
        'run("SELECT * FROM jobs WHERE id = ?")',
        'kind = "ShaderNodeEmission"',
        'menu = "RODIN_PROPS_MT_gallery"',
        'def f(value: "Job | None") -> "Job | None": ...',
        'raise ValueError("Not a number of any kind")',
        '__all__ = ["Sentences"]',
        'name = "job_id"',
    ],
)
def test_what_is_for_programs_is_not(finder: ModuleType, code: str) -> None:
    assert not list(finder.texts_of(ast.parse(code)))
