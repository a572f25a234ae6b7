# SPDX-License-Identifier: GPL-3.0-or-later
"""What the gallery reads of the ledger: a few columns of each job, and only of those that were written since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...api.errors import GenerationFailed, NoSuchTask
from ..errors import TaskUnknown
from ..ledger.database import Database
from ..serialization import options_of
from ..states import State
from .costs import Cost, cost_of, total
from .days import day_of
from .query import JobFacts
from .words import name_order, plain

_NOTHING_TO_FETCH = {GenerationFailed.code, NoSuchTask.code, TaskUnknown.code}
_COLUMNS = (
    "seq, id, revision, name, prompt, state, source, folder, created_at, submitted_at,"
    " consumed_credits, estimated_credits, model_file != '' AS has_model,"
    " task_uuid != '' AS has_task, error_code,"
    " CASE WHEN submitted_at IS NOT NULL AND consumed_credits IS NULL AND estimated_credits IS NULL"
    " THEN options END AS options,"
    " CASE WHEN blend_path != '' THEN blend_path ELSE coalesce((SELECT landings.blend_path FROM landings"
    " WHERE job_id = jobs.id AND landings.blend_path != '' ORDER BY landings.seq LIMIT 1), '') END AS file"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment, or what may have been one."""

    day: date
    """By the artist's clock."""
    job_id: str
    """"" for one that an older version wrote down, after the job was removed."""
    blend_path: str
    cost: Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A job, fit to be searched and sorted."""

    place: int
    """Grows with each new job."""
    facts: JobFacts
    plain_words: str
    name_order: tuple[tuple[int, str], ...]
    payments: tuple[Payment, ...]


def read_rows(database: Database, *, since_revision: int) -> list[Row]:
    """Read the jobs that were written after this revision of the ledger; 0 for all."""
    found = database.rows(f"SELECT {_COLUMNS} FROM jobs WHERE revision > ?", (since_revision,))  # noqa: S608
    earlier = _earlier_payments(database, None if since_revision == 0 else [row["id"] for row in found])
    return [_row(row, earlier.get(row["id"], ())) for row in found]


def removed_payments(database: Database) -> tuple[Payment, ...]:
    """Return what was paid for jobs that are not in the list any more."""
    return tuple(
        _past_payment(row)
        for row in database.rows(
            "SELECT * FROM past_payments WHERE job_id NOT IN (SELECT id FROM jobs) OR job_id = '' ORDER BY at"
        )
    )


def _earlier_payments(database: Database, ids: Iterable[str] | None) -> Mapping[str, list[Payment]]:
    """Return the payments of earlier attempts, of these jobs or of all."""
    rows: list[Any] = []
    if ids is None:
        rows = database.rows("SELECT * FROM past_payments WHERE job_id != ''")
    else:
        for job_id in ids:
            rows += database.rows("SELECT * FROM past_payments WHERE job_id = ?", (job_id,))
    payments: dict[str, list[Payment]] = defaultdict(list)
    for row in rows:
        payments[row["job_id"]].append(_past_payment(row))
    return payments


def _past_payment(row: Any) -> Payment:
    return Payment(day=day_of(row["at"]), job_id=row["job_id"], blend_path=row["blend_path"], cost=_cost(row))


def _row(row: Any, earlier: Iterable[Payment]) -> Row:
    job_id, file = row["id"], row["file"]
    payments = [*earlier]
    if row["submitted_at"] is not None:
        payments.append(Payment(day=day_of(row["submitted_at"]), job_id=job_id, blend_path=file, cost=_cost(row)))
    facts = JobFacts(
        id=job_id,
        revision=row["revision"],
        name=row["name"],
        prompt=row["prompt"],
        state=State(row["state"]),
        source=row["source"],
        blend_path=file,
        created_at=row["created_at"],
        day=day_of(row["created_at"]),
        cost=total(payment.cost for payment in payments),
        folder=row["folder"],
        has_model=bool(row["has_model"]),
        may_be_fetched=bool(row["has_task"]) and row["error_code"] not in _NOTHING_TO_FETCH,
    )
    return Row(
        place=row["seq"],
        facts=facts,
        plain_words=plain(f"{facts.name}\n{facts.prompt}"),
        name_order=name_order(facts.name),
        payments=tuple(payments),
    )


def _cost(row: Any) -> Cost:
    consumed, estimated = row["consumed_credits"], row["estimated_credits"]
    if consumed is None and estimated is None:  # version 0.1.0 did not write down what the button said
        estimated = options_of(row["options"]).estimated_credits
    return cost_of(consumed, estimated or 0.0)
