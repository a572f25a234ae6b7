# SPDX-License-Identifier: GPL-3.0-or-later
"""What a job's thread does: submit, wait, download, prepare."""
