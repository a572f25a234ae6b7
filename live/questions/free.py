# SPDX-License-Identifier: GPL-3.0-or-later
"""Questions that cannot cost anything: refusals of what nothing can be made from, and the balance."""

import time

from ...api.errors import InvalidRequest, NoSuchTask, Unauthorized
from ...errors import RodinError
from ..asking.exchange import Exchange
from ..asking.service import UNKNOWN_ID
from .question import Evidence, Finding, Question, Verdict, either, fails, holds, unclear

RETENTION_SECONDS = 7 * 24 * 3600.0


def _refusal(exchange: Exchange, *expected: type[RodinError]) -> Finding:
    """Say whether the product understands a refusal as what it is."""
    refusal = exchange.refusal
    if refusal is None:
        return fails(f"HTTP {exchange.status_code}, accepted")
    said = f"HTTP {exchange.status_code}, {refusal.server_code}: {refusal.server_message or 'no message'}"
    return either(isinstance(refusal, expected), said)


def _balance(evidence: Evidence) -> Finding:
    balance = evidence.service.balance()
    last = evidence.service.exchanges[-1] if evidence.service.exchanges else None
    if balance is None and last is not None and last.refusal is None:
        return fails(f"HTTP {last.status_code}, but no balance in it")
    if balance is None:
        return unclear("it was refused" if last is not None else "there was no answer")
    return holds(f"a number, {'whole' if balance == int(balance) else 'with a fraction'}")


def _empty(evidence: Evidence, path: str) -> Finding:
    return _refusal(evidence.service.send_form(path, {"geometry_file_format": "glb"}), InvalidRequest)


def _unknown_task(evidence: Evidence) -> Finding:
    service = evidence.service
    found = {
        "/status": _refusal(service.status_of_nothing(), NoSuchTask),
        "/download": _refusal(service.files_of(), NoSuchTask),
        "/bang": _refusal(service.send_form("/bang", {"asset_id": UNKNOWN_ID}), NoSuchTask, InvalidRequest),
    }
    seen = "; ".join(f"{path} {each.seen}" for path, each in found.items())
    return either(all(each.verdict is Verdict.HOLDS for each in found.values()), seen)


def _old_task(evidence: Evidence) -> Finding:
    old = [each for each in evidence.old_tasks if time.time() - each[1] > RETENTION_SECONDS]
    if not old:
        return Finding(Verdict.NOT_TRIED, "no task of an earlier run is older than seven days")
    return _refusal(evidence.service.files_of(old[0][0]), NoSuchTask)


FREE = (
    Question(
        name="balance",
        asks="Can the balance be read?",
        assumes="GET /check_balance answers with a number called balance",
        assumed_by="api/models.py: balance_from_json",
        judge=_balance,
    ),
    Question(
        name="wrong_key",
        asks="What is the answer to a wrong key?",
        assumes="UNAUTHORIZED, HTTP 401",
        assumed_by="api/errors/rejections.py: _BY_CODE",
        judge=lambda evidence: _refusal(evidence.service.with_wrong_key(), Unauthorized),
    ),
    Question(
        name="empty_submission",
        asks="What is the answer to a submission without picture and words?",
        assumes="INVALID_REQUEST, also with a 2xx status",
        assumed_by="api/errors/rejections.py: _BY_CODE",
        judge=lambda evidence: _empty(evidence, "/rodin"),
    ),
    Question(
        name="empty_textures",
        asks="What is the answer to new textures for nothing?",
        assumes="INVALID_REQUEST at /rodin_texture_only",
        assumed_by="sandbox/requests/textures.py: parse_textures",
        judge=lambda evidence: _empty(evidence, "/rodin_texture_only"),
    ),
    Question(
        name="empty_parts",
        asks="What is the answer to a split of nothing?",
        assumes="INVALID_REQUEST at /bang",
        assumed_by="sandbox/requests/parts.py: parse_parts",
        judge=lambda evidence: _empty(evidence, "/bang"),
    ),
    Question(
        name="unknown_task",
        asks="What is the answer about an unknown task?",
        assumes="NO_SUCH_TASK at /status, /download and /bang",
        assumed_by="api/errors/rejections.py: NoSuchTask",
        judge=_unknown_task,
    ),
    Question(
        name="old_task",
        asks="What is the answer for a task older than seven days?",
        assumes="NO_SUCH_TASK",
        assumed_by="api/errors/rejections.py: NoSuchTask",
        judge=_old_task,
    ),
)
