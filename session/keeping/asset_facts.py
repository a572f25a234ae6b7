# SPDX-License-Identifier: GPL-3.0-or-later
"""What an asset tells of its prop, from the job that made it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...scene.keeping.orders import AssetFacts
from .. import session
from ..inputs.naming import without_article

if TYPE_CHECKING:
    from ...jobs.job import Job

_MOST_TAGS = 16
_SHORTEST = 3
_WORD = re.compile(r"[^\W_的の]+(?:['’-][^\W_]+)*")
"""Chinese and Japanese are written without spaces; “of” parts a thing from what it is like."""
_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SAYING_NOTHING = frozenset(
    {"about", "all", "also", "and", "any", "are", "but", "each", "for", "from", "has", "have", "her", "his", "into"}
    | {"its", "like", "made", "make", "more", "most", "near", "not", "one", "onto", "other", "our", "out", "over"}
    | {"own", "same", "show", "shows", "some", "such", "than", "that", "the", "their", "them", "then", "there"}
    | {"these", "they", "this", "those", "under", "very", "was", "were", "which", "while", "with", "without", "you"}
)
"""Words that nobody would look for a prop by."""


def asset_facts(job: Job, *, catalog_id: str = "") -> AssetFacts:
    """Return what an asset tells of a job's prop; a variant is called so."""
    return AssetFacts(
        name=asset_name(job),
        description=job.prompt or job.final_prompt or job.name,
        tags=tags(job),
        catalog_id=catalog_id,
    )


def asset_name(job: Job) -> str:
    """Return the name of a job's prop as an asset: “Chair”, or “Chair Variant 2”."""
    first = job.target.variant_of
    if not first or first == job.id:
        return job.name
    family = [each.id for each in session.current().ledger.reader.family(first)]
    # Without the first one, which may have been removed from the list, it is not known how many there were.
    number = family.index(job.id) + (1 if first in family else 2) if job.id in family else 2
    return f"{job.name} Variant {number}"


def tags(job: Job) -> tuple[str, ...]:
    """Return the words that a prop can be found by: those it was ordered with, those of its prompt, and its tier."""
    words = (without_article(word).lower() for word in _WORD.findall(job.prompt or job.final_prompt))
    telling = dict.fromkeys(filter(_is_telling, words))
    return tuple(dict.fromkeys((*job.ordered.tags, *tuple(telling)[:_MOST_TAGS], job.options.tier.label)))


def _is_telling(word: str) -> bool:
    return _WITHOUT_SPACES.match(word) is not None or (len(word) >= _SHORTEST and word not in _SAYING_NOTHING)
