# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line for PyPI's bpy: ``python -m rodin_props``, with the folder above this one on Python's path."""

from .command_line.as_module import main

if __name__ == "__main__":
    main()
