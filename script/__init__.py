# SPDX-License-Identifier: GPL-3.0-or-later
"""Props for scripts, pipelines and agents: plain values in and out, no panel, no selection, no operators' context.

    from bl_ext.user_default.rodin_props import script

    stool = script.make("a wooden stool", height_meters=0.5, tags=["oak"], key="bar/stool", tier="Gen-2")
    (made,) = script.wait(stool)
    if made.is_finished:
        script.place(stool, location=(1.0, 0.0, 0.0))
        script.keep(stool)
        script.write([stool], "/tmp/stool.glb")

The extension must be enabled. `make` alone spends credits, and no more in any 24 hours than the preference “Credits a
Day for Scripts” says: with none set, it spends nothing. The same key is paid for once, however often it is asked for.

What cannot be done raises a `RodinError`, whose ``str()`` says what happened and what to do, and whose ``code`` stays
the same between versions. Call these functions from the main thread, as all of Blender's.
"""

from ..errors import RodinError
from .made import Made
from .making import Wanted, make, make_all, price
from .using import keep, place, write
from .waiting import wait

__all__ = ["Made", "RodinError", "Wanted", "keep", "make", "make_all", "place", "price", "wait", "write"]
