# SPDX-License-Identifier: GPL-3.0-or-later
"""The worker's log: private, small, without secrets."""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

LEVEL_VARIABLE = "RODIN_PROPS_LOG_LEVEL"
"""Environment variable; DEBUG logs more, but no secrets."""
_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"
_BYTES = 512 << 10


class _PrivateHandler(RotatingFileHandler):
    """Keeps each of its files readable by the user alone."""

    def _open(self):  # type: ignore[no-untyped-def]
        os.close(os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
        return super()._open()


def open_log(path: Path) -> None:
    """Send this package's log to a file that keeps about a megabyte.

    :raises OSError: if it cannot be written.
    """
    logging.raiseExceptions = False  # on a full disk it must not print to standard error instead
    handler = _PrivateHandler(path, maxBytes=_BYTES, backupCount=1, encoding="utf-8", delay=False)
    handler.setFormatter(logging.Formatter(_FORMAT))
    package = logging.getLogger(__name__.partition(".jobs.")[0])
    package.setLevel("DEBUG" if os.environ.get(LEVEL_VARIABLE) == "DEBUG" else "INFO")
    package.addHandler(handler)
