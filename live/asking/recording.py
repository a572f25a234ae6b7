# SPDX-License-Identifier: GPL-3.0-or-later
"""The recording of a run: what was asked and answered, with stand-ins, for `python -m sandbox --replay`.

    {"format": 1, "exchanges": [{
        "method": "POST", "path": "/status", "key": "ours" | "other",
        "request": {"fields": {name: text}, "files": [{"field": name, "bytes": size}]},
        "answer": {"status": 201, "headers": {...}, "json": ... or "text": "..."},
        "times": how often in a row, where the same was asked and answered several times}]}

A fetched file has the path "file" and a "link" in its request; "kept" is where it was put, beside the recording.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .exchange import Exchange
from .private_file import write_private
from .stand_ins import StandIns

FORMAT = 1
_HEADERS = ("content-type", "retry-after")
_TEXT_LENGTH = 4_000


class Recording:
    """Grows by every exchange.

    :param path: where it is written; kept files are named from there.
    :param exchanges: those of an earlier part of the same run.
    """

    def __init__(self, path: Path, stand_ins: StandIns, exchanges: list[dict[str, Any]] | None = None) -> None:
        self.path = path
        self.stand_ins = stand_ins
        self.exchanges = exchanges or []

    @classmethod
    def go_on(cls, path: Path, stand_ins: StandIns) -> "Recording":
        """Go on with a recording that was written; a new one where there is none."""
        try:
            written = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            written = {}
        return cls(path, stand_ins, written.get("exchanges") if written.get("format") == FORMAT else None)

    def add(self, exchange: Exchange) -> None:
        """Take down an exchange."""
        entry = self._entry(exchange)
        last = self.exchanges[-1] if self.exchanges else {}
        if {**last, "times": 1} == entry:
            last["times"] += 1
        else:
            self.exchanges.append(entry)

    def keep_file(self, link: str, path: Path) -> None:
        """Note where a fetched file was put."""
        stand_in, place = self.stand_ins.hide(link), path.relative_to(self.path.parent).as_posix()
        for entry in self.exchanges:
            if entry["path"] == "file" and entry["request"]["link"] == stand_in:
                entry["kept"] = place

    def write(self) -> None:
        """Write what there is. :raises OSError:"""
        whole = {"format": FORMAT, "exchanges": self.exchanges}
        write_private(self.path, json.dumps(whole, indent=1, ensure_ascii=False).encode())

    def _entry(self, exchange: Exchange) -> dict[str, Any]:
        hidden = self.stand_ins
        request: dict[str, Any] = {"fields": hidden.hide_in(dict(exchange.fields))}
        if exchange.files:
            request["files"] = [{"field": name, "bytes": size} for name, size in exchange.files]
        if exchange.link:
            request = {"link": hidden.hide(exchange.link)}
        return {
            "method": exchange.method,
            "path": exchange.path or "file",
            "key": "ours" if exchange.with_our_key else "other",
            "request": request,
            "answer": {"status": exchange.status_code, "headers": self._headers(exchange.headers)}
            | ({} if exchange.link else self._content(exchange)),
            "times": 1,
        }

    def _headers(self, headers: Mapping[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in headers.items() if name in _HEADERS or is_about_rates(name)}
        return {name: self.stand_ins.hide(value) for name, value in kept.items()}

    def _content(self, exchange: Exchange) -> dict[str, Any]:
        body = exchange.decoded()
        if body is not None or exchange.body.strip() == b"null":
            return {"json": self.stand_ins.hide_in(body)}
        return {"text": self.stand_ins.hide(exchange.body[:_TEXT_LENGTH].decode("utf-8", "replace"))}


def is_about_rates(header: str) -> bool:
    """Say whether a header tells how often one may ask. :param header: in lower case."""
    return "ratelimit" in header or "rate-limit" in header
