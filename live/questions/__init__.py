# SPDX-License-Identifier: GPL-3.0-or-later
"""What is open about the service, question by question: how it is told, and what of ours rests on it."""
