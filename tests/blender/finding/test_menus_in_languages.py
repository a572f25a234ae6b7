# SPDX-License-Identifier: GPL-3.0-or-later
"""In a Blender that speaks Chinese or Japanese, F3 finds actions by what is typed in that language."""

from collections.abc import Callable
from types import ModuleType

import bpy
import pytest
from menu_entries import Entry, entries_of

Part = Callable[[str], ModuleType]

TYPED = {
    "zh_HANS": [
        ("ai", "generate_from_text"),
        ("3d 模型", "generate_from_text"),
        ("图片生成", "generate_from_image"),
        ("图生 3d", "generate_from_image"),
        ("文生 3d", "generate_from_text"),
        ("文本", "generate_from_text"),
        ("摄像机", "generate_from_camera"),
        ("剪贴板", "generate_from_clipboard"),
        ("取消", "cancel_running"),
        ("停止", "cancel_running"),
        ("恢复", "resume_job"),
        ("下载", "resume_job"),
        ("重试", "retry_job"),
        ("再次发送", "retry_job"),
        ("尝试", "try_anyway"),
        ("导入", "import_selected"),
        ("移除", "remove_selected"),
        ("纹理", "retexture"),
        ("部件", "split_into_parts"),
        ("lod", "show_level"),
        ("资产", "keep_in_library"),
        ("报告", "write_report"),
        ("购买", "open_dashboard"),
        ("密钥", "test_key"),
        ("点数", "test_key"),
        ("偏好设置", "show_preferences"),
        ("详情", "copy_details"),
    ],
    "ja_JP": [
        ("ai", "generate_from_text"),
        ("3d モデル", "generate_from_text"),
        ("画像から", "generate_from_image"),
        ("画像 3d", "generate_from_image"),
        ("テキスト", "generate_from_text"),
        ("カメラ", "generate_from_camera"),
        ("クリップボード", "generate_from_clipboard"),
        ("キャンセル", "cancel_running"),
        ("停止", "cancel_running"),
        ("再開", "resume_job"),
        ("ダウンロード", "resume_job"),
        ("再試行", "retry_job"),
        ("再送信", "retry_job"),
        ("試行", "try_anyway"),
        ("インポート", "import_selected"),
        ("削除", "remove_selected"),
        ("テクスチャ", "retexture"),
        ("パーツ", "split_into_parts"),
        ("lod", "show_level"),
        ("アセット", "keep_in_library"),
        ("レポート", "write_report"),
        ("購入", "open_dashboard"),
        ("キー", "test_key"),
        ("クレジット", "test_key"),
        ("プリファレンス", "show_preferences"),
        ("詳細", "copy_details"),
    ],
}


@pytest.fixture
def entries(part: Part, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[Entry]]:
    """A function that gives the menus' entries in a language. PyPI's bpy has none: what it would speak is set."""
    language = part("session.language")
    monkeypatch.setattr(bpy.context.preferences.view, "use_translate_interface", True)

    def speaking(locale: str) -> list[Entry]:
        monkeypatch.setattr(language, "_locale", lambda: locale)
        return entries_of(said=language.translated)

    return speaking


@pytest.mark.parametrize(
    ("locale", "typed", "operator"), [(locale, *each) for locale, found in TYPED.items() for each in found]
)
def test_it_is_found_by_what_is_typed(
    entries: Callable[[str], list[Entry]], locale: str, typed: str, operator: str
) -> None:
    found = {entry.operator.partition(".")[2] for entry in entries(locale) if entry.is_found_by(typed)}
    assert operator in found


@pytest.mark.parametrize("locale", TYPED)
def test_no_entry_stays_english_and_no_two_read_the_same(entries: Callable[[str], list[Entry]], locale: str) -> None:
    paths = [entry.path for entry in entries(locale)]
    assert sorted(set(paths)) == sorted(paths)
    english = {entry.path.rpartition("▸")[2] for entry in entries("en_US")}
    assert {path.rpartition("▸")[2] for path in paths} & english == set()
