# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes real models from real input. Runs in worker processes; knows no HTTP."""
