# SPDX-License-Identifier: GPL-3.0-or-later
"""A local service that speaks the Rodin protocol, for trying, testing and the demo. Development only.

It imports nothing of the add-on: it judges the add-on's requests independently.
"""
