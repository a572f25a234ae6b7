# SPDX-License-Identifier: GPL-3.0-or-later
"""One action a file: reads inputs, calls one function, reports."""

from . import account, generate, generate_from_selection, handlers, job_actions, monitor, notices, pictures, rerun

_MODULES = (monitor, account, notices, pictures, generate, generate_from_selection, rerun, job_actions, handlers)


def register() -> None:
    for module in _MODULES:
        module.register()


def unregister() -> None:
    for module in reversed(_MODULES):
        module.unregister()
