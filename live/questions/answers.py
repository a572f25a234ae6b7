# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions about answers as such: they are told from all that came back, and cost nothing more."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from ..asking.exchange import Exchange
from ..asking.recording import is_about_rates
from ..asking.stand_ins import LIFETIME_NAMES
from .question import Evidence, Finding, Question, either, fails, holds, unclear

REQUESTS_PER_MINUTE = 60
"""The product asks no oftener."""
_MINUTES = 3_600.0
_NEEDED = {"/check_balance": "balance", "/status": "jobs", "/download": "list", "/rodin": "uuid"}
"""What an answer holds that accepts."""
_GENERATIONS = ("prop", "picture", "shaded", "high_pack", "quad_normal", "hybrid", "preview_render", "defaults", "usdz")
ANY_TASK = (*_GENERATIONS, "addons_list", "textures", "parts")


def _error_forms(evidence: Evidence) -> Finding:
    """Look at answers that hold what was asked for: what do they say in `error`?"""
    forms: dict[str, set[str]] = {}
    odd = False
    for each in evidence.service.exchanges:
        needed = _NEEDED.get(each.path)
        body = each.object()
        if needed is None or needed not in body or not 200 <= each.status_code < 300:
            continue
        form = repr(body["error"]) if "error" in body else "absent"
        forms.setdefault(each.path, set()).add(form)
        odd = odd or each.refusal is not None
    if not forms:
        return unclear("nothing was accepted")
    seen = "; ".join(f"{path} {', '.join(sorted(found))}" for path, found in sorted(forms.items()))
    return fails(seen) if odd else holds(seen)


def _rates(evidence: Evidence) -> Finding:
    headers = {
        name: value
        for each in evidence.service.exchanges
        for name, value in each.headers.items()
        if is_about_rates(name)
    }
    refused = [each for each in evidence.service.exchanges if each.status_code == 429]
    seen = ", ".join(f"{name}: {value}" for name, value in sorted(headers.items()))
    if refused:
        return fails(f"HTTP 429, Retry-After {refused[0].headers.get('retry-after', 'absent')}; {seen}")
    limits = [int(value) for name, value in headers.items() if name.endswith("limit") and value.isdecimal()]
    if not limits:
        return unclear(seen or "no answer says anything about rates, and none was refused for them")
    return either(min(limits) >= REQUESTS_PER_MINUTE, seen)


def _parallel(evidence: Evidence) -> Finding:
    codes = [each.refusal.server_code for each in evidence.service.exchanges if each.refusal is not None]
    refused = [code for code in codes if "PARALLEL" in code.upper()]
    if refused:
        return fails(f"{refused[0]} with one task at a time")
    return holds("one task at a time was not refused; more were not tried")


def _queue(evidence: Evidence) -> Finding:
    lengths = [each["queue_length"] for each in _bodies(evidence, "/status") if "queue_length" in each]
    if not lengths:
        return unclear("no answer said it")
    odd = [each for each in lengths if not isinstance(each, int) or isinstance(each, bool) or each < 0]
    return fails(f"such as {odd[0]!r}") if odd else holds(f"whole numbers, {min(lengths)} to {max(lengths)}")


def _steps(evidence: Evidence) -> Finding:
    words = {
        str(job.get("status"))
        for body in _bodies(evidence, "/status")
        for job in (body["jobs"] if isinstance(body.get("jobs"), list) else [])
        if isinstance(job, dict)
    }
    known = {"waiting", "generating", "done", "failed"}
    return (
        either({word.lower() for word in words} <= known, ", ".join(sorted(words)))
        if words
        else unclear("no step was seen")
    )


def _bodies(evidence: Evidence, path: str) -> Iterator[Mapping[str, Any]]:
    return (each.object() for each in evidence.service.exchanges if each.path == path and each.refusal is None)


def _links(evidence: Evidence) -> Finding:
    links = [link for outcome in evidence.outcomes.values() for _, link in outcome.entries]
    found = {seconds for link in links if (seconds := lifetime_seconds(link)) is not None}
    late = _fetched_again(evidence)
    again = f"; fetched again later: HTTP {', '.join(map(str, sorted(late)))}" if late else ""
    if found:
        return either(max(found) <= _MINUTES, f"their query says {_in_words(max(found))}{again}")
    if not links:
        return unclear("no links came")
    seen = f"the links do not say it{again}"
    return holds(seen) if late & {403, 404, 410} else unclear(seen)


def _fetched_again(evidence: Evidence) -> set[int]:
    """Return how links were answered that were fetched again, as is done where the person asks for it."""
    fetched: dict[str, list[Exchange]] = {}
    for each in evidence.service.exchanges:
        if each.link:
            fetched.setdefault(each.link, []).append(each)
    return {each[-1].status_code for each in fetched.values() if len(each) > 1}


def lifetime_seconds(link: str) -> float | None:
    """Return for how long a link is valid as its query says; None where it does not."""
    query = {name.lower(): value for name, value in parse_qsl(urlsplit(link).query)}
    told = next((query[name] for name in LIFETIME_NAMES if name in query), "")
    return float(told) if told.isdecimal() else None


def _in_words(seconds: float) -> str:
    if seconds >= 2 * 24 * 3600:
        return f"{seconds / 86_400:g} days"
    return f"{seconds / 60:g} minutes"


ANSWERS = (
    Question(
        name="error_forms",
        asks="What does `error` say in an answer that accepts?",
        assumes='null, absent or "OK"',
        assumed_by="api/answers.py: _NO_ERROR",
        judge=_error_forms,
    ),
    Question(
        name="rates",
        asks="How often may one ask?",
        assumes=f"{REQUESTS_PER_MINUTE} requests a minute are borne (only watched, never tried out)",
        assumed_by="jobs/steps/pace.py",
        judge=_rates,
    ),
    Question(
        name="parallel",
        asks="How many tasks may run at once?",
        assumes="one at a time is always taken (only watched, never tried out)",
        assumed_by="jobs/steps/parallel_limit.py",
        calls=ANY_TASK,
        judge=_parallel,
    ),
    Question(
        name="queue_length",
        asks="Does /status say how many tasks are before ours?",
        assumes="queue_length, where it is there, is a whole number",
        assumed_by="api/models.py: queue_length",
        calls=ANY_TASK,
        judge=_queue,
    ),
    Question(
        name="step_words",
        asks="Which words does /status use?",
        assumes="Waiting, Generating, Done, Failed, in any case",
        assumed_by="api/models.py: _STATES",
        calls=ANY_TASK,
        judge=_steps,
    ),
    Question(
        name="links",
        asks="How long are links to files valid?",
        assumes="for minutes, so that files are fetched at once",
        assumed_by="jobs/steps/download.py",
        calls=ANY_TASK,
        judge=_links,
    ),
)
