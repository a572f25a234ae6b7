# SPDX-License-Identifier: GPL-3.0-or-later

"""Answers that refuse, one class for each thing the artist can do about it."""

import re

from ...errors import Remedy, RodinError

_MESSAGE_LENGTH = 300


class Rejected(RodinError):
    """The service refused the request.

    ``code`` is ours where we know the refusal, else the service's own as it came.

    :param status_code: of HTTP; may be 2xx, as the service reports refusals in the body.
    :param server_code: the service's own code, or "" where it sent none ("HTTP_404" and the like stand in).
    :param server_message: the service's explanation, may be empty.
    """

    code = ""
    remedy = Remedy.TRY_AGAIN
    advice = "Change the input or the options, or try again later."
    what = "Rodin refused the request"

    def __init__(self, status_code: int, server_code: str = "", server_message: str = "") -> None:
        self.status_code = status_code
        self.server_code = clean(server_code, limit=80) or f"HTTP_{status_code}"
        self.code = type(self).code or self.server_code
        self.server_message = clean(server_message)
        super().__init__(f"{self._what()}. {self.advice}")

    def _what(self) -> str:
        """Say what happened, with the service's own words since ours are general here."""
        message = self.server_message.rstrip(".!")
        return f"{self.what}: {message} ({self.server_code})" if message else f"{self.what} ({self.server_code})"


class _Known(Rejected):
    """A refusal that our sentence explains better than the service's message."""

    def _what(self) -> str:
        return self.what


class Unauthorized(_Known):
    """The key is missing, wrong or revoked."""

    code = "UNAUTHORIZED"
    remedy = Remedy.SET_KEY
    what = "Rodin did not accept the API key"
    advice = "Set a valid key in the preferences."


class NoSubscription(_Known):
    """The account has no plan, or one that does not cover this."""

    code = "NO_SUBSCRIPTION"
    remedy = Remedy.PLAN
    what = "This account's plan does not allow this request"
    advice = "Choose a plan with API access on hyper3d.ai; other tiers may need a higher plan."


class InsufficientCredits(_Known):
    """The account has too few credits."""

    code = "NO_CREDITS"
    remedy = Remedy.TOP_UP
    what = "There are not enough credits left on this account"
    advice = "Top up on hyper3d.ai, then try again."


class TooManyTasks(_Known):
    """The account runs as many tasks as it may."""

    code = "TOO_MANY_TASKS"
    remedy = Remedy.TRY_AGAIN
    what = "This account already runs as many generations as it may"
    advice = "Wait until one of them is done, then try again."


