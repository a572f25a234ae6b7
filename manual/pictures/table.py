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
_WHOLE_SIDEBAR = Crop(988, 80, 1268, 878)
_WIDE_SIDEBAR = Crop(708, 80, 1268, 690)
_VIEWPORT_AND_SIDEBAR = Crop(420, 60, 1268, 760)
_VIEWPORT_AND_WHOLE_SIDEBAR = Crop(420, 60, 1268, 878)
_ROOM = Crop(500, 270, 860, 540)
_BELOW_ON_THE_RIGHT = Crop(760, 620, 1280, 900)
_TOP_OF_PREFERENCES = Crop(0, 30, 1280, 480)
_PAGE_OF_PREFERENCES = Crop(0, 50, 1280, 880)

ZIP_TO_PROP = "test_a_stranger_gets_from_the_zip_to_a_prop"
"""The test that also measures how long the steps of the README take."""

_DAY = "test_prop_arrives_while_the_artist_works"
_BOXES = "test_three_selected_boxes_become_three_props"
_LOOKS = "test_a_selection_gets_new_looks_from_one_picture"
_PARTS = "test_a_chest_is_split_and_comes_back"
_DROPS = "test_dropped_pictures_stand_where_they_fell_once_that_is_confirmed"
_STREET = "test_a_street_is_dressed_and_one_undo_brings_the_blockouts_back"
_CUTS = "test_boxes_on_the_camera_view_become_props_and_esc_leaves_nothing"
_SIZES = "test_a_usual_size_is_taken_missed_and_refused"
_PRESETS = "test_a_preset_is_chosen_and_one_of_ones_own_is_saved_and_removed"
_GALLERY = "test_a_thousand_jobs_are_listed_filtered_searched_and_shown_as_a_grid"
_LIBRARY = "test_the_artist_is_asked_for_the_library_once_and_uses_the_prop_in_another_file_for_nothing"
_LIGHT = "test_props_are_shown_lighter_when_their_levels_have_been_made_and_in_full_again"
_STATUS_BAR = "test_a_click_in_the_status_bar_shows_the_list_in_any_editor_and_the_cross_cancels_what_is_chosen"
_KEYS = "test_keys_that_the_artist_assigned_work_after_a_restart"
_LANGUAGES = "test_the_language_is_changed_while_it_runs"

