# SPDX-License-Identifier: GPL-3.0-or-later
"""What a prop is made of, read from the settings, the selection, a picture or another prop."""
