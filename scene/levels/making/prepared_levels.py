# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the levels of a job's prepared .blend, for the worker: it has the same script as for the preparation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .make import make_levels

if TYPE_CHECKING:
    from ....processes.prepare_request import PrepareRequest


def levels_of_prepared(request: PrepareRequest) -> dict[str, Any]:
    """Make them, and return the answer's values: ``notices``, sentences about levels that were left out.

    :raises PropUnusable: there is no mesh.
    """
    return {"notices": list(make_levels(request.model, request.output).notices)}
