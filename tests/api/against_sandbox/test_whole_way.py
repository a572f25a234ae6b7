# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way against the sandbox: words and pictures become models."""

import json

from rodin_props.api.models import GenerationRequest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.results import choose_preview
from support.api.sandbox_client import FILE_LIMITS, TEXT, generate, generate_and_link
from support.pictures import disc


def test_words_become_a_model(service, ask, tmp_path):
    before = ask.balance()
    link = generate_and_link(ask)
    path = ask.download(link(), tmp_path / "model.glb", refresh=link, limits=FILE_LIMITS)
    assert path.read_bytes().startswith(b"glTF")
    assert ask.balance() == before - TEXT.options.estimated_credits
    record = json.dumps(service.record())
    assert "an oak stool" in record
    assert service.key not in record


def test_a_picture_becomes_a_model_with_a_preview(service, ask, tmp_path):
    picture = tmp_path / "private name.png"
    picture.write_bytes(disc())
    request = GenerationRequest(
        options=GenerationOptions(seed=1, use_original_alpha=True), images=(picture,), bbox_condition=(50, 100, 50)
    )
    submission = ask.submit(request)
    assert submission.task_uuid
    assert "private name" not in json.dumps(service.record())


def test_a_result_has_a_preview(ask):
    assert choose_preview(ask.files(generate(ask))).suffix == "webp"
