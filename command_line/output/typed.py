# SPDX-License-Identifier: GPL-3.0-or-later
"""Words as they are typed in the shell of this system, to be pasted there."""

import os
import shlex
import subprocess


def typed(*words: object) -> str:
    """Return the words in one line, in quotes where the shell would split or read them."""
    texts = list(map(str, words))
    return subprocess.list2cmdline(texts) if os.name == "nt" else shlex.join(texts)
