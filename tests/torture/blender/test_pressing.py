# SPDX-License-Identifier: GPL-3.0-or-later
"""Blender dies between the press of a button and the work of the worker, for each source.

Nothing is paid without a row in the ledger, each row is paid once, and its prop arrives after the restart.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rodin_props.jobs.crashpoints import BLENDER_POINTS
from rodin_props.processes.children import command_of
from support.waiting import wait_until
from torture.artist import Artist
from torture.counts import tried
from torture.desk import submissions

NO_ROW_YET = ("generate:after-folder", "add:before-row")
ROW = ("add:after-row", "add:after-file", "generate:before-worker", "generate:after-worker")
POINTS = (*NO_ROW_YET, *ROW)
RENDERING = "while rendering"
CASES = (
    *(("text", point) for point in POINTS),
    *((source, point) for source in ("picture", "camera") for point in ("add:before-row", "generate:before-worker")),
    *(("blockouts", point) for point in ("add:before-row", "add:after-row", "generate:before-worker")),
    ("camera", RENDERING),
)


@dataclass(frozen=True)
class Outcome:
    """What was found after Blender died, and after it was started again."""

    died: bool
    paid_before: int
    rows: int
    states: tuple[str, ...]
    paid: tuple[int, ...]
    props: int
    folders: tuple[list[str], ...]
    """The names in each job's folder."""


def press_and_die(source: str, point: str, artist: Artist, sandbox: Any, picture: Path) -> Outcome:
    prompt = f"a {source} {chr(ord('a') + CASES.index((source, point)))}"
    dies_rendering = point == RENDERING
    try:
        blender = artist.start(
            "generate",
            die_at="" if dies_rendering else point,
            source=source,
            prompt=prompt,
            picture=str(picture),
            dies_rendering=dies_rendering,
        )
        died = blender.dies()
        paid_before = sum(paid(sandbox, prompt)) if point != "generate:after-worker" else 0
        folders = tuple(sorted(each.name for each in folder.iterdir()) for folder in artist.folders())
        told = artist.play("come_back")
        return Outcome(
            died=died,
            paid_before=paid_before,
            rows=len(told["jobs"]),
            states=tuple(job["state"] for job in told["jobs"]),
            paid=tuple(paid(sandbox, prompt)),
            props=len(told["props"]),
            folders=folders,
        )
    finally:
        artist.end_all()


def paid(sandbox: Any, prompt: str) -> list[int]:
    """How often each submission whose words begin so was charged."""
    return [count for words, count in submissions(sandbox).items() if words.lower().startswith(prompt.lower())]


@pytest.fixture(scope="module")
def outcomes(
    artist_at: Callable[[str], Artist], quick_sandbox: Any, tmp_path_factory: Any
) -> Iterator[dict[tuple[str, str], "Future[Outcome]"]]:
    """What became of each case; they are tried beside each other."""
    quick_sandbox.reset()
    image = pytest.importorskip("PIL.Image")
    picture = tmp_path_factory.mktemp("picture") / "cube.png"
    image.radial_gradient("L").save(picture)
    with ThreadPoolExecutor(3) as pool:
        yield {
            (source, point): pool.submit(
                press_and_die, source, point, artist_at(f"{source} {point}".replace(":", " ")), quick_sandbox, picture
            )
            for source, point in CASES
        }


@pytest.mark.parametrize(("source", "point"), CASES)
def test_blender_dies_between_the_button_and_the_worker(
    source: str, point: str, outcomes: dict[tuple[str, str], "Future[Outcome]"]
) -> None:
    outcome = outcomes[source, point].result()
    tried("presses of a button cut short")
    assert outcome.died, "the point was not reached"
    assert outcome.paid_before == 0, "nothing is paid before the worker starts"
    assert outcome.rows == (0 if point not in ROW else 2 if source == "blockouts" else 1), "all of a press, or none"
    assert set(outcome.states) <= {"IMPORTED"}
    assert outcome.paid == (1,) * outcome.rows, "paid once for each row, and never without one"
    has_file = point.startswith("generate:after-worker")
    assert outcome.props >= has_file
    if point not in ROW:
        # What is left holds inputs alone; the worker removes it when it is old (test_abandoned.py).
        assert all(name.startswith("image_") for names in outcome.folders for name in names)


def test_every_point_of_blender_is_tried() -> None:
    assert set(BLENDER_POINTS) <= set(POINTS)


def test_a_picture_that_another_blender_takes_ends_with_the_first(
    artist_at: Callable[[str], Artist], monkeypatch: pytest.MonkeyPatch
) -> None:
    artist = artist_at("elsewhere")
    temporary = artist.folder / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    try:
        blender = artist.start("render_elsewhere", picture=str(artist.folder / "picture.png"), seen=str(artist.seen))
        other = int(wait_until(lambda: artist.seen.exists() and artist.seen.read_text(), what="the other Blender"))
        log = wait_until(lambda: next(temporary.glob("rodin-props-picture-*/log.txt"), None))
        wait_until(lambda: "render_script.py" in command_of(other) and log.stat().st_size, what="the render")
        blender.kill()
        wait_until(lambda: not command_of(other), what="the end of the other Blender")
        wait_until(lambda: not list(temporary.glob("rodin-props-picture-*")), what="a tidy folder")
    finally:
        artist.end_all()
    tried("pictures cut short")
