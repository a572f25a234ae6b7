# SPDX-License-Identifier: GPL-3.0-or-later
"""Props that are ordered without a button: plain values in, paid for once by their keys, waited for, written out."""
