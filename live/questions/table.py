# SPDX-License-Identifier: GPL-3.0-or-later
"""All questions, in the order in which they are reported."""

from .answers import ANSWERS
from .free import FREE
from .models import MODELS
from .options import OPTIONS
from .parts import MESHES
from .prices import PRICES
from .question import Question

QUESTIONS: dict[str, Question] = {each.name: each for each in (*FREE, *ANSWERS, *PRICES, *MODELS, *OPTIONS, *MESHES)}
