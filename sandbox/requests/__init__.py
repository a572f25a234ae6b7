# SPDX-License-Identifier: GPL-3.0-or-later
"""What a client sends, read and checked as the service does."""
