# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions about credits."""

from ..calls.call import End
from .answers import ANY_TASK
from .of_model import why_none
from .question import Evidence, Finding, Question, either, fails, holds, unclear

_LITTLE = 1e-6


def _price(evidence: Evidence) -> Finding:
    """Compare what a call cost with what is listed."""
    outcome = evidence.outcome()
    if outcome.end is End.REFUSED:
        return unclear(why_none(outcome))
    charged = outcome.charged
    if charged is None:
        return unclear("neither consumed nor the balance tells")
    return either(abs(charged - outcome.price) < _LITTLE, f"{charged:g} credits, listed {outcome.price:g}")


def _at_once(evidence: Evidence) -> Finding:
    """Compare the balance before and after with what the service says."""
    told = [
        (outcome.consumed, outcome.balance_before - outcome.balance_after)
        for outcome in evidence.outcomes.values()
        if outcome.consumed is not None and outcome.balance_before is not None and outcome.balance_after is not None
    ]
    if not told:
        return unclear("no answer said consumed while the balance could be read")
    odd = [each for each in told if abs(each[0] - each[1]) > _LITTLE]
    if odd:
        return fails(f"consumed {odd[0][0]:g}, but the balance fell by {odd[0][1]:g} (somebody else may have used it)")
    return holds(f"{len(told)} times the balance fell at once by what consumed says")


def _free(evidence: Evidence) -> Finding:
    """See whether the balance fell while only free questions were asked."""
    falls = [
        outcome.balance_after - outcome.balance_at_end
        for outcome in evidence.outcomes.values()
        if outcome.end is not End.FAILED and outcome.balance_after is not None and outcome.balance_at_end is not None
    ]
    if evidence.free_balances is not None:
        falls.append(evidence.free_balances[0] - evidence.free_balances[1])
    if not falls:
        return unclear("the balance could not be read")
    worst = max(falls, key=abs)
    if abs(worst) > _LITTLE:
        return fails(f"the balance changed by {-worst:g} meanwhile (somebody else may have used the account)")
    return holds("the balance stayed")


def _refund(evidence: Evidence) -> Finding:
    failed = [each for each in evidence.outcomes.values() if each.end is End.FAILED]
    told = [each for each in failed if each.balance_after is not None and each.balance_at_end is not None]
    if not told:
        return unclear("it failed, but the balance could not be read" if failed else "no task failed")
    back = max((each.balance_at_end or 0.0) - (each.balance_after or 0.0) for each in told)
    return either(back < _LITTLE, f"{back:g} credits came back" if back > _LITTLE else "nothing came back")


def _worst_is_refused(evidence: Evidence) -> Finding:
    """Say whether something was refused that should be."""
    outcome = evidence.outcome()
    if outcome.end is End.REFUSED:
        return holds(outcome.refusal)
    return unclear("it is not known whether it was taken") if outcome.end is End.UNCERTAIN else fails("it was taken")


PRICES = (
    Question(
        name="price",
        asks="What does a generation cost?",
        assumes="0.5 credits",
        assumed_by="api/options/rules.py: list_price",
        calls=("prop", "picture", "shaded"),
        judge=_price,
    ),
    Question(
        name="high_pack",
        asks="What does HighPack cost on Gen-2.5?",
        assumes="1 credit more",
        assumed_by="api/options/rules.py: list_price",
        calls=("high_pack",),
        judge=_price,
    ),
    Question(
        name="charged_at_once",
        asks="Is charged what consumed says, and at once?",
        assumes="consumed is what the balance falls by when the task is accepted",
        assumed_by="api/models.py: consumed_credits",
        calls=ANY_TASK,
        judge=_at_once,
    ),
    Question(
        name="free_calls",
        asks="Do status, download, balance and refusals cost nothing?",
        assumes="they are free",
        assumed_by="api/client.py: _ask",
        judge=_free,
    ),
    Question(
        name="refund",
        asks="Does a failed task cost?",
        assumes="nothing is promised: it stays paid",
        assumed_by="jobs/steps/wait.py",
        calls=ANY_TASK,
        judge=_refund,
    ),
    Question(
        name="wrong_labels",
        asks="Is a wrong number of view labels refused?",
        assumes="it is, and costs nothing",
        assumed_by="api/options/rules.py: _problems",
        calls=("wrong_labels",),
        judge=_worst_is_refused,
    ),
    Question(
        name="six_pictures",
        asks="Are more than five pictures refused?",
        assumes="they are, and cost nothing",
        assumed_by="api/picture_rules.py: MOST_PICTURES",
        calls=("six_pictures",),
        judge=_worst_is_refused,
    ),
    Question(
        name="large_model",
        asks="Is a model over 10 MB refused for new textures?",
        assumes="it is, and costs nothing",
        assumed_by="api/mesh_files.py: LARGEST_MESH_BYTES",
        calls=("large_model",),
        judge=_worst_is_refused,
    ),
)
