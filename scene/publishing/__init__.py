# SPDX-License-Identifier: GPL-3.0-or-later
"""The listing that makes an asset library's folder a remote asset library (Blender 5.2 and later).

What Blender 5.2 does, as its manual says (Files > Asset Libraries > Remote Asset Libraries) and its own scripts show
(`_bpy_internal/assets/remote_library/`, `addons_core/bl_pkg/__init__.py` in 5.2.2 and 5.2.3):

Making. `blender -b -c asset_listing generate FOLDER` looks into every .blend below the folder (hidden ones too) and
writes beside them
- `_asset-library-meta.json`: name, contact, where the index is, and its SHA-256. What a person wrote into it stays.
- `_v1/asset-index.json`: the pages with their SHA-256, all `*.cats.txt` merged into one list of catalogs, counts.
- `_v1/assets-00000.json` and so on, 1,000 assets each: name, type, file, tags, description, author, license, simple
  custom properties of the asset's own data, and path, size, SHA-256 and Blender's version of every file.
- `NAME_thumbnails/TYPE/ASSET.webp` beside NAME.blend: the previews as they are stored; without one there is none. They
  are written anew when the .blend's time of change differs from that of `.last_modified` in there.
The addresses of index and pages are free, as they stand in the file before. Every .blend must be packed: nothing else
is fetched for it. PyPI's bpy has the same function, `asset_listing_main`, without the command.

Reading. A library of the preferences that `preferences.asset_library_add(type="REMOTE", remote_url=...)` adds: http or
https alone, with a slash at the end. `preferences.experimental.use_remote_asset_libraries` is on and cannot be set in
5.2; Online Access must be on, for loopback, too. Listing, previews and files go to the library's `path`, in Blender's
cache, a file not before the artist asks for it. Each address gets `?hash=...`, which the server must ignore; it must
tell `Content-Length`. In background mode nothing is fetched by itself. What is dragged from there is linked and packed,
unless the asset itself asks for another way: `asset_data.use_preferred_import_method`, `preferred_import_method`.

What the tool leaves open: it removes the old pages first and writes the first file last and in place. Ended in between
it leaves a listing that nobody can read. So here it writes each listing into a folder of its own and its first file
under another name, which takes the place of the old one in one move: see `listing`.
"""
