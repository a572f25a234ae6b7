# SPDX-License-Identifier: GPL-3.0-or-later
"""The worker's background Blenders: which one prepares a model, and one that is ready before it has come."""
