# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets and ids become stand-ins: the same one for the same secret, wherever it turns up."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

_ID_FIELDS = {"uuid": "id", "uuids": "id", "task_uuid": "id", "asset_id": "id", "subscription_key": "key"}
"""Fields whose whole text is an id or a key, whatever it looks like."""
LIFETIME_NAMES = ("x-tos-expires", "x-amz-expires", "x-oss-expires", "x-goog-expires")
"""Query parameters of links that say for how many seconds they are valid."""
_FEWEST_LETTERS = 4
"""Shorter secrets are not looked for inside of other texts."""
_LINK = re.compile(r"https?://[^\s\"'<>]+")
_FOUND = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("key", re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*")),
    ("id", re.compile(r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b")),
    ("token", re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])[\w+/=]{24,}")),
)


class StandIns:
    """Hides what nobody else should read.

    :param known: secrets and their stand-ins from an earlier part of the same run.
    """

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self.known = dict(known or {})

    def name(self, secret: str, stand_in: str) -> None:
        """Let a secret have this stand-in, such as "<api key>"."""
        self.known[secret] = stand_in

    def of(self, kind: str, secret: str) -> str:
        """Return a secret's stand-in, such as "<id 3>"."""
        if secret not in self.known:
            count = sum(each.startswith(f"<{kind} ") for each in self.known.values())
            self.known[secret] = f"<{kind} {count + 1}>"
        return self.known[secret]

    def hide(self, text: str) -> str:
        """Return a text with stand-ins for all that looks like a secret in it."""
        text = _LINK.sub(lambda found: self._link(found[0]), text)
        for secret in sorted((each for each in self.known if len(each) >= _FEWEST_LETTERS), key=len, reverse=True):
            text = text.replace(secret, self.known[secret])
        for kind, pattern in _FOUND:
            text = pattern.sub(self._named(kind), text)
        return text

    def hide_in(self, value: Any, field: str = "") -> Any:
        """Return a JSON value with stand-ins. :param field: the name under which it stands."""
        if isinstance(value, dict):
            return {self.hide(name): self.hide_in(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [self.hide_in(each, field) for each in value]
        if isinstance(value, str):
            return self.of(_ID_FIELDS[field], value) if field in _ID_FIELDS and value else self.hide(value)
        return value

    def _named(self, kind: str) -> Callable[[re.Match[str]], str]:
        return lambda found: self.of(kind, found[0])

    def _link(self, link: str) -> str:
        """Return a link with nothing left of it but its scheme, what its query is called, and how long it is valid."""
        try:
            parts = urlsplit(link)
        except ValueError:
            return "<no link>"
        if not parts.query:
            return self.of("link", link)
        query = "&".join(
            f"{name}={value if name.lower() in LIFETIME_NAMES and value.isdecimal() else '<hidden>'}"
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
        )
        return f"{self.of('link', link)}?{query}"
