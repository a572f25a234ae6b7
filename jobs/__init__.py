# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a job and the worker process that lives it."""

import logging

logging.getLogger(__name__).addHandler(logging.NullHandler())