class _Passing(Rejected):
    """A refusal that may pass. :param retry_after_seconds: the pause the service asks for, None where it does not."""

    def __init__(
        self,
        status_code: int,
        server_code: str = "",
        server_message: str = "",
        *,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(status_code, server_code, server_message)
        self.retry_after_seconds = retry_after_seconds


class RateLimited(_Passing, _Known):
    """Too many requests."""

    code = "RATE_LIMITED"
    remedy = Remedy.TRY_AGAIN
    what = "Rodin is asked too often at the moment"
    advice = "Wait a minute, then try again."


class NoSuchTask(_Known):
    """The service does not know the task (any more)."""

    code = "NO_SUCH_TASK"
    remedy = Remedy.NONE
    what = "Rodin does not know this generation any more"
    advice = "Results are kept for seven days; check that the key belongs to the account that made it."


class ContentRefused(Rejected):
    """The picture or the prompt is refused."""

    code = "CONTENT_REFUSED"
    remedy = Remedy.CHANGE_INPUT
    what = "Rodin did not take this picture or prompt"
    advice = "Use another picture or other words."


class SubjectNotFound(ContentRefused, _Known):
    """No subject on the picture."""

    code = "SUBJECT_NOT_FOUND"
    what = "Rodin found no object in the picture"
    advice = "Use a picture with one clear subject on a plain background."


class ContentViolation(ContentRefused):
    """Moderation refused the input, which at times happens to harmless input too."""

    code = "CONTENT_VIOLATION"
    what = "Rodin's content check stopped this picture or prompt"
    advice = "It can be mistaken: use another picture or other words."


class TooMuchData(ContentRefused, _Known):
    """The request is larger than the service takes."""

    code = "TOO_MUCH_DATA"
    what = "The pictures are too large for Rodin"
    advice = "Use smaller or fewer pictures."


class InvalidRequest(Rejected):
    """A setting the service does not take; its message says which."""

    code = "INVALID_REQUEST"
    remedy = Remedy.CHANGE_OPTIONS
    what = "Rodin did not accept a setting"
    advice = "Change it and try again."


class AccountTrouble(Rejected):
    """The key's account or group is refused."""

    code = "ACCOUNT_TROUBLE"
    remedy = Remedy.SET_KEY
    what = "Rodin refused this account"
    advice = "Check the account on hyper3d.ai, or use another key."


class WrongAddress(Rejected):
    """Nothing of Rodin's is at the service address: a redirect, or a page that is not there."""

    code = "WRONG_ADDRESS"
    remedy = Remedy.SET_KEY
    what = "Rodin does not answer at this service address"
    advice = "Check the service address in the preferences."


class ServerFault(_Passing):
    """Trouble on the service's side."""

    code = "SERVER_FAULT"
    remedy = Remedy.TRY_AGAIN
    what = "Rodin has trouble at the moment"
    advice = "Try again in a few minutes."


_BY_CODE: dict[str, type[Rejected]] = {
    "UNAUTHORIZED": Unauthorized,
    "NO_ACTIVE_SUBSCRIPTION": NoSubscription,
    "SUBSCRIPTION_PLAN_TOO_LOW": NoSubscription,
    "INSUFFICIENT_FUND": InsufficientCredits,
    "INSUFFICIENT_FUNDS": InsufficientCredits,
    "PARALLELISM_LIMIT_REACHED": TooManyTasks,
    "OBJECT_NOT_FOUND_ON_IMAGE": SubjectNotFound,
    "IMAGE_CONTENT_VIOLATION": ContentViolation,
    "IMAGE_LABEL_LENGTH_TOO_LONG": InvalidRequest,
    "INVALID_REQUEST": InvalidRequest,
    "NO_SUCH_TASK": NoSuchTask,
    "USER_NOT_FOUND": AccountTrouble,
    "GROUP_NOT_FOUND": AccountTrouble,
    "PERMISSION_DENIED": AccountTrouble,
    "UNKNOWN": ServerFault,
}
"""By the service's code without the ``API_`` that newer answers put in front."""

_BY_STATUS: dict[int, type[Rejected]] = {
    401: Unauthorized,
    402: InsufficientCredits,
    403: AccountTrouble,
    404: WrongAddress,
    405: WrongAddress,
    413: TooMuchData,
    429: RateLimited,
}


def rejection(
    status_code: int, code: str = "", server_message: str = "", *, retry_after_seconds: float | None = None
) -> Rejected:
    """Make the error that fits a refusal: by its code, else by its status, else with its own words."""
    kind = _BY_CODE.get(code.strip().upper().removeprefix("API_"))
    if kind is None and status_code >= 500:
        kind = ServerFault
    elif kind is None and 300 <= status_code < 400:
        kind = WrongAddress
    elif kind is None:
        kind = _BY_STATUS.get(status_code, Rejected)
    if kind is RateLimited or kind is ServerFault:
        return kind(status_code, code, server_message, retry_after_seconds=retry_after_seconds)
    return kind(status_code, code, server_message)


def clean(text: str, *, limit: int = _MESSAGE_LENGTH) -> str:
    """Make a text of the service fit to show: one line, printable, short, no link's secret parts."""
    text = re.sub(r"(https?://[^\s?#\"'<>]*)[?#][^\s\"'<>]*", r"\1", text[: limit * 20])
    text = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
