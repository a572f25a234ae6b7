# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentences with values are known again, and put into the language with their values."""

import re
from collections.abc import Mapping

import pytest
from rodin_props.languages.catalog import catalog_path, read_catalog
from rodin_props.languages.sentences import Sentences
from rodin_props.languages.template import PLACEHOLDER

JAPANESE = {
    "The disk of the library “Props, old. Really” is full. Make room on it, then try again.": (
        "ライブラリ「Props, old. Really」のディスクがいっぱいです。空きを作って、再試行してください。"
    ),
    "Generating, about 40 s": "生成中、約 40 秒",
    "The picture “a.png” was scaled to 9 × 8 pixels and given a margin to be 9 × 9 pixels.": (
        "画像「a.png」に加えた変更：9 × 8 ピクセルへの縮小と、9 × 9 ピクセルに合わせる余白の追加。"
    ),
    "Too big for Rodin, which takes 200 MB, by their triangles: “A; old (4,000,000)”, “B (9,000,000)”. "
    "Switch on “Send Fewer Triangles”.": (
        "Rodin には大きすぎます（上限 200 MB、かっこ内は三角面の数）：「A; old (4,000,000)」、「B (9,000,000)」。"
        "「三角面を減らして送信」をオンにしてください。"
    ),
    "These pictures are gone: “look.png”, “Chair: a.png”. Choose others in the table, or take them out.": (
        "これらの画像がなくなっています：「look.png」、「Chair: a.png」。表で他を選ぶか、外してください。"
    ),
    "“Seed” has a value of the wrong kind. Choose another one.": (
        "「シード」の値の種類が違います。別の値を選んでください。"
    ),
    "3 removed. 2 stay: they are saved nowhere else.": ("3 件を削除しました。2 件は他に保存されていないため残ります。"),
    "“Chair” has no level “Quarter”: with so few faces its outline would change too much.": (
        "「Chair」にはレベル「1/4」がありません：面が少なすぎて輪郭が変わりすぎます。"
    ),
    "Waiting, 3 before it, about 2 min": "待機中、前に 3 件、約 2 分",
    "Generate 3 · 1.5 credits": "生成 3 · 1.5 クレジット",
    "Friday, 27 Nov": "11月27日 金曜日",
    "27 Nov 2025": "2025年11月27日",
    "18,308 quads, 2 triangles": "四角面 18,308、三角面 2",
    "1 triangle": "三角面 1",
    "3 done, 2 on the way": "3 個完了、2 個作成中",
    "0.5 of 20 today · 12 credits left": "今日 0.5 / 20 · 残り 12 クレジット",
    "Dress · 1 credit": "プロップ化 · 1 クレジット",
    "Only: “x” · Running": "対象：「x」 · 実行中",
    "Row 12 · Kind": "Row 12 · 種類",
    "80 cm high": "高さ 80 cm",
    "3 done, 2 on the way, 1 to redo": "3 個完了、2 個作成中、1 個作り直し",
    "Left out: it is not in this scene.": "対象外：これはこのシーンにありません。",
    "Layout Prop · 0.5 credits, about 80 seconds": "レイアウト用プロップ · 0.5 クレジット、約 80 秒",
    "Hero Prop · 1 credit, 1–2 minutes or longer": "主役のプロップ · 1 クレジット、1～2 分以上",
    "Send the same request once more. Rodin charges for it. Price of one: 0.5 credits": (
        "同じリクエストをもう一度送信します。課金されます。1 個の費用：0.5 クレジット"
    ),
    "Chair and 2 more, on the way": "Chair、他 2 件、作成中",
    "4 m high is unusual for “mug”: 8 cm to 12 cm is common. Check the size.": (
        "高さ 4 m は「mug」としては珍しい大きさです：一般的には 8 cm ～ 12 cm です。サイズを確認してください。"
    ),
    "Not all of “My one” could be taken. Tier cannot be “GEN_9” here: it is “Gen-2”. The file stays as it is.": (
        "「My one」の一部は使用できませんでした。"
        "ここではティアを「GEN_9」にできません：「Gen-2」になっています。ファイルはそのままです。"
    ),
    "“Chair” is on the way; go on working meanwhile.": "「Chair」を作成中です。その間も作業を続けられます。",
    "This frees 9.4 MB. 1 prop is saved nowhere else and would be lost.": (
        "9.4 MB が空きます。1 個のプロップは他のどこにも保存されておらず、失われます。"
    ),
    "“Trees” and “Camera” are instances of collections; “Lamp” has no geometry. "
    "Deselect them, or choose meshes that fill the place.": (
        "「Trees」と「Camera」はコレクションのインスタンスです。「Lamp」にはジオメトリがありません。"
        "選択を解除するか、場所を満たすメッシュを選んでください。"
    ),
    "The picture “a.png” cannot be sent: it is a movie; choose a picture. Choose another picture.": (
        "画像「a.png」を送信できません：動画です。画像を選んでください。別の画像を選んでください。"
    ),
    "Rodin refused the request: Something of theirs (ODD_CODE). Change the input or the options, or try again later.": (
        "Rodin がリクエストを拒否しました：Something of theirs（ODD_CODE）。"
        "入力またはオプションを変更するか、後で再試行してください。"
    ),
    "The model could not be downloaded: only 3.1 MB of 9.4 MB arrived. Resume the job to try again; this is free.": (
        "モデルをダウンロードできませんでした：9.4 MB のうち 3.1 MB しか届きませんでした。"
        "ジョブを再開すると再試行します。無料です。"
    ),
}


