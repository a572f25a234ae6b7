# SPDX-License-Identifier: GPL-3.0-or-later
"""With a saved key, every panel drawn, failures and a crash: the key is in its own file and nowhere else."""

import gzip
import json
import os
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard
from harness.blender_window import BlenderWindow, marked_processes

KEY = "key-that-is-in-its-own-file-alone-7c1d"
PROMPTS = (
    "a cube",
    "a cube of no money [[fault:submit.no_funds]]",
    "a cube of rubbish [[fault:billed.garbage]]",
    "a cube in two parts [[fault:file.reset_midway:1]]",
    "a cube of lies [[fault:model.uri_file]]",
)
IN_OTHER_EDITORS = {"RODIN_PROPS_PT_image", "RODIN_PROPS_PT_cutting_image"}
_ZSTANDARD, _GZIP = b"\x28\xb5\x2f\xfd", b"\x1f\x8b"


@pytest.fixture
def guarded_service(start_sandbox: Callable[..., Any]) -> Any:
    """A sandbox that lets this key in."""
    small = ("--texture-pixels", "32", "--max-faces", "500", "--rate-limit", "0", "--parallel-limit", "0")
    return start_sandbox("--speed", "1000", "--key", KEY, *small)


def contents(path: Path) -> Iterator[bytes]:
    """What is in a file, and what is packed in it."""
    data = path.read_bytes()
    yield data
    if data.startswith(_GZIP):
        yield gzip.decompress(data)
    if data.startswith(_ZSTANDARD):
        with path.open("rb") as file:
            yield zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True).read()


def test_the_key_is_in_its_own_file_and_nowhere_else(
    window: BlenderWindow, guarded_service: Any, blender_name: str, tmp_path_factory: Any
) -> None:
    if not blender_name.startswith("blender-5."):
        pytest.skip("takes a minute; done in Blender 5")
    key_file = tmp_path_factory.mktemp("key") / "key"
    key_file.write_text(KEY)
    (window.work / "temporary").mkdir()
    window.environment = {"RODIN_BASE_URL": guarded_service.base_url, "TMPDIR": str(window.work / "temporary")}
    blender = window.start("secrets:show_everything", key_file=str(key_file), prompts=PROMPTS)
    facts_path = window.work / "facts.json"
    blender.wait_for(facts_path.exists, what="the saved files", timeout_seconds=200)
    shown = b""
    for process_id in marked_processes(window.mark):
        for what in ("cmdline", "environ"):
            shown += Path(f"/proc/{process_id}/{what}").read_bytes()
    os.kill(blender.process.pid, signal.SIGSEGV)
    blender.process.wait(60)

    facts = json.loads(facts_path.read_text())
    assert set(facts["panels"]) - set(facts["drawn"]) <= IN_OTHER_EDITORS
    assert "RodinPropsPreferences" in facts["drawn"]
    assert sorted(facts["states"].values()) == ["FAILED", "FAILED", "IMPORTED", "IMPORTED", "UNCERTAIN"]
    assert list(window.work.glob("temporary/*.crash.txt")), "Blender's own report of the crash"
    assert KEY.encode() not in shown
    searched = [path for folder in (window.work, window.profile, window.folder) for path in folder.rglob("*")]
    found = [path for path in searched if path.is_file() and any(KEY.encode() in each for each in contents(path))]
    assert {path.name for path in found} == {"api_key"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600}
    assert any(each.startswith(b"BLENDER") and b"ENDB" in each for each in contents(window.work / "packed.blend"))
    assert sum(path.suffix == ".blend" for path in searched) >= 6
    requests = guarded_service.record()["requests"]
    assert not [each for each in requests if each["has_authorization"] and each["port"] != "api"]
    print(f"{len(searched)} files searched for the key")
