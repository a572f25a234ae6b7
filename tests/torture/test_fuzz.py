# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the service sends, it ends as a value of ours or as an error of ours."""

import json
import random
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rodin_props.api import answers
from rodin_props.api.errors import ModelRefused, clean, rejection
from rodin_props.api.http.address import normalise_base_url
from rodin_props.api.http.retry import parse_retry_after
from rodin_props.api.models import Status, Submission, balance_from_json
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.results import choose_model_file, choose_preview, files_from_json
from rodin_props.errors import RodinError
from rodin_props.jobs import serialization
from rodin_props.jobs.glb.check import check_glb
from torture import fuzz_client, importer, mutants
from torture.counts import tried

from sandbox.faults.glb_surgery import pack, tiny_mesh

ANSWERS = 20_000
PROCESSES = 2
MODELS = 6_000
MODELS_IMPORTED = 60
EXAMPLES = 300

_NAMES = st.sampled_from(
    [
        "error",
        "message",
        "uuid",
        "jobs",
        "uuids",
        "subscription_key",
        "status",
        "list",
        "url",
        "name",
        "balance",
        "queue_length",
        "consumed",
        "prompt",
        "detail",
        "code",
        "tier",
        "seed",
        "options",
        "id",
        "state",
        "images",
    ]
)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["OK", "Done", "Failed", "https://a.b/c.glb", "model.glb", "../x.glb", "1e999", "NaN"])
)
VALUES = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_NAMES | st.text(max_size=5), inner, max_size=6),
)
often = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))


def ours(act: Any, *arguments: Any, errors: tuple[type[Exception], ...] = (RodinError,)) -> Any:
    """What it returns, None if it raised an error of ours; any other error goes on."""
    tried("inputs to parsers")
    try:
        return act(*arguments)
    except errors:
        return None


@often
@given(VALUES)
def test_parsers_of_answers(value: Any) -> None:
    ours(Submission.from_json, value)
    status = ours(Status.from_json, value)
    if status is not None:
        assert not (status.finished and not status.steps)
    files = ours(files_from_json, value)
    for file in files or ():
        assert "/" not in file.suffix
        assert "sig" not in repr(file)
    if files:
        ours(choose_model_file, files, GenerationOptions())
        ours(choose_preview, files)
    balance = ours(balance_from_json, value)
    assert balance is None or balance == balance
    assert ours(GenerationOptions.from_dict, value if isinstance(value, dict) else {}) is not None


@often
@given(VALUES, st.integers(100, 999), st.text(max_size=20))
def test_answers_that_say_no(value: Any, status_code: int, encoding: str) -> None:
    body = json.dumps(value, default=str).encode("utf-8", "surrogatepass")
    ours(answers.accept, answers.Answer(status_code, {"retry-after": encoding}, body))
    ours(answers.names_task, answers.Answer(status_code, {}, body))


@often
@given(st.binary(max_size=300), st.integers(100, 999))
def test_bodies_of_any_bytes(body: bytes, status_code: int) -> None:
    ours(answers.accept, answers.Answer(status_code, {}, body))


@often
@given(st.text(max_size=80))
def test_words_of_the_service(text: str) -> None:
    seconds = parse_retry_after(text, now=datetime.now(UTC))
    assert seconds is None or seconds >= 0
    assert clean(text).isprintable()
    assert str(rejection(400, text, text)).isprintable()
    ours(normalise_base_url, text)


@often
@given(st.text(max_size=200) | VALUES.map(lambda value: json.dumps(value, default=str)))
def test_records_of_jobs(text: str) -> None:
    ours(serialization.from_json, text, errors=(ValueError,))


def test_mutated_answers_through_the_whole_client(root: Path, tmp_path: Path) -> None:
    count = ANSWERS // PROCESSES
    children = []
    for seed in range(PROCESSES):
        folder = tmp_path / str(seed)
        folder.mkdir()
        command = [sys.executable, "-I", fuzz_client.__file__, str(root), str(seed), str(count), str(folder)]
        children.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    for child in children:
        told = json.loads(child.communicate(timeout=400)[0])
        assert child.returncode == 0
        assert told["bad"] == []
        assert told["lured"] == 0
        assert sum(told["ends"].values()) == count
        assert {"accepted", "BadResponse", "ConnectionFailed", "ServerFault"} <= set(told["ends"])
        tried("answers through the client", count)


@pytest.fixture(scope="module")
def mutated(tmp_path_factory: Any) -> list[Path]:
    """Mutated models that the check let through, of thousands that were checked."""
    hand = random.Random(7)
    folder = tmp_path_factory.mktemp("mutants")
    right = [pack(tiny_mesh())]
    passed: list[Path] = []
    for number in range(MODELS):
        path = folder / f"{number}.glb"
        path.write_bytes(mutants.bytes_of(hand, hand.choice(right)))
        tried("mutated models checked")
        try:
            assert check_glb(path).triangles >= 0
        except ModelRefused:
            path.unlink()
        else:
            passed.append(path)
    return passed


def test_mutated_models_through_check_and_preparation(mutated: list[Path], root: Path, tmp_path: Path) -> None:
    chosen = mutated[:MODELS_IMPORTED]
    assert chosen
    found = importer.prepare_all(chosen, root / "scene" / "prepare" / "convert.py", tmp_path / "log")
    tried("mutated models prepared", len(found))
    for path, verdict in found.items():
        assert not isinstance(verdict, str), f"{path.name} {verdict}: the check let it through"
        assert verdict["ok"] or "Traceback" not in verdict["error"]
