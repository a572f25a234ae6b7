# SPDX-License-Identifier: GPL-3.0-or-later
"""What is tried: every fault that a job can meet with, for jobs of all kinds."""

from typing import NamedTuple

from rodin_props.jobs.work import Kind

from sandbox.faults.books import FAULTS

ACCOUNT_WIDE = frozenset(
    [
        "unauthorized",
        "no_subscription",
        "api_no_subscription",
        "plan_too_low",
        "api_plan_too_low",
        "parallel_limit",
        "user_not_found",
        "group_not_found",
        "permission_denied",
        "http_401",
        "http_403",
        "http_404",
        "redirect_http",
        "redirect_host",
        "redirect_host_307",
        "redirect_file",
        "redirect_loop",
        "http_429",
        "http_429_seconds",
        "http_429_date",
        "http_429_past",
        "http_429_century",
        "http_429_nonsense",
    ]
)
"""Kinds of refusals that hold up an account's other jobs, too, as they should."""
OF_JOBS = tuple(name for name in FAULTS if not name.startswith(("balance.", "zip.")))
"""Names of the faults that a job of any kind can meet with."""
OF_ZIPS = tuple(name for name in FAULTS if name.startswith("zip."))
"""Names of those that parts alone can meet with: nothing else comes in a zip."""


class Case(NamedTuple):
    """A fault, and the kind of job that meets with it."""

    kind: Kind
    name: str


def is_account_wide(name: str) -> bool:
    """Say whether a fault needs an account of its own."""
    stage, _, kind = name.partition(".")
    return stage not in {"file", "model", "zip"} and kind in ACCOUNT_WIDE


def prompt(name: str, kind: Kind = Kind.GENERATION) -> str:
    """Return the words that ask for a fault.

    What somebody must see to lasts: a look at the balance that goes well lets a held job try once more.
    """
    stage, _, fault = name.partition(".")
    lasts = stage in {"status", "download"} and fault in ACCOUNT_WIDE and not fault.startswith("http_429")
    words = "a cube" if kind is Kind.GENERATION else kind.lower()
    return f"{words} [[fault:{name}{':*' if lasts else ''}]]"


def _cases() -> list[Case]:
    """Return all cases.

    What holds up a whole account is tried with the other kinds where they differ: at the paid request.
    """
    differs = [name for name in OF_JOBS if not is_account_wide(name) or name.startswith(("submit.", "billed."))]
    of_kinds = {Kind.GENERATION: OF_JOBS, Kind.TEXTURES: differs, Kind.PARTS: (*differs, *OF_ZIPS)}
    return [Case(kind, name) for kind, names in of_kinds.items() for name in names]


CASES = tuple(_cases())
