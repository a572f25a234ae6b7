# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs, the ledger that holds them, and the worker process that runs them."""

import logging

logging.getLogger(__name__).addHandler(logging.NullHandler())
