# SPDX-License-Identifier: GPL-3.0-or-later
"""What panels and the preferences really draw beside each other fits in each language as it does in English.

Widths are in cells, as in tests/languages/test_widths.py.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import bpy
import light_scene
import pytest
from drawn_rows import panels, preferences, rows_of
from drawn_words import context

Part = Callable[[str], ModuleType]
ROOM, FOR_EACH = 28, 4
"""Cells of the sidebar's usual width for one text with an icon, and those that each further one takes for itself."""
_LONGER = 1.15
"""How much longer than in English a row may be: by a letter or two, no window cuts it off."""
_BESIDE_ICONS = ["Import", "Place"]
"""Beside four icons. In Japanese these are Blender's own words, of which none is shorter."""


@pytest.fixture
def told(part: Part, add: Any, ledger: Any) -> Any:
    """The context of a sidebar, in a file with a prop and jobs in all kinds of states, the key in place."""
    states = {
        "Chair": ("WAITING", "GENERATING"),
        "Lamp": ("WAITING", "DOWNLOADING", "READY"),
        "Rug": ("FAILED",),
        "Table": ("SUBMITTING", "UNCERTAIN"),
        "Vase": ("CANCELLED",),
    }
    for name, each in states.items():
        add(*each, name=name, blend_path="/home/anna/room.blend")
    errors = part("api.errors")
    for error in (errors.DiskFull(), errors.ModelDoubtful("it is empty")):
        ledger.fail(add("SUBMITTING", name="Mug").id, error)
    bpy.context.scene.rodin_props.prompt = "a wooden stool"
    made, provenance = light_scene.stand(light_scene.shape("Bowl", 100), "Bowl"), part("scene.provenance")
    provenance.write(made, provenance.Provenance(job_id="bowl", name="Bowl", triangles=100))
    account = part("session.addon").account(bpy.context)
    ledger.accounts.record_balance(account.id, 12.5)
    ledger.accounts.set_daily_credits(account.id, 20.0)
    part("session.session").current().refresh()
    look = part("session.watching.look")
    look.gallery_page()
    look.spent()
    look.look(bpy.context)
    part("session.levels.light").facts()  # asks for them, as its panel does
    part("session.watching.tick").tick(bpy.context)
    gallery = part("session.gallery.current").gallery()
    gallery.select_found()
    gallery.opened = next(job.id for job in look.gallery_page().jobs if job.name == "Lamp")
    real = bpy.context
    names = ("window_manager", "active_object", "mode", "collection", "view_layer", "evaluated_depsgraph_get")
    return context(space_data=None, **{name: getattr(real, name) for name in names})


@pytest.mark.parametrize("source", ["CAMERA", "TEXT"])
@pytest.mark.parametrize("locale", ["ja_JP", "zh_HANS"])
def test_what_stands_in_one_row_fits_together(
    part: Part, told: Any, monkeypatch: pytest.MonkeyPatch, locale: str, source: str
) -> None:
    language, catalogs, cells = part("session.language"), part("languages.catalog"), part("languages.wrapping").cells
    catalog = catalogs.read_catalog(catalogs.catalog_path(locale))
    monkeypatch.setattr(bpy.context.preferences.view, "use_translate_interface", True)
    monkeypatch.setattr(part("ui.preferences"), "draw_key", lambda layout, context: None)  # Blender draws its row
    bpy.context.scene.rodin_props.source = source
    shown, drawn = (*panels(), preferences(part("session.addon").preferences(bpy.context))), {}
    for speaks, known in (("en_US", {}), (locale, catalog)):
        monkeypatch.setattr(language, "_locale", lambda speaks=speaks: speaks)
        drawn[speaks] = [(panel.__name__, row) for panel in shown for row in rows_of(panel, told, known)]
    assert len(drawn["en_US"]) > 100
    too_long = {}
    for (panel, english), (_, said) in zip(drawn["en_US"], drawn[locale], strict=True):
        is_sentence = english[0].endswith(".")  # it is cut into lines where it is drawn
        width, most = sum(map(cells, said)), ROOM - FOR_EACH * (len(said) - 1)
        most += FOR_EACH * said.count("") if english[:2] == _BESIDE_ICONS else 0
        if not is_sentence and width > max(most, _LONGER * sum(map(cells, english))):
            too_long[panel, *english] = (said, width)
    assert not too_long
