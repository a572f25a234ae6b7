# SPDX-License-Identifier: GPL-3.0-or-later
"""One action a file: reads inputs, calls one function, reports."""

from . import account, handlers, monitor, presets, usual_size
from .cutting import draw_boxes, generate_from_cuts
from .dressing import dress, set_actions
from .jobs import gallery_actions, job_actions, job_files, list_buttons, list_tools, place_job, write_report
from .making import (
    drop_pictures,
    generate,
    generate_from_blender_image,
    generate_from_clipboard,
    generate_from_selection,
    pictures,
    rerun,
    retexture,
)
from .props import keep, look_steps, publish_library, shading, show_lighter, split_into_parts, variant_steps, variants

_MODULES = (
    monitor,
    account,
    list_buttons,
    pictures,
    generate,
    generate_from_selection,
    generate_from_blender_image,
    generate_from_clipboard,
    drop_pictures,
    rerun,
    generate_from_cuts,
    draw_boxes,
    retexture,
    dress,
    set_actions,
    variants,
    variant_steps,
    split_into_parts,
    look_steps,
    shading,
    show_lighter,
    keep,
    presets,
    usual_size,
    job_actions,
    job_files,
    publish_library,
    gallery_actions,
    place_job,
    list_tools,
    write_report,
    handlers,
)


def register() -> None:
    for module in _MODULES:
        module.register()


def unregister() -> None:
    for module in reversed(_MODULES):
        module.unregister()
