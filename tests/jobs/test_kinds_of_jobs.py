# SPDX-License-Identifier: GPL-3.0-or-later
"""A job for new textures or for parts is kept, recovered and counted like any other."""

import pytest
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.part_options import PartOptions
from rodin_props.api.options.texture_options import TextureOptions
from rodin_props.api.options.types import PartMaterial, Resolution, TextureMode
from rodin_props.jobs import files
from rodin_props.jobs.ledger.budget import Budget, spent_credits
from rodin_props.jobs.states import State
from rodin_props.jobs.work import Kind, NewTextures, Parts, Work

TEXTURES = NewTextures(mesh_file="mesh.glb", options=TextureOptions(escore=7.25, resolution=Resolution.HIGH, seed=4))
PARTS = Parts(task_uuid="T", options=PartOptions(strength=9, material=PartMaterial.NONE))
MESH_PARTS = Parts(mesh_file="mesh.glb")


@pytest.mark.parametrize("work", [TEXTURES, PARTS, MESH_PARTS, None])
def test_what_is_asked_for_survives_the_ledger_and_the_jobs_own_record(ledger, add_job, work: Work | None):
    job = add_job(work=work)
    assert ledger.get(job.id).work == work
    recovered = files.read_job_file(job.folder)
    assert recovered is not None
    assert recovered.work == work


def test_a_kind_tells_itself(add_job):
    kinds = [add_job(work=work).kind for work in (None, TEXTURES, PARTS)]
    assert kinds == [Kind.GENERATION, Kind.TEXTURES, Kind.PARTS]


def test_a_record_of_an_unknown_kind_is_not_taken_for_a_generation(add_job):
    job = add_job(work=TEXTURES)
    record = job.folder / files.JOB_FILE
    record.write_text(record.read_text("utf-8").replace('"TEXTURES"', '"WORLDS"'), "utf-8")
    assert files.read_job_file(job.folder) is None


def test_each_kind_counts_as_what_its_button_said_and_by_the_list_where_that_is_not_known(ledger, add_job):
    costly = GenerationOptions(texture_mode=TextureMode.EXTREME_HIGH)
    jobs = [
        add_job(work=TEXTURES, options=costly),
        add_job(work=PARTS, estimated_credits=1.5),
        add_job(estimated_credits=2.0),
    ]
    assert [job.credits_needed for job in jobs] == [0.5, 1.5, 2.0]


def test_payments_of_all_kinds_outlive_their_jobs(ledger, add_job):
    jobs = [add_job(work=TEXTURES, estimated_credits=0.75), add_job(work=PARTS, estimated_credits=1.5)]
    for job in jobs:
        ledger.move(job.id, State.SUBMITTING, submitted_at=1000.0)
    assert spent_credits(ledger, jobs[0].account, now=1001.0) == 2.25
    ledger.move(jobs[0].id, State.UNCERTAIN)
    ledger.move(jobs[1].id, State.UNCERTAIN)
    for job in jobs:
        ledger.remove(job.id)
    assert spent_credits(ledger, jobs[0].account, now=1001.0) == 2.25
    ledger.accounts.set_daily_credits(jobs[0].account, 2.5)
    budget = Budget(ledger, now=lambda: 1001.0)
    assert not budget.allows(add_job(work=TEXTURES, estimated_credits=0.5))
    assert budget.allows(add_job(work=TEXTURES, estimated_credits=0.25))
