# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of the manual: parts of the screenshots that window tests take."""
