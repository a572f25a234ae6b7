# SPDX-License-Identifier: GPL-3.0-or-later
"""Is this model fit to be shown to Blender?

Refuses what could read other files, and what could exhaust memory or hang where no bounded process stands between: in
the worker, which parses it, and in the artist's Blender, where the prop lands. What is only untidy or wrong is left to
the importer, which says so itself.
"""
