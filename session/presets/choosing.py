# SPDX-License-Identifier: GPL-3.0-or-later
"""A preset is chosen: its file is read, and the scene's settings follow."""

from __future__ import annotations

from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from ...api.presets import cost
from ...api.presets.built_in import BUILT_IN
from ...api.presets.preset_text import LONGEST_TEXT, PresetUnusable, read_preset
from ...errors import RodinError
from .. import addon, session
from ..inputs import prices
from ..inputs.to_settings import write_options

if TYPE_CHECKING:
    from bpy.types import Context

    from ...api.options.generation_options import GenerationOptions
    from ...api.presets.built_in import BuiltIn
    from ...api.presets.preset_text import Preset


def read(path: Path) -> Preset:
    """Return what a preset file says. Nothing in it is run.

    :raises PresetUnusable: it is not there, cannot be read, or sets nothing.
    """
    try:
        status = path.stat()
        if not S_ISREG(status.st_mode):
            raise PresetUnusable("it is no file")
        if status.st_size > LONGEST_TEXT:
            raise PresetUnusable("its file is too long")
        with path.open("rb") as file:
            text = file.read(LONGEST_TEXT).decode("utf-8-sig")
    except FileNotFoundError as error:
        raise PresetUnusable("its file is not there any more") from error
    except (OSError, ValueError) as error:
        raise PresetUnusable("its file cannot be read") from error
    return read_preset(text)


def choose(context: Context, path: Path) -> Preset:
    """Set the scene's settings as a preset file says; return what it said.

    :raises PresetUnusable: as `read`; the settings are as before.
    """
    preset = read(path)
    settings = addon.settings(context)
    write_options(settings, preset.chosen_over(settings.to_options()))
    return preset


def in_use(context: Context) -> BuiltIn | None:
    """Return the preset of the extension that the settings are as, or None. Cheap: for drawing."""
    options = addon.settings(context).to_options()
    return next((each for each in BUILT_IN if each.preset.chosen_over(options) == options), None)


def cost_words(context: Context, options: GenerationOptions) -> str:
    """Return what a prop with these options costs, and how long it usually takes: “0.5 credits, about 80 seconds”.

    As the account was charged, and as long as its jobs of this tier took. Cheap: for drawing.
    """
    price = prices.price_of(context, options.list_price)
    return cost.cost_words(price, options.tier, measured_seconds=_measured_seconds(context, options))


def _measured_seconds(context: Context, options: GenerationOptions) -> float | None:
    try:
        account_id = addon.account(context).id
    except RodinError:  # the Generate button says it
        return None
    return session.current().jobs.usual_seconds.get((account_id, options.tier.name))
