# SPDX-License-Identifier: GPL-3.0-or-later
"""What is sent: a picture and a model that are made here, so that nobody's own work leaves the machine."""
