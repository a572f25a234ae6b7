# SPDX-License-Identifier: GPL-3.0-or-later
"""One name for arrays. What their shape and kind is, docstrings say."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Chance = np.random.Generator
"""Seeded chance: whatever is left open is drawn from it, in the same order each time."""
