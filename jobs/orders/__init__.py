# SPDX-License-Identifier: GPL-3.0-or-later
"""What whoever ordered a job said of it, beside what it is made of, and what may be spent."""
