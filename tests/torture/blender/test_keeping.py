# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 while props are kept in the library: nothing half-written is listed, nothing lost, nothing there twice."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rodin_props.jobs.crashpoints import KEEPING_POINTS
from rodin_props.processes.children import command_of
from support.process_state import pids_of
from support.waiting import wait_until
from torture.artist import Artist, kill
from torture.counts import tried
from torture.disks import disk

COUNT = 2
_ROOM_FOR_NO_PROP = 16 << 10
"""But for folders and catalogs."""
_BEGINNINGS = (b"BLENDER", b"\x28\xb5\x2f\xfd", gzip.compress(b"")[:2])
"""Of a .blend as it is, and of one that is compressed."""


@pytest.fixture
def artist(artist_at: Callable[[str], Artist], request: pytest.FixtureRequest) -> Iterator[Artist]:
    made = artist_at(request.node.name.replace(":", " "))
    yield made
    made.end_all()


def listed(library: Path) -> list[Path]:
    """What Blender would list; each is whole."""
    found = sorted(path for path in library.rglob("*.blend") if not path.name.startswith("."))
    assert all(path.read_bytes().startswith(_BEGINNINGS) for path in found)
    assert all(path.stat().st_size > 10_000 for path in found)
    return found


def comes_back(artist: Artist, library: Path, *, again: bool = False) -> None:
    """Start Blender once more, and look at the library."""
    told = artist.play("keep_on", again=again)
    assert told["waiting"] == []
    assert sorted(told["kept"]) == [str(path) for path in listed(library)]
    assert len(told["kept"]) == COUNT
    names = {path.name for path in library.rglob("*") if path.is_file()} - {path.name for path in listed(library)}
    assert names <= {"blender_assets.cats.txt", ".rodin_props.lock"}, "nothing else is left"
    lines = (library / "blender_assets.cats.txt").read_text().splitlines()
    assert sum(line.endswith(":Unsaved:Unsaved") for line in lines) == 1


@pytest.mark.parametrize("point", KEEPING_POINTS)
def test_blender_dies_at_every_point(point: str, artist: Artist) -> None:
    library = artist.folder / "library"
    assert artist.start("keep", library=str(library), count=COUNT, die_at=point).dies(), "the point was not reached"
    assert len(listed(library)) == (1 if point == "keep:after-move" else 0)
    comes_back(artist, library)
    tried("keepings cut short")


def test_blender_dies_while_another_one_writes(artist: Artist) -> None:
    library = artist.folder / "library"
    blender = artist.start("keep", library=str(library), count=COUNT)
    wait_until(lambda: list(library.rglob(".*.part*")), what="a file that is being written")
    blender.kill()
    wait_until(lambda: not pids_of("keep_script.py", str(artist.folder)), what="the end of the other Blender")
    listed(library)
    comes_back(artist, library)
    tried("keepings cut short")


def test_the_blender_that_writes_dies_and_the_artist_reads_so(artist: Artist) -> None:
    library = artist.folder / "library"
    blender = artist.start("keep", library=str(library), count=COUNT)
    wait_until(lambda: list(library.rglob(".*.part*")), what="a file that is being written")
    for folder in Path("/proc").glob("[0-9]*"):
        if "keep_script.py" in command_of(int(folder.name)) and _parent(folder) == blender.process.pid:
            kill(int(folder.name))
    told = blender.facts()
    listed(library)
    if told["sentence"]:  # it may have been quicker
        assert "could not be kept: the background Blender crashed" in told["sentence"]
        assert len(told["waiting"]) == 1
    comes_back(artist, library, again=True)
    tried("keepings cut short")


@pytest.mark.parametrize("sick", ["full", "nearly full", "read-only"])
def test_a_disk_that_takes_no_more_is_named_and_what_waited_is_kept_when_it_does(
    sick: str, artist: Artist, mounts: Path
) -> None:
    with disk(mounts / sick) as mounted:
        library = mounted.folder / "library"
        library.mkdir()
        (mounted.folder / "what others have").write_bytes(bytes(100_000))
        if sick == "read-only":
            mounted.lock()
        else:
            mounted.fill(leaving_bytes=_ROOM_FOR_NO_PROP if sick == "nearly full" else 0)
        told = artist.play("keep", library=str(library), count=COUNT)
        assert ("cannot be written to. Check" if sick == "read-only" else "is full. Make room") in told["sentence"]
        assert "“library”" in told["sentence"]
        assert len(told["waiting"]) == COUNT
        assert listed(library) == []
        mounted.clear()
        comes_back(artist, library, again=True)
    tried("keepings on sick disks")


def _parent(folder: Path) -> int:
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0
