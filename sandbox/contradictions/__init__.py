# SPDX-License-Identifier: GPL-3.0-or-later
"""The service as it may turn out to be: each contradiction makes one thing other than the add-on assumes."""
