# SPDX-License-Identifier: GPL-3.0-or-later
"""Chinese and Japanese words: nothing stands between words, and the thing comes last."""

import re
from collections.abc import Mapping

from .table import ANY_BEGINNING, Thing, words

_PHRASE_ENDS = re.compile(r"[,.;:!?()\[\]\n、。「」『』【】/|]")
_NO_WORDS = re.compile(r"[\s\d_\-#~A-Za-z]+")
_KANA = re.compile(r"[\u3040-\u30ff]")
_LONGEST_WORD = 14
_SAY_NOTHING = ("模型", "道具", "资产", "素材", "モデル", "アセット", "プロップ", "オブジェクト")
_OTHER_SCALE = re.compile(
    "玩具|迷你|微型|微缩|巨型|巨大|超大|手办|毛绒|模型|おもちゃ|玩具|ミニチュア|ミニ|巨大|超大型|ぬいぐるみ|フィギュア|ドールハウス|"
    "纸|紙|姜饼|お菓子"
)
_BEFORE_A_SHORT_WORD = frozenset("的の个把张只辆盏扇棵台座件条本顶双款支朵匹头口艘架")
"""What may stand before a word of one sign: “红色的车” is a car, “纸车” is not certain to be one."""
_CONTAINER = (
    "瓶|罐|盆|杯|碗|盒|箱|缸|笼|籠|桶|篮|壶|壺|袋|锅|柜|匣|罩|球|鉢|缶|樽|水槽|びん|ビン|ボトル|ポット|プランター|かご|カゴ|"
    "グラス|カップ|コップ|ジャー|バケツ|ケース|ケージ|ボウル|ドーム"
)
_IN_A_CONTAINER = re.compile(
    f"(?:{_CONTAINER})子?(?:[中里裡内]|の中|の内|入り|に入|に植|植え)|(?:瓶|ボトル|鉢)の|盆栽|盆景"
)
"""What is in one is often a small one of its kind: “瓶中船”, “瓶の中の船”."""
_BETWEEN_THINGS = re.compile("[和与跟及と&]")


def find(text: str) -> tuple[Thing, str] | None:
    """Return the thing that a text means, and its word in the table; None if that is not certain."""
    phrases = (_NO_WORDS.sub("", phrase) for phrase in _PHRASE_ENDS.split(text))
    phrase = next((each for each in phrases if each), "")
    while ending := next((each for each in _SAY_NOTHING if phrase.endswith(each) and phrase != each), ""):
        phrase = phrase.removesuffix(ending).removesuffix("的").removesuffix("の")
    found = _thing_at_end(phrase)
    if found is None:
        return None
    before = phrase.removesuffix(found[1])
    if (
        _OTHER_SCALE.search(before)
        or _IN_A_CONTAINER.search(before)
        or any(_thing_at_end(before[: each.start()]) for each in _between(before))
    ):
        return None
    return found


def _between(text: str) -> list[re.Match[str]]:
    return list(_BETWEEN_THINGS.finditer(text))


def _thing_at_end(phrase: str) -> tuple[Thing, str] | None:
    """Return the thing of the longest word that the phrase ends with."""
    # With kana in it, it is Japanese; without, it may be either.
    tables = (words().japanese,) if _KANA.search(phrase) else (words().chinese, words().japanese)
    for length in range(min(_LONGEST_WORD, len(phrase)), 0, -1):
        for table in tables:
            if found := _at_end(phrase, length, table):
                return found
    return None


def _at_end(phrase: str, length: int, table: Mapping[str, Thing]) -> tuple[Thing, str] | None:
    word = phrase[-length:]
    before = phrase[:-length]
    if word in table and _stands_alone(word, before):
        return table[word], word
    with_any = f"{ANY_BEGINNING}{word}"
    return (table[with_any], word) if before and with_any in table else None


def _stands_alone(word: str, before: str) -> bool:
    """Say whether a short word is one of its own here, and not the end of another."""
    if not before or before[-1] in _BEFORE_A_SHORT_WORD:
        return True
    in_kana = all(map(_KANA.match, word))
    if len(word) == 1 or (len(word) == 2 and in_kana):
        return bool(_KANA.match(before[-1])) is not in_kana  # another script begins another word: “赤い車”
    return True
