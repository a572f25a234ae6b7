# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that tells every sentence: none is left out, none is told twice, each stands under its heading."""

import re
from collections import Counter

import pytest
from rodin_props.jobs.states import State
from support.api.error_examples import EXAMPLES

from manual.trouble import advice, more, states
from manual.trouble.buttons import buttons
from manual.trouble.errors import PASS_ON, error_names, told
from manual.trouble.groups import ALSO_SAID, GROUPS, group_of
from manual.trouble.page import Content, content, page
from manual.trouble.sections import SECTIONS, section_of
from manual.trouble.sentences import parts, sentences


@pytest.fixture(scope="module")
def found() -> Content:
    return content()


def test_every_error_of_the_service_and_of_jobs_is_told_or_passes_on_what_another_says() -> None:
    names = {type(error).__name__ for error in EXAMPLES}
    assert names <= {each.name for each in told()} | PASS_ON


def test_who_passes_on_is_an_error() -> None:
    assert error_names() >= PASS_ON


def test_each_member_of_a_kind_of_trouble_is_told() -> None:
    texts = [each.text for each in told() if each.name == "ProxyFailed"]
    assert len(texts) == 11
    assert any("“‹proxy›” from ‹setting› could not be found" in text for text in texts)


def test_an_error_says_its_code_its_meaning_and_what_helps() -> None:
    (credits,) = (each for each in told() if each.name == "InsufficientCredits")
    assert (credits.code, credits.remedy) == ("NO_CREDITS", "TOP_UP")
    assert credits.meaning == "The account has too few credits."


def test_the_buttons_that_help_are_those_that_the_product_draws() -> None:
    assert buttons()["SET_KEY"] == ("Open Preferences",)
    assert buttons()["TOP_UP"] == buttons()["PLAN"] == ("Open Dashboard",)
    assert buttons()["FREE_DISK"] == ("Clean Up", "Other Folder")
    assert buttons()["TRY_AGAIN"] == ("Resume", "Send Again")
    assert buttons()["CHANGE_INPUT"] == buttons()["CHANGE_OPTIONS"] == ("Use Its Settings",)
    assert "NONE" not in buttons()
    assert "Button: *Clean Up* or *Other Folder*." in page()


def test_settings_are_offered_where_a_generation_can_have_failed_by_them() -> None:
    lines = page().splitlines()
    meaning_of = {
        code: lines[index + 1] for index, line in enumerate(lines) for code in re.findall(r'id="(\w+)"', line)
    }
    assert "Button: *Use Its Settings*." in meaning_of["CONTENT_VIOLATION"]
    assert "Button: *Use Its Settings*." in meaning_of["INVALID_REQUEST"]
    assert "Button" not in meaning_of["MESH_REFUSED"] + meaning_of["KIND_UNKNOWN"]


def test_a_sentence_has_blanks_for_what_differs_and_words_for_what_is_known() -> None:
    texts = {sentence.text for sentence in sentences()}
    assert "The picture “‹name›” cannot be sent. Choose another." in texts
    assert "Rodin takes up to 5 pictures of one object. Choose fewer." in texts
    assert "The prompt is too long. Shorten it to 2,500 characters." in texts


def test_what_is_for_programs_or_said_elsewhere_is_no_sentence() -> None:
    texts = " ".join(sentence.text for sentence in sentences())
    assert "SELECT" not in texts
    assert "Up to five pictures of one object." not in texts  # the help of a command
    assert "Pure functions; the panel only lays them out." not in texts  # a docstring


def test_nothing_is_told_twice(found: Content) -> None:
    every = [each.text for some in (found.errors, found.others) for listed in some.values() for each in listed]
    assert [text for text, count in Counter(every).items() if count > 1] == []
    assert len(every) > 300


def test_a_reason_in_the_place_of_a_blank_makes_no_other_error(found: Content) -> None:
    texts = [each.text for listed in found.errors.values() for each in listed if each.code == "LEDGER_UNUSABLE"]
    assert texts == [
        "The list of jobs cannot be read: ‹reason›. Restart Blender; if it stays, update the add-on.",
    ]


def test_a_sentence_stands_under_the_heading_of_its_module() -> None:
    assert section_of("operators.props.keep").title == "The library"
    assert section_of("operators.props.variants").title == "Variants, new textures and parts"
    assert section_of("session.session").title == "Jobs, the gallery and this computer's files"
    assert section_of("jobs.errors", "LibraryFull").title == "The library"
    assert section_of("jobs.errors", "TaskKnown").title == "Jobs, the gallery and this computer's files"


def test_a_module_without_a_heading_is_named() -> None:
    with pytest.raises(LookupError, match=r"sculptors\.clay says something"):
        section_of("sculptors.clay")


def test_an_explanation_of_what_nobody_says_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(more.MORE, "The moon is full", "Wait.")
    with pytest.raises(LookupError, match="The moon is full"):
        page()


def test_each_code_can_be_linked_to_once() -> None:
    text = page()
    assert text.count('<span id="NO_CREDITS"></span>') == 1
    anchors = Counter(part.partition('"')[0] for part in text.split('<span id="')[1:])
    assert max(anchors.values()) == 1


def test_every_part_of_the_page_has_something_to_say(found: Content) -> None:
    assert all(found.errors[section] or found.others[section] for section in SECTIONS)


def test_every_state_of_a_job_is_told_with_what_to_do() -> None:
    rows = [row for row in states.page().splitlines() if row.startswith("| ")]
    said = {text for row in rows for text in row.split(" | ")[0].removeprefix("| ").split("<br>")}
    assert {state.words for state in State} <= said
    assert {"Waiting for the render to end", "Waiting, *number* before it", "Ready, but does not fit"} <= said
    assert all(row.rsplit(" | ", 1)[1].strip(" |") for row in rows)


def test_a_state_without_advice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(advice.OF_A_JOB, "Ready, comes with the others")
    with pytest.raises(LookupError, match="Ready, comes with the others"):
        states.page()


def test_advice_on_what_is_not_said_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(advice.IN_A_SET, "On the moon", "Wait.")
    with pytest.raises(LookupError, match="On the moon"):
        states.page()


def test_an_error_is_told_in_each_form_with_blanks_for_its_numbers(found: Content) -> None:
    texts = [each.text for some in found.errors.values() for each in some]
    assert "The disk is full. Free some space, then resume the job; nothing that was paid is lost." in texts
    assert any(text.startswith("The disk is full (‹size› needed).") for text in texts)
    assert any("only ‹size› of ‹size› arrived" in text for text in texts)


def test_a_button_stands_beside_each_form_where_they_differ() -> None:
    assert "- The file link is not safe to use: *reason*. Try again later.<br>Button: *Resume*." in page()


def test_parts_of_sentences_are_no_labels_and_no_prices() -> None:
    texts = {part.text for part in parts()}
    assert {"it is cut short", "No API key is set", "Blender wrote nothing"} <= texts
    assert {"Pictures with names", "As Seen", "‹price›, about ‹minutes› minutes"}.isdisjoint(texts)


def test_sentences_beside_errors_stand_under_what_they_are_about() -> None:
    assert group_of("operators.making.begun").title == "What a press costs, and what it began"
    assert group_of("operators.making.pictures").title == "Pictures and words"
    assert group_of("operators.monitor") is ALSO_SAID


def test_every_group_has_something_to_say(found: Content) -> None:
    said = {group_of(each.module) for some in found.others.values() for each in some}
    assert said >= set(GROUPS)
