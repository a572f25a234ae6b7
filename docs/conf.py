# SPDX-License-Identifier: GPL-3.0-or-later
# What builds the manual: see `make docs`. Pages include what `python -m manual pages` takes from the code.

import tomllib
from pathlib import Path

_MANIFEST = tomllib.loads(Path(__file__).parents[1].joinpath("blender_manifest.toml").read_text("utf-8"))

project = _MANIFEST["name"]
author = _MANIFEST["maintainer"]
copyright = _MANIFEST["copyright"][0]
release = version = _MANIFEST["version"]

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["style"]
highlight_language = "none"
smartquotes = False  # sentences stand here as Blender shows them

html_theme = "furo"
html_title = f"{project} {version}"
html_static_path = ["style"]
html_css_files = ["manual.css"]
html_show_sphinx = False
html_copy_source = False