@pytest.fixture(scope="module")
def japanese() -> Sentences:
    return Sentences(read_catalog(catalog_path("ja_JP")))


@pytest.mark.parametrize("english", JAPANESE)
def test_a_sentence_is_said_with_its_values(japanese: Sentences, english: str) -> None:
    assert japanese.translated(english) == JAPANESE[english]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Chair.001",
        "A red chair. It stands by the door; nobody sits on it.",
        "My camera and my light",
        "Kitchen, second floor, old",
        "wooden_table (2)",
        "40%",
        "日本語の名前",
        "Nobody of us has ever said so.\nNor this.",
    ],
)
def test_what_we_never_said_stays_as_it_is(japanese: Sentences, text: str) -> None:
    assert japanese.translated(text) == text


def test_the_artists_names_are_no_words_of_ours(japanese: Sentences) -> None:
    assert japanese.translated("“Camera” is not finished.") == "「Camera」は完了していません。"
    assert japanese.translated("“Sidebar” is back.") == "「Sidebar」を分割前に戻しました。"


@pytest.mark.parametrize(("value", "japanese"), [("12", "12"), ("“Ivy”", "「Ivy」")])
def test_each_template_is_known_again_and_no_other_is_taken_for_it(
    locale: str, catalog: Mapping[str, str], value: str, japanese: str
) -> None:
    """Each value is a number, or a name; a template with words enough of its own never needs more to be known."""
    sentences = Sentences(catalog)
    wrong = {}
    for english, translation in catalog.items():
        if not PLACEHOLDER.search(english) or sum(map(str.isalpha, PLACEHOLDER.sub("", english))) < 10:
            continue
        said, right = _filled(english, value), _filled(translation, japanese if locale == "ja_JP" else value)
        if sentences.translated(said) != right and _twin(catalog, english, translation) is None:
            wrong[said] = sentences.translated(said)
    assert not wrong


def _filled(template: str, value: str) -> str:
    return PLACEHOLDER.sub(value, re.sub(r"(?<=[“「])\{\w+\}(?=[”」])", "Ivy", template))


def _twin(catalog: Mapping[str, str], english: str, translation: str) -> str | None:
    """Return another template of the same words, as “{names} {reason}” and “{names} {refusal}” are."""
    same = PLACEHOLDER.sub("{}", english)
    others = (other for other in catalog if other != english and PLACEHOLDER.sub("{}", other) == same)
    return next(others, None)


def test_a_sentence_is_looked_for_once(japanese: Sentences) -> None:
    english = "“Ivy” waits for a job already. Wait for it, or cancel that job first."
    assert japanese.translated(english) is japanese.translated(english)


def test_a_translation_that_lacks_a_value_is_left_out() -> None:
    broken = Sentences({"{name} is in the scene.": "{nama} はシーンにあります。", "{count} props are left.": "残り"})
    for english in ("Chair is in the scene.", "3 props are left."):
        assert broken.translated(english) == english
