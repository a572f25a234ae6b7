# SPDX-License-Identifier: GPL-3.0-or-later
"""Of several models in a result the right one is fetched, with each new link too."""

from typing import Any

import pytest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.texture_options import TextureOptions
from rodin_props.api.options.types import Addons, ModelMaterial
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.work import NewTextures, Work
from support.jobs.file_host import DENSE, LIGHT, FileHost


@pytest.fixture
def fetched(ledger: Ledger, downloading: Any, fetch_from_host: Any) -> Any:
    """A function that fetches the model of a new job from the host and returns its bytes."""

    def fetch_it(options: GenerationOptions, work: Work | None = None) -> bytes:
        job = downloading(options=options, work=work)
        fetch_from_host(job)
        path = ledger.get(job.id).model_path
        assert path is not None
        return path.read_bytes()

    return fetch_it


def test_the_smaller_of_two_models_is_fetched_where_their_names_are_alike(host: FileHost, fetched: Any) -> None:
    host.files = (("1", "base_basic_pbr.glb", DENSE), ("2", "base_basic_pbr.glb", LIGHT))
    assert fetched(GenerationOptions()) == LIGHT
    assert fetched(GenerationOptions(addons=Addons.HIGH_PACK)) == DENSE


def test_a_new_link_leads_to_the_same_model(host: FileHost, fetched: Any) -> None:
    host.files = (("1", "base_basic_pbr.glb", LIGHT), ("2", "base_basic_pbr.glb", DENSE))
    host.links_for_one_answer = True
    assert fetched(GenerationOptions()) == LIGHT
    assert host.lists == 2


def test_new_textures_come_in_the_material_that_was_chosen_for_them(host: FileHost, fetched: Any) -> None:
    host.files = (("1", "base_basic_pbr.glb", LIGHT), ("2", "base_basic_shaded.glb", DENSE))
    for material, model in ((ModelMaterial.PBR, LIGHT), (ModelMaterial.SHADED, DENSE)):
        work = NewTextures(mesh_file="mesh.glb", options=TextureOptions(material=material))
        assert fetched(GenerationOptions(), work) == model
