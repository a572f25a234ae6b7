# SPDX-License-Identifier: GPL-3.0-or-later
"""Every sentence that the product can say, found in its code, in the order of the page that lists them."""
