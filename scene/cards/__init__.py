# SPDX-License-Identifier: GPL-3.0-or-later
"""What is seen of a prop before it is there: the picture that was sent, or the shape that it is a variant of."""
