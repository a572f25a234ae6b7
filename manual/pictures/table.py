# SPDX-License-Identifier: GPL-3.0-or-later
"""Which screenshot of which window test becomes which picture of the manual."""

from dataclasses import dataclass
from typing import NamedTuple


class Crop(NamedTuple):
    """A part of a screenshot, in pixels from its upper left corner."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of the manual."""

    name: str
    """Of its file in docs/pictures, without “.webp”."""
    test: str
    """The function in tests/window."""
    screenshot: str
    """What a scenario in tests/window/inside calls it."""
    crop: Crop


_SIDEBAR = Crop(988, 80, 1268, 690)
_VIEWPORT_AND_SIDEBAR = Crop(420, 60, 1268, 760)
_ROOM = Crop(500, 270, 860, 540)

_DAY = "test_prop_arrives_while_the_artist_works"
_BOXES = "test_three_selected_boxes_become_three_props"
_LOOKS = "test_a_selection_gets_new_looks_from_one_picture"
_PARTS = "test_a_chest_is_split_and_comes_back"
_DROPS = "test_dropped_pictures_stand_where_they_fell_once_that_is_confirmed"
_STREET = "test_a_street_is_dressed_and_one_undo_brings_the_blockouts_back"
_CUTS = "test_boxes_on_the_camera_view_become_props_and_esc_leaves_nothing"

PICTURES = (
    Picture(name="panel", test=_DAY, screenshot="1-idle", crop=_SIDEBAR),
    Picture(name="on-its-way", test=_DAY, screenshot="2-running", crop=_VIEWPORT_AND_SIDEBAR),
    Picture(name="waits-for-object-mode", test=_DAY, screenshot="3-waiting", crop=Crop(988, 645, 1268, 775)),
    Picture(
        name="preferences",
        test="test_the_key_is_in_its_own_file_and_nowhere_else",
        screenshot="preferences",
        crop=Crop(280, 208, 975, 485),
    ),
    Picture(
        name="pictures-as-sent",
        test="test_pictures_are_shown_as_they_will_be_sent",
        screenshot="3-as-they-will-be-sent",
        crop=_SIDEBAR,
    ),
    Picture(name="drop-menu", test=_DROPS, screenshot="1-menu", crop=Crop(200, 290, 690, 530)),
    Picture(
        name="image-editor",
        test="test_the_image_editors_panel_sends_what_it_shows",
        screenshot="1-render-result",
        crop=Crop(360, 60, 1280, 720),
    ),
    Picture(name="blockouts", test=_BOXES, screenshot="1-three-boxes", crop=_ROOM),
    Picture(name="blockouts-asked", test=_BOXES, screenshot="2-asked", crop=Crop(280, 390, 1000, 510)),
    Picture(name="blockouts-on-the-way", test=_BOXES, screenshot="3-progress", crop=_ROOM),
    Picture(name="blockouts-props", test=_BOXES, screenshot="4-props", crop=_ROOM),
    Picture(name="set", test=_STREET, screenshot="1-table", crop=Crop(420, 60, 1268, 840)),
    Picture(name="set-dressed", test=_STREET, screenshot="4-dressed", crop=Crop(420, 60, 1268, 840)),
    Picture(name="set-asked", test=_STREET, screenshot="2-asked", crop=Crop(255, 396, 1040, 506)),
    Picture(name="boxes-drawn", test=_CUTS, screenshot="2-drawn", crop=Crop(230, 240, 765, 590)),
    Picture(name="boxes-landed", test=_CUTS, screenshot="5-landed", crop=Crop(230, 240, 765, 590)),
    Picture(
        name="variant-beside",
        test="test_a_prop_is_made_again_compared_and_joined_by_another",
        screenshot="8-beside",
        crop=_VIEWPORT_AND_SIDEBAR,
    ),
    Picture(name="new-textures-dialog", test=_LOOKS, screenshot="2-the-dialog", crop=Crop(420, 250, 1268, 830)),
    Picture(name="new-textures", test=_LOOKS, screenshot="5-new-looks", crop=Crop(420, 60, 1268, 880)),
    Picture(name="parts-dialog", test=_PARTS, screenshot="2-the-dialog", crop=Crop(420, 250, 1268, 895)),
    Picture(name="parts", test=_PARTS, screenshot="5-pulled-apart", crop=Crop(420, 60, 1268, 880)),
    Picture(
        name="refused-model",
        test="test_a_refused_model_is_kept_and_becomes_a_prop_when_the_artist_says_so",
        screenshot="1-refused",
        crop=Crop(988, 555, 1268, 815),
    ),
)
