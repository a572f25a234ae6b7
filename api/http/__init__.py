# SPDX-License-Identifier: GPL-3.0-or-later
"""One request and its answer: the only part that knows requests and sockets."""
