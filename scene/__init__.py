# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to a scene: pictures, places, props. Main thread only; no network, no operators, no preferences."""
