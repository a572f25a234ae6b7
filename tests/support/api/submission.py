# SPDX-License-Identifier: GPL-3.0-or-later
"""A request of words alone, and the answer that accepts it."""

from rodin_props.api.models import GenerationRequest
from rodin_props.api.options.generation_options import GenerationOptions

TEXT = GenerationRequest(options=GenerationOptions(seed=7), prompt="an oak stool")
ACCEPTED = {"error": None, "message": "Submitted.", "uuid": "T", "jobs": {"uuids": ["A"], "subscription_key": "K"}}
