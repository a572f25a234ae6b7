# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Blender submits and receives while one thing after another goes wrong: one fault of every row of the table.

The table (torture.fault_expectations) says where each ends; plain workers try all of it in test_fault_matrix.py.
"""

from collections.abc import Callable
from typing import Any

import pytest
from torture.artist import Artist
from torture.cases import OF_JOBS, is_account_wide, prompt
from torture.counts import tried
from torture.desk import submissions
from torture.fault_expectations import EXPECTED, Expected
from torture.result_expectations import LEFT_TO_THE_IMPORTER
from torture.sentences import assert_is_fit_to_read

SLOW = (
    "hang",
    "trickle",
    "hang_midway",
    "endless_body",
    "endless_headers",
    "endless",
    "http_429",
    "json_huge",
    "triangles_many",
)
PATIENT = {"GENERATION_TIMED_OUT", "BAD_RESPONSE"}
"""Ends that come after half an hour with the patience that a real Blender gives its worker."""


def one_of_each_row() -> dict[str, Expected]:
    """For every end in the table and every stage the first fault that neither holds others up nor takes minutes."""
    found: dict[tuple[Any, ...], str] = {}
    for name, row in ((name, EXPECTED[name]) for name in OF_JOBS):
        if is_account_wide(name) or name.endswith(SLOW) or row.code in PATIENT or row.state == "HELD":
            continue
        if name in LEFT_TO_THE_IMPORTER.split():
            continue
        found.setdefault((name.partition(".")[0], row.state, row.code, row.words), name)
    borne = ("file.reset_midway", "file.http_503", "file.wrong_range", "download.names_dotdot", "model.extras_script",
             "model.names_hostile", "status.json_deep", "download.gzip_bomb", "status.flapping")  # fmt: skip
    return {name: EXPECTED[name] for name in (*found.values(), *borne)}


CHOSEN = one_of_each_row()


@pytest.fixture(scope="module")
def told(artist_at: Callable[[str], Artist], quick_sandbox: Any) -> dict[str, Any]:
    """What one Blender has in its ledger and its scene after all of them."""
    quick_sandbox.reset()
    artist = artist_at("faults")
    try:
        return artist.play("batch", prompts=[prompt(name) for name in CHOSEN])
    finally:
        artist.end_all()


@pytest.mark.parametrize("name", CHOSEN)
def test_fault_under_a_real_blender(name: str, told: dict[str, Any], quick_sandbox: Any) -> None:
    expected = CHOSEN[name]
    (job,) = (each for each in told["jobs"] if each["prompt"] == prompt(name))
    tried("faults under a real Blender")
    assert job["state"] == ("IMPORTED" if expected.state == "READY" else expected.state), job["error"]
    assert job["code"] == expected.code or not expected.code
    assert expected.words in job["error"]
    assert submissions(quick_sandbox).get(prompt(name), 0) == expected.charged
    if job["error"]:
        assert_is_fit_to_read(job["error"])


def test_exactly_the_good_ones_are_in_the_scene(told: dict[str, Any]) -> None:
    good = [job for job in told["jobs"] if job["state"] == "IMPORTED"]
    assert len(told["props"]) == len(good) == sum(row.state == "READY" for row in CHOSEN.values())
    assert f"{len(told['jobs']) - len(good)} of {len(told['jobs'])} props did not come" in told["sentence"]
