# SPDX-License-Identifier: GPL-3.0-or-later
"""What one sandbox is set to. Plain values; a scenario may replace some of them while it runs."""

from dataclasses import dataclass, field

MODEL_SHAPES = ("trimesh", "blender-4.0", "blender-4.3")
"""The generations of the service that GLBs are written by."""


@dataclass(slots=True, kw_only=True)
class Settings:
    """The command line's choices. Durations are in seconds of the sandbox's own clock."""

    host: str = "127.0.0.1"
    port: int = 8642
    files_port: int = 0
    keys: tuple[str, ...] = ("sandbox-key",)
    """API keys that are let in."""
    credits: float = 100.0
    speed: float = 5.0
    """How many times faster than the real service a task runs."""
    latency_seconds: float = 0.0
    """Delay of every answer."""
    parallel_limit: int = 5
    """Tasks of the account that may run at once; 0 means no limit."""
    rate_limit: int = 120
    """API requests in any 60 seconds; 0 means no limit."""
    link_lifetime_seconds: float = 600.0
    retention_seconds: float = 7 * 24 * 3600.0
    empty_downloads: int = 1
    """How many times /download answers with an empty list just after Done."""
    file_bytes_per_second: int = 0
    """Bandwidth of one file transfer; 0 means as fast as it goes."""
    texture_pixels: int = 0
    """Force the size of textures; 0 means what the tier gives."""
    max_faces: int = 0
    """Force an upper bound on the number of faces; 0 means what was asked for."""
    option_rules: str = "2026-11"
    """Which options of a generation are taken: as of when."""
    usdz_with_gen_2_5: bool = True
    """Gen-2.5 writes usdz; else it refuses to."""
    price_generation: float = 0.5
    """Credits for a generation, whatever the tier."""
    price_extreme_high: float = 0.5
    """Credits that the tier Gen-2.5-Extreme-High adds."""
    price_high_pack: float = 1.0
    """Credits that the addon HighPack adds."""
    price_extreme_high_textures: float = 2.0
    """Credits that texture_mode extreme-high adds."""
    price_textures: float = 0.5
    """Credits for new textures."""
    price_parts: float = 0.5
    """Credits for parts."""
    retexture_mesh: str = "same"
    """What becomes of the mesh that new textures are asked for: see CHOICES."""
    bang_files: str = "one"
    """How parts are listed: see CHOICES."""
    bang_names: str = "wanted"
    """What parts are called in their files: see CHOICES."""
    bang_parts: int = 0
    """How many parts there are; 0 means what was asked for."""
    bang_explode: float = -1.0
    """How far parts are moved apart whatever was asked for (1: as by default); -1 means as asked for."""
    bang_drift: float = 0.002
    """How far the points of parts move from those of the whole, of its longest side."""
    bang_normalised: bool = True
    """Parts come in the usual place and size; else as the model was sent in."""
    bang_least_strength: int = 2
    """The smallest strength that is taken."""
    model_shape: str = ""
    """The generation that writes GLBs: see CHOICES; "": each task by its seed, three seeds in a row give all three."""
    longest_side: float = 0.0
    """Force the size of models; 0: 1.9 mostly, 1.0 sometimes, by seed."""
    model_squeeze: str = ""
    """What is done to GLBs, as people do with copies that they publish: see CHOICES; "": as the service writes."""
    dense_copy: bool = False
    """Gen-2.5-Extreme-High lists a second mesh, sixteen times as dense, which is not kept below `max_faces`."""
    models_folder: str = ""
    """A folder with GLBs to serve instead: the one named like a task's prompt; "" for none."""
    replay: str = ""
    """A recording of the real service whose answers are given again; "" for none."""
    workers: int = 2
    """Processes that make models."""
    seed: int | None = None
    """Makes ids, numbers of steps and forgotten seeds repeatable; None means different each time."""
    contradictions: tuple[str, ...] = ()
    """In what the service is other than the add-on assumes: see contradictions/table.py."""
    faults: dict[str, int] = field(default_factory=dict)
    """Faults by name and how often each is to happen (-1: always)."""


CHOICES = {
    "model_shape": ("", *MODEL_SHAPES),
    "model_squeeze": ("", "quantised"),
    "option_rules": ("2026-11", "2026-08"),
    "retexture_mesh": ("same", "new_uvs", "normalised", "remade"),
    "bang_files": ("one", "many", "zip"),
    "bang_names": ("wanted", "numbered", "none"),
}
"""The words that a setting takes."""

_FIXED = {"host", "port", "files_port", "replay", "workers", "seed"}
_WITH_A_WAY_OF_THEIR_OWN = {"keys", "faults"}
CHANGEABLE = frozenset(Settings.__slots__) - _FIXED - _WITH_A_WAY_OF_THEIR_OWN
"""The settings that `POST /sandbox/scenario` may replace by name."""
