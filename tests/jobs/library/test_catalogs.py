# SPDX-License-Identifier: GPL-3.0-or-later
"""The catalogs of a library: as Blender writes them, and nothing that a person wrote is lost."""

import multiprocessing
import uuid
from pathlib import Path

import pytest
from rodin_props.jobs.library import catalogs
from rodin_props.jobs.locks import FileLock

PERSONS = (
    b"# our own words\r\n"
    b"\r\n"
    b"VERSION 1\r\n"
    b"no line of a catalog\r\n"
    b"313ea471-7c81-4de6-af81-fb04c3535d0e:Furniture/Chairs:Furniture-Chairs\r\n"
    b"\xff\xfe: bytes that are no text\r\n"
    b"00000000-0000-0000-0000-00000000000a:Kitchen:My kitchen"
)


def _written(library: Path) -> bytes:
    return (library / catalogs.FILE_NAME).read_bytes()


def _lines(library: Path) -> list[str]:
    return [line for line in _written(library).decode().splitlines() if line and not line.startswith("#")]


def test_the_first_one_is_written_as_blender_does(tmp_path: Path) -> None:
    made = catalogs.catalog_for(tmp_path, "Shot 12")
    assert _lines(tmp_path) == ["VERSION 1", f"{made}:Shot 12:Shot 12"]
    assert _written(tmp_path).startswith(b"# This is an Asset Catalog Definition file for Blender.\n#\n")
    assert {path.name for path in tmp_path.iterdir()} == {catalogs.FILE_NAME, ".rodin_props.lock"}
    assert uuid.UUID(made).version == 5


def test_two_computers_agree_on_the_id_of_a_project(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    catalogs.catalog_for(other, "Kitchen")
    assert catalogs.catalog_for(one, "Shot 12") == catalogs.catalog_for(other, "Shot 12")


def test_what_a_person_wrote_stays_byte_for_byte_and_the_version_before_is_kept(tmp_path: Path) -> None:
    (tmp_path / catalogs.FILE_NAME).write_bytes(PERSONS)
    made = catalogs.catalog_for(tmp_path, "Shot 12")
    assert _written(tmp_path) == PERSONS + f"\r\n{made}:Shot 12:Shot 12\r\n".encode()
    assert (tmp_path / f"{catalogs.FILE_NAME}~").read_bytes() == PERSONS


def test_a_catalog_that_a_person_renamed_is_known_by_its_id(tmp_path: Path) -> None:
    made = catalogs.catalog_for(tmp_path, "Shot 12")
    edited = _written(tmp_path).replace(b":Shot 12:Shot 12", b":Film/Act 1/Harbour:Harbour")
    (tmp_path / catalogs.FILE_NAME).write_bytes(edited)
    assert catalogs.catalog_for(tmp_path, "Shot 12") == made
    assert _written(tmp_path) == edited


def test_a_catalog_that_a_person_made_is_known_by_its_path(tmp_path: Path) -> None:
    (tmp_path / catalogs.FILE_NAME).write_bytes(PERSONS)
    assert catalogs.catalog_for(tmp_path, "Kitchen") == "00000000-0000-0000-0000-00000000000a"
    assert _written(tmp_path) == PERSONS


def test_a_file_of_another_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / catalogs.FILE_NAME).write_bytes(b"VERSION 2\n")
    assert catalogs.catalog_for(tmp_path, "Kitchen") == catalogs.NO_CATALOG
    assert _written(tmp_path) == b"VERSION 2\n"


@pytest.mark.parametrize("content", [b"", b"\n", b"# words without an end of line"])
def test_a_file_that_says_nothing_gets_the_version_that_blender_asks_for(tmp_path: Path, content: bytes) -> None:
    (tmp_path / catalogs.FILE_NAME).write_bytes(content)
    made = catalogs.catalog_for(tmp_path, "Kitchen")
    assert _lines(tmp_path) == ["VERSION 1", f"{made}:Kitchen:Kitchen"]
    assert content.strip() in _written(tmp_path)


def test_a_colon_ends_no_path_and_a_long_one_has_a_short_name(tmp_path: Path) -> None:
    made = catalogs.catalog_for(tmp_path, f"a:b/{'ü' * 60}")
    (line,) = _lines(tmp_path)[1:]
    written, path, simple = line.split(":")
    assert (written, path) == (made, f"a-b/{'ü' * 60}")
    assert simple.startswith("...")
    assert len(simple.encode()) <= 63


def test_nothing_is_written_while_another_process_writes_them(tmp_path: Path) -> None:
    catalogs.catalog_for(tmp_path, "Kitchen")
    before = _written(tmp_path)
    with FileLock(tmp_path / ".rodin_props.lock") as lock:
        assert lock.acquire()
        with pytest.raises(catalogs.CatalogsBusy):
            catalogs.catalog_for(tmp_path, "Shot 12")
        assert catalogs.catalog_for(tmp_path, "Kitchen")  # nothing to be written
    assert _written(tmp_path) == before


def _add_many(library: Path, names: list[str]) -> None:
    for name in names:
        while True:
            try:
                catalogs.catalog_for(library, name)
            except catalogs.CatalogsBusy:
                continue
            break


def test_of_what_several_processes_add_at_once_nothing_is_lost(tmp_path: Path) -> None:
    names = [[f"process {number} project {index}" for index in range(20)] for number in range(3)]
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_add_many, args=(tmp_path, each)) for each in names]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert sorted(line.split(":")[1] for line in _lines(tmp_path)[1:]) == sorted(
        name for each in names for name in each
    )


def test_others_may_lock_it_and_the_file_keeps_its_permissions(tmp_path: Path) -> None:
    catalogs.catalog_for(tmp_path, "Kitchen")
    path = tmp_path / catalogs.FILE_NAME
    path.chmod(0o664)
    catalogs.catalog_for(tmp_path, "Shot 12")
    assert path.stat().st_mode & 0o777 == 0o664
    assert (tmp_path / ".rodin_props.lock").stat().st_mode & 0o666 == 0o666


def test_a_folder_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        catalogs.catalog_for(tmp_path / "gone", "Kitchen")
    assert not (tmp_path / "gone").exists()
