# SPDX-License-Identifier: GPL-3.0-or-later
"""All commands, in the order of the help."""

from ..command import Command
from .balance import BALANCE
from .batch import BATCH
from .cancel import CANCEL
from .fetch import FETCH
from .generate import GENERATE
from .jobs import JOBS
from .library import LIBRARY
from .parts import PARTS
from .retexture import RETEXTURE

COMMANDS: tuple[Command, ...] = (GENERATE, BATCH, RETEXTURE, PARTS, JOBS, FETCH, CANCEL, BALANCE, LIBRARY)
