# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures made fit to be sent: files, images of the .blend, what is on the clipboard."""
