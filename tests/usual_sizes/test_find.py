# SPDX-License-Identifier: GPL-3.0-or-later
"""What artists write is understood, in three languages; what is not certain means nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rodin_props.usual_sizes.find import find


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("mug", "mug"),
        ("A wooden bar stool", "bar stool"),
        ("a wooden stool", "stool"),
        ("old leather armchair, worn at the arms, by a window", "armchair"),
        ("a mug on a table", "mug"),
        ("a cup of coffee", "cup"),
        ("a chair with a red cushion", "chair"),
        ("a mug with a tiny handle", "mug"),
        ("a tall oak tree standing in a field", "oak tree"),
        ("black and white chair", "chair"),
        ("a pair of scissors", "pair of scissors"),
        ("chef’s knife", "chef's knife"),
        ("low-poly tree", "tree"),
        ("car door", "car door"),
    ],
)
def test_the_last_noun_of_the_first_phrase_is_what_counts(text: str, word: str) -> None:
    found = find(text)
    assert found is not None
    assert found.word == word


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("stools", "stool"),
        ("Knives", "knife"),
        ("bookshelves", "bookshelf"),
        ("boxes", "box"),
        ("wine glasses", "wine glass"),
        ("glasses", "glasses"),
        ("men", "man"),
        ("daisies", "flower"),
        ("tomatoes", "apple"),
        ("benches", "bench"),
    ],
)
def test_plurals_mean_the_same(text: str, name: str) -> None:
    found = find(text)
    assert found is not None
    assert found.thing.name == name


@pytest.mark.parametrize(
    "text",
    ["wooden_chair.001", "SM_Chair_02", "WoodenChair", "chair_red", "Chair_Wood_A", "chair lowpoly", "chair-old"],
)
def test_names_of_files_and_objects_are_understood(text: str) -> None:
    found = find(text)
    assert found is not None
    assert found.word in {"chair", "wooden chair"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("马克杯", "马克杯"),
        ("一把红色的木椅", "木椅"),
        ("酒吧高脚凳", "高脚凳"),
        ("破旧小方凳", "凳"),
        ("卧室里的木制床头柜", "床头柜"),
        ("桌子上的杯子", "杯子"),
        ("老式台灯（黄铜）", "台灯"),
        ("红色的车", "车"),
        ("一辆车", "车"),
        ("椅子模型", "椅子"),
        ("椅子_01", "椅子"),
        ("Rodin 马克杯", "马克杯"),
        ("マグカップ", "マグカップ"),
        ("ﾏｸﾞｶｯﾌﾟ", "マグカップ"),
        ("木製のバースツール", "バースツール"),
        ("白い陶器のティーカップ、花柄", "ティーカップ"),
        ("庭の木", "木"),
        ("古い木のドア", "木のドア"),
        ("赤い車", "車"),
        ("机", "机"),
        ("スポーツカー", "スポーツカー"),
    ],
)
def test_chinese_and_japanese_words_are_found_at_the_end(text: str, word: str) -> None:
    found = find(text)
    assert found is not None
    assert found.word == word


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("电车", "train"),
        ("電車", "train"),
        ("トランプ", "playing card"),
        ("トラック", "truck"),
        ("冰箱", "fridge"),
        ("红色的床", "bed"),
    ],
)
def test_a_longer_word_goes_before_the_end_of_it(text: str, name: str) -> None:
    found = find(text)
    assert found is not None
    assert found.thing.name == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Cube",
        "Camera view",
        "door handle",
        "scar",
        "a photo of a mug",
        "a stack of books",
        "table and chairs",
        "toy car",
        "a giant mug",
        "miniature house",
        "model ship",
        "玩具汽车",
        "巨大的杯子",
        "模型车",
        "桌子和椅子",
        "テーブルと椅子",
        "おもちゃの車",
        "サービス",
        "木の床",
        "门把手",
        "chair mat",
        "bath mat",
        "doll house",
        "paper plane",
        "gingerbread house",
        "chess knight",
        "纸飞机",
        "紙飛行機",
        "お菓子の家",
        "姜饼屋",
    ],
)
def test_what_is_not_certain_means_nothing(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "a ship in a bottle",
        "ship in the old glass bottle, on a shelf",
        "Bottle_Ship.001",
        "a palm tree in a pot",
        "palm tree with long leaves in a clay pot",
        "potted palm tree",
        "bonsai pine tree",
        "a house inside a snow globe",
        "trees within jars",
        "瓶中船",
        "玻璃瓶中的帆船",
        "花盆里的棕榈树",
        "盆栽棕榈树",
        "鱼缸里的鲨鱼",
        "瓶の中の船",
        "鉢植えのヤシの木",
        "植木鉢の木",
        "箱の中の車",
    ],
)
def test_what_is_in_a_container_may_be_a_small_one_and_means_nothing(text: str) -> None:
    assert find(text) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a car in the garage", "car"),
        ("a mug in the style of the seventies", "mug"),
        ("a bottle", "bottle"),
        ("a bottle with a ship in it", "bottle"),
        ("potted plant", "potted plant"),
        ("a bonsai in a pot", None),
        ("a pot", "pot"),
        ("卧室里的木制床头柜", "床头柜"),
        ("盆栽", "盆栽"),
        ("箱", "箱"),
        ("電車", "電車"),
        ("纸车", None),
        ("红色的车", "车"),
    ],
)
def test_other_places_say_nothing_of_the_size(text: str, word: str | None) -> None:
    found = find(text)
    assert (found.word if found else None) == word


@given(st.text(max_size=400))
def test_any_text_is_looked_at_without_an_error(text: str) -> None:
    found = find(text)
    assert found is None or found.word
