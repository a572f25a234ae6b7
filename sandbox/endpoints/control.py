# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox's own addresses: set a scenario, read the record, start afresh. No key needed: loopback only."""

import dataclasses
from copy import deepcopy
from typing import Any

from aiohttp import web

from ..contradictions.table import checked
from ..faults.answers import json_answer
from ..faults.books import ALWAYS, FAULTS, UnknownFault, full_name
from ..state.settings import CHANGEABLE, CHOICES, Settings
from .api import Api


class Control:
    """What tests and demos steer the service with."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._first = deepcopy(api.settings)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.post("/sandbox/scenario", self.scenario),
            web.get("/sandbox/scenario", self.show),
            web.get("/sandbox/record", self.record),
            web.get("/sandbox/faults", self.faults),
            web.post("/sandbox/reset", self.reset),
        ]

    async def scenario(self, request: web.Request) -> web.StreamResponse:
        """Set faults (`{"faults": {name: times}}`), keys (`{"keys": [...]}`), settings, or let time pass."""
        try:
            wanted = await request.json()
            self._apply(wanted)
        except (UnknownFault, ValueError, TypeError, AttributeError) as error:
            return json_answer({"error": str(error)}, status=400)
        return await self.show(request)

    def _apply(self, wanted: dict[str, Any]) -> None:
        """Do all of a scenario, or nothing of it. :raises UnknownFault, ValueError, TypeError, AttributeError:"""
        unknown = set(wanted) - CHANGEABLE - {"faults", "keys", "advance_seconds"}
        if unknown:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        for name, words in CHOICES.items():
            if wanted.get(name, words[0]) not in words:
                raise ValueError(f"{name} is one of {', '.join(map(repr, words))}")
        checked(wanted.get("contradictions", ()))
        changes = {name: type(getattr(self._first, name))(wanted[name]) for name in CHANGEABLE & set(wanted)}
        if "keys" in wanted:
            changes["keys"] = tuple(wanted["keys"])
        faults = {
            full_name(name): ALWAYS if times == "*" or times is True else int(times)
            for name, times in wanted.get("faults", {}).items()
        }
        self._api.clock.advance(float(wanted.get("advance_seconds", 0)))
        self._api.book.add(faults)
        for name, value in changes.items():
            setattr(self._api.settings, name, value)

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Answer with the settings and faults as they are now."""
        settings = self._api.settings
        shown = {name: getattr(settings, name) for name in sorted(CHANGEABLE)}
        return json_answer({**shown, "keys": len(settings.keys), "faults": self._api.book.due()}, status=200)

    async def record(self, request: web.Request) -> web.StreamResponse:
        """Answer with every request and every submission so far."""
        return json_answer(self._api.record.as_json(), status=200)

    async def faults(self, request: web.Request) -> web.StreamResponse:
        """Answer with all faults there are."""
        return json_answer({name: fault.help for name, fault in FAULTS.items()}, status=200)

    async def reset(self, request: web.Request) -> web.StreamResponse:
        """Forget requests, tasks and faults; settings are again those of the command line."""
        for item in dataclasses.fields(Settings):
            setattr(self._api.settings, item.name, deepcopy(getattr(self._first, item.name)))
        self._api.start_afresh()
        return json_answer({"reset": True}, status=200)