PICTURES = (
    Picture(name="first-get-extensions", test=ZIP_TO_PROP, screenshot="02-menu", crop=_TOP_OF_PREFERENCES),
    Picture(name="first-installed", test=ZIP_TO_PROP, screenshot="03-installed", crop=_TOP_OF_PREFERENCES),
    Picture(name="first-online-access", test=ZIP_TO_PROP, screenshot="04-online-access", crop=_PAGE_OF_PREFERENCES),
    Picture(name="first-preferences", test=ZIP_TO_PROP, screenshot="05-preferences", crop=Crop(115, 280, 1275, 440)),
    Picture(name="first-key-tested", test=ZIP_TO_PROP, screenshot="06-key-tested", crop=Crop(115, 280, 1275, 440)),
    Picture(name="first-panel", test=ZIP_TO_PROP, screenshot="07-panel", crop=_SIDEBAR),
    Picture(name="first-prompt", test=ZIP_TO_PROP, screenshot="08-prompt", crop=_SIDEBAR),
    Picture(name="first-on-its-way", test=ZIP_TO_PROP, screenshot="09-on-its-way", crop=_VIEWPORT_AND_WHOLE_SIDEBAR),
    Picture(name="first-prop", test=ZIP_TO_PROP, screenshot="10-prop", crop=_VIEWPORT_AND_WHOLE_SIDEBAR),
    Picture(name="panel", test=_DAY, screenshot="1-idle", crop=_SIDEBAR),
    Picture(name="on-its-way", test=_DAY, screenshot="2-running", crop=_VIEWPORT_AND_SIDEBAR),
    Picture(name="waits-for-object-mode", test=_DAY, screenshot="3-waiting", crop=Crop(988, 645, 1268, 775)),
    Picture(
        name="preferences",
        test="test_the_key_is_in_its_own_file_and_nowhere_else",
        screenshot="preferences",
        crop=Crop(280, 208, 975, 505),
    ),
    Picture(
        name="pictures-as-sent",
        test="test_pictures_are_shown_as_they_will_be_sent",
        screenshot="3-as-they-will-be-sent",
        crop=_SIDEBAR,
    ),
    Picture(name="size-offered", test=_SIZES, screenshot="1-offered", crop=_SIDEBAR),
    Picture(name="size-warned", test=_SIZES, screenshot="3-warned", crop=_SIDEBAR),
    Picture(name="presets", test=_PRESETS, screenshot="1-presets", crop=Crop(820, 80, 1280, 480)),
    Picture(name="presets-own", test=_PRESETS, screenshot="2-own-preset", crop=Crop(820, 80, 1280, 480)),
    Picture(
        name="placeholders",
        test="test_the_picture_that_was_sent_stands_in_the_placeholder",
        screenshot="1-waiting",
        crop=Crop(120, 230, 940, 640),
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
    Picture(name="set", test=_STREET, screenshot="1-table", crop=_VIEWPORT_AND_WHOLE_SIDEBAR),
    Picture(name="set-dressed", test=_STREET, screenshot="4-dressed", crop=_VIEWPORT_AND_WHOLE_SIDEBAR),
    Picture(name="set-asked", test=_STREET, screenshot="2-asked", crop=Crop(255, 396, 1040, 506)),
    Picture(name="boxes-drawn", test=_CUTS, screenshot="2-drawn", crop=Crop(230, 240, 765, 590)),
    Picture(name="boxes-landed", test=_CUTS, screenshot="5-landed", crop=Crop(230, 240, 765, 590)),
    Picture(
        name="variant-beside",
        test="test_a_prop_is_made_again_compared_and_joined_by_another",
        screenshot="8-beside",
        crop=_VIEWPORT_AND_SIDEBAR,
    ),
    Picture(name="new-textures-dialog", test=_LOOKS, screenshot="2-the-dialog", crop=Crop(420, 250, 1268, 855)),
    Picture(name="new-textures", test=_LOOKS, screenshot="5-new-looks", crop=Crop(420, 60, 1268, 880)),
    Picture(name="parts-dialog", test=_PARTS, screenshot="2-the-dialog", crop=Crop(420, 250, 1268, 895)),
    Picture(name="parts", test=_PARTS, screenshot="5-pulled-apart", crop=Crop(420, 60, 1268, 880)),
    Picture(name="gallery-list", test=_GALLERY, screenshot="wide-list", crop=_WIDE_SIDEBAR),
    Picture(name="gallery-pictures", test=_GALLERY, screenshot="wide-grid", crop=_WIDE_SIDEBAR),
    Picture(name="library-kept", test=_LIBRARY, screenshot="3-kept", crop=_VIEWPORT_AND_WHOLE_SIDEBAR),
    Picture(name="library-listed", test=_LIBRARY, screenshot="5-listed", crop=Crop(420, 30, 1280, 880)),
    Picture(
        name="library-published",
        test="test_a_published_library_is_used_from_a_web_server_by_another_profile",
        screenshot="4-published",
        crop=Crop(0, 30, 1060, 560),
    ),
    Picture(name="light-in-full", test=_LIGHT, screenshot="1-in-full", crop=_VIEWPORT_AND_WHOLE_SIDEBAR),
    Picture(name="light-at-a-tenth", test=_LIGHT, screenshot="3-at-a-tenth", crop=_VIEWPORT_AND_WHOLE_SIDEBAR),
    Picture(name="status-bar", test=_STATUS_BAR, screenshot="1-status-bar", crop=Crop(760, 800, 1280, 900)),
    Picture(name="status-bar-list", test=_STATUS_BAR, screenshot="2-list-viewport", crop=_BELOW_ON_THE_RIGHT),
    Picture(name="status-bar-cancel", test=_STATUS_BAR, screenshot="3-cancel", crop=_BELOW_ON_THE_RIGHT),
    Picture(
        name="search",
        test="test_the_search_of_menus_finds_the_actions_in_every_editor",
        screenshot="1-rodin",
        crop=Crop(740, 514, 1280, 794),
    ),
    Picture(name="key-of-menu", test=_KEYS, screenshot="1-preferences", crop=Crop(115, 610, 1275, 730)),
    Picture(name="menu", test=_KEYS, screenshot="3-menu", crop=Crop(315, 366, 882, 820)),
    Picture(name="chinese", test=_LANGUAGES, screenshot="1-chinese", crop=_WHOLE_SIDEBAR),
    Picture(name="japanese", test=_LANGUAGES, screenshot="2-japanese", crop=_WHOLE_SIDEBAR),
    Picture(
        name="key-refused",
        test="test_a_refused_key_is_said_at_the_generate_button",
        screenshot="2-refused",
        crop=_SIDEBAR,
    ),
    Picture(
        name="refused-model",
        test="test_a_refused_model_is_kept_and_becomes_a_prop_when_the_artist_says_so",
        screenshot="1-refused",
        crop=Crop(988, 590, 1268, 872),
    ),
)
