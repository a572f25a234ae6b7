# SPDX-License-Identifier: GPL-3.0-or-later
"""One request and its answer, as they were. Holds secrets: in memory alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...api.answers import Answer, accept
from ...api.errors import BadResponse, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer.

    :param path: below the service address, such as "/status"; "" where a file was fetched.
    :param with_our_key: whether the account's own key was sent.
    :param fields: texts of the form, or of the JSON object that was sent.
    :param files: (field, size in bytes) of the files that were sent.
    :param link: the address of the file that was fetched.
    :param body: as it came, undecoded; empty where a file was fetched.
    """

    method: str
    path: str
    with_our_key: bool
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    files: tuple[tuple[str, int], ...] = ()
    link: str = field(default="", repr=False)
    status_code: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)

    def decoded(self) -> Any:
        """Return the body as JSON; None where it is something else."""
        try:
            return json.loads(self.body.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            return None

    def object(self) -> Mapping[str, Any]:
        """Return the body as a JSON object, an empty one where it is something else."""
        body = self.decoded()
        return body if isinstance(body, dict) else {}

    @property
    def refusal(self) -> Rejected | None:
        """The refusal that the product takes it for; None where it accepts, or is no JSON object."""
        try:
            accept(Answer(self.status_code, self.headers, self.body))
        except Rejected as error:
            return error
        except BadResponse:
            pass
        return None
