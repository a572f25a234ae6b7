# SPDX-License-Identifier: GPL-3.0-or-later
"""F3 searches menus: every action is in one, under the words that somebody types who looks for it."""

from types import ModuleType

import pytest
from menu_entries import actions, entries_of

OF_ONE_ROW = {
    "cancel_job": "of one job of the list; cancel_running asks which",
    "import_job": "of one job of the list; import_selected takes those of the gallery",
    "remove_job": "of one job of the list; remove_selected takes those of the gallery",
    "open_job": "of one job of the gallery",
    "turn_page": "of the gallery's page",
    "filter_gallery": "of the gallery's filters",
    "dismiss_notices": "of the sentences above the list",
    "keep_again": "of what could not be kept",
    "forget_keeping": "of what could not be kept",
    "remove_picture": "of one picture of the panel",
    "move_picture": "of one picture of the panel",
    "select_blockout": "of one row of the set",
    "copy_text": "of one line",
    "acknowledge": "of one sentence",
    "take_usual_size": "of the size of the panel",
    "refuse_usual_size": "of the size of the panel",
    "save_preset": "of the popover of presets, in which its name is typed",
    "restore_menu_key": "of the preferences, where its entry was removed",
    "drop_pictures": "begins with a drop",
    "generate_from_boxes": "begins with drawn boxes",
    "monitor": "is no action of a person",
}
"""Actions that are pressed beside what they are done to, and why they are in no menu."""

TYPED = [
    ("generate camera", "generate_from_camera"),
    ("prop from picture", "generate_from_image"),
    ("text", "generate_from_text"),
    ("viewport", "generate_from_viewport"),
    ("views selection", "generate_from_views"),
    ("blender image", "generate_from_blender_image"),
    ("clipboard", "generate_from_clipboard"),
    ("blockouts", "generate_from_selection"),
    ("dress", "dress"),
    ("repeat", "rerun"),
    ("bring in", "bring_in"),
    ("list blockouts", "list_blockouts"),
    ("empty set", "unlist_blockouts"),
    ("cut out several", "draw_boxes"),
    ("silhouettes", "generate_from_silhouettes"),
    ("new textures", "retexture"),
    ("new seed", "new_seed"),
    ("higher tier", "higher_tier"),
    ("variant beside", "variant_beside"),
    ("next variant", "show_variant"),
    ("previous variant", "show_variant"),
    ("keep variant", "keep_variant"),
    ("next look", "show_look"),
    ("remove look", "remove_look"),
    ("unlit", "show_unlit"),
    ("split parts", "split_into_parts"),
    ("bring back", "bring_back_whole"),
    ("lighter level", "show_level"),
    ("textures selected 1k", "show_texture_size"),
    ("lighten distance", "lighten_by_distance"),
    ("stop levels", "cancel_levels"),
    ("show jobs", "show_jobs"),
    ("cancel", "cancel_running"),
    ("copy details", "copy_details"),
    ("import selected", "import_selected"),
    ("place prop", "place_job"),
    ("remove generations", "remove_selected"),
    ("resume", "resume_job"),
    ("send again", "retry_job"),
    ("use settings", "use_settings"),
    ("try refused model", "try_anyway"),
    ("task id", "copy_task_id"),
    ("show files", "show_job_files"),
    ("report", "write_report"),
    ("add task", "add_task"),
    ("clean up", "clean_up"),
    ("select all found", "select_jobs"),
    ("keep selected props", "keep_selected"),
    ("keep library", "keep_in_library"),
    ("choose library", "choose_library"),
    ("presets layout", "choose_preset"),
    ("publish", "publish_library"),
    ("stop publishing", "stop_publishing"),
    ("add pictures", "add_pictures"),
    ("add blender image", "add_blender_image"),
    ("picture from clipboard", "add_clipboard_picture"),
    ("rodin key", "test_key"),
    ("dashboard", "open_dashboard"),
    ("rodin preferences", "show_preferences"),
]

IN_OTHER_WORDS = [
    ("ai", "generate_from_text"),
    ("3d model", "generate_from_camera"),
    ("image to 3d", "generate_from_image"),
    ("text to 3d", "generate_from_text"),
    ("ai model from text", "generate_from_text"),
    ("stop generation", "cancel_running"),
    ("retry", "retry_job"),
    ("download", "resume_job"),
    ("settings", "use_settings"),
    ("buy", "open_dashboard"),
    ("credits", "test_key"),
    ("get key", "open_dashboard"),
    ("asset", "keep_in_library"),
    ("lod", "show_level"),
    ("lod distance", "lighten_by_distance"),
    ("texture", "retexture"),
]
"""Words of people who do not know what the add-on calls a thing."""


def found_by(typed: str) -> set[str]:
    """Names of the operators of all entries that are found by what is typed."""
    return {entry.operator.partition(".")[2] for entry in entries_of() if entry.is_found_by(typed)}


def test_every_action_is_in_the_menu_that_leads_to_all(addon: ModuleType) -> None:
    in_menus = {entry.operator.partition(".")[2] for entry in entries_of()}
    assert actions() - in_menus == set(OF_ONE_ROW)


@pytest.mark.parametrize(("typed", "operator"), [*TYPED, *IN_OTHER_WORDS])
def test_it_is_found_by_what_somebody_types(addon: ModuleType, typed: str, operator: str) -> None:
    assert operator in found_by(typed)


def test_the_words_above_are_those_of_all_actions(addon: ModuleType) -> None:
    assert {operator for _, operator in TYPED} == actions() - set(OF_ONE_ROW)


def test_entries_say_in_which_way_they_step(addon: ModuleType) -> None:
    steps = {entry.path: entry.given.offset for entry in entries_of() if hasattr(entry.given, "offset")}
    assert [offset for path, offset in steps.items() if "Next" in path] == [1, 1]
    assert [offset for path, offset in steps.items() if "Previous" in path] == [-1, -1]


def test_no_two_entries_of_the_menu_read_the_same(addon: ModuleType) -> None:
    paths = [entry.path for entry in entries_of()]
    assert sorted(paths) == sorted(set(paths))
