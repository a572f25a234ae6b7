# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed in a shell: commands, their options and help, progress, answers as text or JSON, exit codes."""
