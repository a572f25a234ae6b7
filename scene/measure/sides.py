# SPDX-License-Identifier: GPL-3.0-or-later
"""The sides that a subject is shown from."""

import math
from typing import NamedTuple

from ...api.options.types import ImageLabel


class Side(NamedTuple):
    """One of the four sides."""

    label: str
    """The service's word for it."""
    turn: float
    """From the front, about the vertical, in radians; counter-clockwise from above."""


SIDES = (
    Side(label=ImageLabel.FRONT.value, turn=0.0),
    Side(label=ImageLabel.LEFT.value, turn=-math.pi / 2),
    Side(label=ImageLabel.BACK.value, turn=math.pi),
    Side(label=ImageLabel.RIGHT.value, turn=math.pi / 2),
)
