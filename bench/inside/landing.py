# SPDX-License-Identifier: GPL-3.0-or-later
"""One generation in background mode, from the words to the prop in the scene, and the moment it was there."""

import time

import bpy

from .extension import MODULE, answer, enable, part, told

enable()
bpy.context.preferences.addons[MODULE].preferences.poll_interval_seconds = told()["poll_interval_seconds"]
settings = bpy.context.scene.rodin_props
settings.mesh_mode, settings.quality_override = "RAW", told()["triangles"]
assert bpy.ops.rodin_props.generate_from_text(prompt="a wooden chair") == {"FINISHED"}
landed = time.monotonic()
(job,) = (each for each in part("session.session").current().jobs[:1])
ledger = part("session.session").current().ledger
began = {event.state.value: event.at for event in reversed(ledger.events(job.id))}
prop = next(each for each in bpy.context.scene.objects if each.type == "MESH")
answer(
    landed_seconds=landed,
    triangles=len(prop.data.loops) - 2 * len(prop.data.polygons),
    fetching_seconds=began["PREPARING"] - began["DOWNLOADING"],
    preparing_seconds=began["READY"] - began["PREPARING"],
)
