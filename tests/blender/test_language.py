# SPDX-License-Identifier: GPL-3.0-or-later
"""In a Blender that speaks another language, and when that changes.

PyPI's bpy is built without languages: what it would call its own is set in its place.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import blf
import bpy
import pytest
from drawn_words import Layout, context

Part = Callable[[str], ModuleType]
MODULE = "bl_ext.user_default.rodin_props"
_SIZE = 11.0
"""Points of the interface's font."""


@pytest.fixture
def speak(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A function that has Blender speak a language."""
    language = part("session.language")
    for switch in ("use_translate_interface", "use_translate_reports", "use_translate_tooltips"):
        monkeypatch.setattr(bpy.context.preferences.view, switch, True)

    def choose(locale: str) -> None:
        monkeypatch.setattr(language, "_locale", lambda: locale)

    return choose


def test_nothing_of_it_is_loaded_where_english_is_spoken(part: Part) -> None:
    assert part("session.language").translated("No props in this scene") == "No props in this scene"
    assert not [name for name in sys.modules if name.startswith(f"{MODULE}.languages.sen")]


@pytest.mark.parametrize(
    ("locale", "said"), [("ja_JP", "生成中、約 40 秒"), ("zh_HANS", "生成中，约 40 秒"), ("zh_CN", "生成中，约 40 秒")]
)
def test_a_text_is_shown_in_the_language(part: Part, speak: Callable[[str], None], locale: str, said: str) -> None:
    speak(locale)
    assert part("session.language").translated("Generating, about 40 s") == said


@pytest.mark.parametrize("locale", ["ja_JP", "zh_HANS"])
def test_blender_is_given_tooltips_that_are_put_together_of_a_price(
    part: Part, speak: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    given: dict[str, dict[tuple[str, str], str]] = {}
    translations = SimpleNamespace(register=lambda owner, told: given.update(told), unregister=lambda owner: None)
    monkeypatch.setattr(
        part("session.language"), "bpy", SimpleNamespace(app=SimpleNamespace(translations=translations))
    )
    speak(locale)
    part("session.language").follow()
    for name in ("tier", "addons"):
        described = bpy.context.scene.rodin_props.bl_rna.properties[name]
        for tooltip in (described.description, *(each.description for each in described.enum_items)):
            assert given[locale]["*", tooltip] != tooltip
            assert "credit" not in given[locale]["*", tooltip]


def test_it_follows_when_another_language_is_chosen(part: Part, speak: Callable[[str], None]) -> None:
    translated = part("session.language").translated
    shown = []
    for locale in ("en_US", "ja_JP", "zh_HANS", "de_DE", "ja_JP"):
        speak(locale)
        shown.append(translated("1 triangle"))
    assert shown == ["1 triangle", "三角面 1", "1 个三角形", "1 triangle", "三角面 1"]


def test_traditional_chinese_is_another_language(part: Part, speak: Callable[[str], None]) -> None:
    speak("zh_HANT")
    assert part("session.language").translated("1 triangle") == "1 triangle"


def test_it_is_english_where_the_interface_is_not_to_be_translated(part: Part, speak: Callable[[str], None]) -> None:
    speak("ja_JP")
    bpy.context.preferences.view.use_translate_interface = False
    assert part("session.language").translated("1 triangle") == "1 triangle"


@pytest.mark.parametrize(
    ("switch", "function"),
    [
        ("use_translate_interface", "translated"),
        ("use_translate_reports", "for_report"),
        ("use_translate_tooltips", "for_tooltip"),
    ],
)
def test_reports_and_tooltips_have_switches_of_their_own(
    part: Part, speak: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, switch: str, function: str
) -> None:
    speak("ja_JP")
    view, language = bpy.context.preferences.view, part("session.language")
    switches = ("use_translate_interface", "use_translate_reports", "use_translate_tooltips")
    for each in switches:
        monkeypatch.setattr(view, each, each == switch)
    assert getattr(language, function)("1 triangle") == "三角面 1"
    for each in switches:
        setattr(view, each, each != switch)
    assert getattr(language, function)("1 triangle") == "1 triangle"


def test_a_panel_speaks_it_but_for_the_artists_own_names(part: Part, speak: Callable[[str], None]) -> None:
    speak("ja_JP")
    layout, told = Layout(), context()
    part("ui.layouts.text").draw_sentence(
        layout, told, "“Sidebar” is split already. Bring it back first, or split one of its parts."
    )
    assert "".join(layout.labels) == (
        "「Sidebar」はすでに分割されています。先に「分割前に戻す」を行うか、パーツの 1 つを分割してください。"
    )


def test_a_sentence_without_spaces_is_cut_into_lines(part: Part, speak: Callable[[str], None]) -> None:
    speak("zh_HANS")
    layout, narrow = Layout(), context(region=SimpleNamespace(width=20, type="UI"))
    part("ui.layouts.text").draw_sentence(
        layout, narrow, "The picture is black: no light falls on what it shows. Add a light or brighten the world."
    )
    assert len(layout.labels) > 1
    assert "".join(layout.labels) == "图片是黑的：没有灯光照到所显示的内容。请添加灯光或调亮世界环境。"


def test_a_reported_error_is_in_the_language(part: Part, speak: Callable[[str], None]) -> None:
    speak("ja_JP")
    with pytest.raises(RuntimeError, match="プリファレンスで Rodin の API キーを設定してください"):
        bpy.ops.rodin_props.generate_from_camera()


def test_a_preset_is_reported_by_the_name_of_its_button(part: Part, speak: Callable[[str], None]) -> None:
    speak("zh_HANS")
    told: list[str] = []
    draft = part("api.presets.built_in").BUILT_IN[0]
    pressed = SimpleNamespace(filepath=str(draft.path), report=lambda level, said: told.append(said))
    part("operators.presets").RODIN_PROPS_OT_choose_preset.execute(pressed, bpy.context)
    assert "“草稿”" in told[0]


@pytest.mark.parametrize("locale", ["ja_JP", "zh_HANS"])
def test_a_cell_is_as_wide_as_blenders_font_has_it(part: Part, locale: str) -> None:
    """What tests/languages/test_widths.py counts on."""
    cells = part("languages.wrapping").cells
    catalog = part("languages.catalog")
    blf.size(0, _SIZE)
    labels = {
        english: said
        for english, said in catalog.read_catalog(catalog.catalog_path(locale)).items()
        if len(english) < 30
    }
    english = sum(blf.dimensions(0, each)[0] for each in labels) / sum(map(cells, labels))
    other = sum(blf.dimensions(0, each)[0] for each in labels.values()) / sum(map(cells, labels.values()))
    assert other < 1.1 * english


@pytest.mark.parametrize("broken", ["msgid no quotes", None], ids=["which is no catalog", "which is not there"])
def test_a_catalog_that_cannot_be_read_leaves_us_to_english(
    part: Part,
    speak: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    broken: str | None,
) -> None:
    language, path = part("session.language"), tmp_path / "ja_JP.po"
    if broken is not None:
        path.write_text(broken, encoding="utf-8")
    monkeypatch.setattr(language, "_unreadable", "")  # and again after this test
    speak("en_US")
    language._give_back()
    monkeypatch.setattr(part("languages.catalog"), "catalog_path", lambda name: path)
    speak("ja_JP")
    language.follow()  # as registering does
    assert [language.translated("1 triangle") for _ in range(3)] == ["1 triangle"] * 3
    assert language.html_language() == "en"
    assert len([record for record in caplog.records if "cannot be read" in record.message]) == 1


def test_a_catalog_that_could_not_be_read_is_read_when_the_add_on_is_enabled_again(
    part: Part, speak: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    language = part("session.language")
    speak("en_US")
    with monkeypatch.context() as patched:
        patched.setattr(part("languages.catalog"), "catalog_path", lambda name: tmp_path / "missing.po")
        speak("ja_JP")
        assert language.translated("1 triangle") == "1 triangle"
    bpy.ops.preferences.addon_disable(module=MODULE)
    bpy.ops.preferences.addon_enable(module=MODULE)
    assert part("session.language").translated("1 triangle") != "1 triangle"


def test_a_page_says_which_language_it_speaks(part: Part, speak: Callable[[str], None]) -> None:
    said = []
    for locale in ("en_US", "ja_JP", "zh_CN", "zh_HANT"):
        speak(locale)
        said.append(part("session.language").html_language())
    assert said == ["en", "ja", "zh-Hans", "en"]
