# SPDX-License-Identifier: GPL-3.0-or-later
"""What takes space on the disk and what is lost if it is freed, in groups."""
