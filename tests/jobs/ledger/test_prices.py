# SPDX-License-Identifier: GPL-3.0-or-later
"""What the service charged is compared with what the button said, told once, and expected from then on."""

from collections.abc import Callable
from typing import Any

import pytest
from rodin_props.api.models import Submission
from rodin_props.api.options.generation_options import GenerationOptions
from rodin_props.api.options.types import Addons, Tier
from rodin_props.jobs.job import Job
from rodin_props.jobs.ledger.budget import Budget
from rodin_props.jobs.ledger.ledger import Ledger
from rodin_props.jobs.states import State
from rodin_props.jobs.work import NewTextures, Parts

PACK = GenerationOptions(tier=Tier.GEN_2_5_HIGH, addons=Addons.HIGH_PACK)
PACKED = "Gen-2.5-High|HighPack"
TOLD = "From now on it says what Rodin charges."

Pay = Callable[..., Job]


@pytest.fixture
def pay(ledger: Ledger, add_job: Any) -> Pay:
    """A function that has a job accepted for so many credits."""

    def accept(consumed: float | None, **changes: Any) -> Job:
        job = ledger.move(add_job(**changes).id, State.SUBMITTING, submitted_at=1000.0)
        answer = Submission(task_uuid=f"task of {job.id}", subscription_key="key", consumed_credits=consumed)
        return ledger.record_answer(job.id, answer)

    return accept


def test_a_charge_as_the_button_said_is_no_news(ledger: Ledger, pay: Pay) -> None:
    job = pay(0.5, estimated_credits=0.5)
    pay(None, estimated_credits=0.5)
    assert (ledger.prices.charged(job.account), ledger.notices.all()) == ({}, ())


def test_another_charge_is_told_once_with_both_figures(ledger: Ledger, pay: Pay) -> None:
    first = pay(1.25, estimated_credits=0.5, name="Oak chair")
    pay(1.25, estimated_credits=0.5)
    pay(1.25, estimated_credits=1.25)
    assert ledger.notices.all() == (f"Rodin charged 1.25 credits for “Oak chair”; the button said 0.5 credits. {TOLD}",)
    assert ledger.prices.all() == {first.account: {"Gen-2": 1.25}}


def test_a_price_that_follows_the_list_again_is_told_and_forgotten(ledger: Ledger, pay: Pay) -> None:
    job = pay(1.0, estimated_credits=0.5)
    pay(0.5, estimated_credits=1.0, name="Lamp")
    pay(0.5, estimated_credits=1.0)
    assert ledger.notices.all()[1:] == (f"Rodin charged 0.5 credits for “Lamp”; the button said 1 credit. {TOLD}",)
    assert ledger.prices.charged(job.account) == {}


def test_what_the_button_said_is_no_news_though_the_price_went_forth_and_back(ledger: Ledger, pay: Pay) -> None:
    pay(1.0, estimated_credits=0.5)
    pay(0.5, estimated_credits=1.0)
    job = pay(1.0, estimated_credits=1.0)
    assert len(ledger.notices.all()) == 2
    assert ledger.prices.charged(job.account) == {"Gen-2": 1.0}


def test_up_to_becomes_what_it_really_is(ledger: Ledger, pay: Pay) -> None:
    job = pay(1.5, options=PACK, estimated_credits=1.5)
    assert ledger.notices.all() == ()
    assert PACK.list_price.known_from(ledger.prices.charged(job.account)).words == "1.5 credits"


def test_less_than_up_to_is_told_in_these_words(ledger: Ledger, pay: Pay) -> None:
    job = pay(0.5, options=PACK, estimated_credits=1.5, name="Vase")
    assert ledger.notices.all() == (f"Rodin charged 0.5 credits for “Vase”; the button said up to 1.5 credits. {TOLD}",)
    assert ledger.prices.charged(job.account) == {PACKED: 0.5}


def test_prices_are_of_an_account_and_of_what_they_depend_on(ledger: Ledger, pay: Pay) -> None:
    pay(2.0, options=PACK, account="another")
    job = pay(0.5, estimated_credits=0.5)
    assert ledger.prices.charged(job.account) == {}
    assert ledger.prices.charged("another") == {PACKED: 2.0}


@pytest.mark.parametrize(("work", "priced_by"), [(NewTextures(mesh_file="mesh.glb"), "textures"), (Parts(), "parts")])
def test_other_kinds_of_jobs_learn_too(ledger: Ledger, pay: Pay, work: Any, priced_by: str) -> None:
    job = pay(0.75, work=work, options=PACK, estimated_credits=0.5)
    assert ledger.prices.charged(job.account) == {priced_by: 0.75}
    assert "charged 0.75 credits" in ledger.notices.all()[0]


def test_a_job_of_an_older_version_is_compared_with_the_list(ledger: Ledger, pay: Pay) -> None:
    pay(3.0)
    assert "the button said 0.5 credits" in ledger.notices.all()[0]


def test_nonsense_is_told_and_not_expected_again(ledger: Ledger, pay: Pay) -> None:
    job = pay(1e300, estimated_credits=0.5)
    (sentence,) = ledger.notices.all()
    assert "the button said 0.5 credits" in sentence
    assert TOLD not in sentence
    assert ledger.prices.charged(job.account) == {}


def test_an_answer_that_is_recorded_again_teaches_nothing(ledger: Ledger, pay: Pay) -> None:
    job = pay(1.0, estimated_credits=0.5)
    ledger.notices.clear()
    ledger.record_answer(job.id, Submission(task_uuid="task", subscription_key="key", consumed_credits=9.0))
    assert (ledger.prices.charged(job.account), ledger.notices.all()) == ({"Gen-2": 1.0}, ())


def test_panels_hear_of_a_new_price(ledger: Ledger, pay: Pay) -> None:
    pay(0.5, estimated_credits=0.5)
    ledger.changed()
    pay(1.0, estimated_credits=0.5)
    assert ledger.changed()


def test_the_limit_of_a_day_counts_what_it_really_costs(ledger: Ledger, add_job: Any, pay: Pay) -> None:
    job = pay(1.0, estimated_credits=0.5)
    ledger.accounts.set_daily_credits(job.account, 3.0)
    budget = Budget(ledger, now=lambda: 1001.0)
    queued = [add_job(estimated_credits=0.5) for _ in range(3)]
    assert budget.allows(queued[0])
    assert budget.allows(queued[1], under_way=queued[:1])
    assert not budget.allows(queued[2], under_way=queued[:2])
