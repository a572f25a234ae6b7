# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of wanted parts, as people write them and as files may tell them."""

import pytest
from rodin_props.api.part_names import meant_name, wanted_names


def test_names_are_read_as_people_write_them() -> None:
    assert wanted_names(" drawer,door ;  left   knob\nDrawer,, ") == ("drawer", "door", "left knob")
    assert wanted_names("") == ()


@pytest.mark.parametrize("written", ["抽屉，门、把手", "抽屉；门；把手", "抽屉､門、", "抽屉, 门，把手"])
def test_names_are_read_as_chinese_and_japanese_keyboards_write_what_is_between_them(written: str) -> None:
    assert wanted_names(written)[0] == "抽屉"
    assert len(wanted_names(written)) == (2 if "門" in written else 3)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("drawer", "drawer"),
        ("Drawer.001", "drawer"),
        ("DRAWERS_2", "drawer"),
        ("drawer2", "drawer"),
        ("02_drawer", "drawer"),
        ("left-knob", "left knob"),
        ("LeftKnob3", "left knob"),
        ("knob", ""),
        ("part_3", ""),
        ("3", ""),
        ("", ""),
    ],
)
def test_a_name_in_a_file_tells_a_wanted_one(told: str, meant: str) -> None:
    assert meant_name(told, ("drawer", "left knob")) == meant


def test_names_in_any_alphabet() -> None:
    assert meant_name("Schublade_1", ("Tür", "Schublade")) == "Schublade"
    assert meant_name("tür.002", ("Tür", "Schublade")) == "Tür"
    assert meant_name("引き出し_2", ("引き出し",)) == "引き出し"
