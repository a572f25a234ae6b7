# SPDX-License-Identifier: GPL-3.0-or-later
"""The choices of a generation: the *name* is what Blender stores, the *value* the word the service knows.

A member whose value is "" stands for "leave it to the service" and is not sent.
"""

from enum import Enum, StrEnum, auto
from typing import Self


class Choice(StrEnum):
    """A word the service knows, with its label and its help."""

    label: str
    help: str
    more_credits: float
    """What it adds to the price of a generation."""

    def __new__(cls, wire: str, label: str, help: str, more_credits: float = 0.0) -> Self:
        member = str.__new__(cls, wire)
        member._value_ = wire
        member.label = label
        member.help = help
        member.more_credits = more_credits
        return member

    def tooltip(self, *, is_priced: bool) -> str:
        """Return its help with what it adds to the price.

        :param is_priced: the option is one whose choices may.
        """
        if not (is_priced and self.more_credits):
            return self.help
        if self.more_credits == 1:
            return f"{self.help}; adds 1 credit to the price"
        return f"{self.help}; adds {self.more_credits:g} credits to the price"

    @classmethod
    def most_credits(cls) -> float:
        """Return the most that one of them adds to the price of a generation."""
        return max(each.more_credits for each in cls)


class Family(Enum):
    """A generation of models; the rules differ by it."""

    GEN_1 = auto()
    GEN_2 = auto()
    GEN_2_5 = auto()


class Tier(Choice):
    """Which of the service's models works."""

    SKETCH = "Sketch", "Sketch", "Fastest and roughest, about 20 seconds; 1K textures"
    REGULAR = "Regular", "Regular", "First generation, balanced, about a minute"
    DETAIL = "Detail", "Detail", "First generation, with sharper details"
    SMOOTH = "Smooth", "Smooth", "First generation, with smoother surfaces"
    GEN_2 = "Gen-2", "Gen-2", "Second generation, a good start for any prop, about 90 seconds"
    GEN_2_5_EXTREME_LOW = "Gen-2.5-Extreme-Low", "Gen-2.5 Extreme Low", "Newest generation, quickest"
    GEN_2_5_LOW = "Gen-2.5-Low", "Gen-2.5 Low", "Newest generation, quick"
    GEN_2_5_MEDIUM = "Gen-2.5-Medium", "Gen-2.5 Medium", "Newest generation, balanced"
    GEN_2_5_HIGH = "Gen-2.5-High", "Gen-2.5 High", "Newest generation, detailed"
    GEN_2_5_EXTREME_HIGH = "Gen-2.5-Extreme-High", "Gen-2.5 Extreme High", "Newest generation, finest", 0.5

    @property
    def family(self) -> Family:
        """The generation this tier belongs to."""
        if self is Tier.GEN_2:
            return Family.GEN_2
        return Family.GEN_2_5 if self.value.startswith("Gen-2.5") else Family.GEN_1

    @property
    def usual_seconds(self) -> int | None:
        """How long it usually works by the service's documentation; None where that says nothing certain."""
        return {Tier.SKETCH: 20, Tier.REGULAR: 70, Tier.GEN_2: 90}.get(self)


GEN_1_TIERS = frozenset(tier for tier in Tier if tier.family is Family.GEN_1)
GEN_2_5_TIERS = frozenset(tier for tier in Tier if tier.family is Family.GEN_2_5)
CREATIVE_TIERS = frozenset({Tier.GEN_2_5_MEDIUM, Tier.GEN_2_5_HIGH, Tier.GEN_2_5_EXTREME_HIGH})


class MeshMode(Choice):
    """What the surface is made of."""

    QUAD = "Quad", "Quads", "An even, lighter mesh that is easy to edit"
    RAW = "Raw", "Triangles", "The model as it was sculpted, with many small triangles"


class Quality(Choice):
    """How many faces, in words."""

    HIGH = "high", "High", "Many faces, for props near the camera"
    MEDIUM = "medium", "Medium", "Enough faces for a layout"
    LOW = "low", "Low", "Few faces, for props farther away"
    EXTRA_LOW = "extra-low", "Extra Low", "The fewest faces, for the background"


class Material(Choice):
    """Which materials the model carries."""

    PBR = "PBR", "PBR", "Base color, metallic, roughness and normal maps: reacts to the scene's light"
    SHADED = "Shaded", "Shaded", "One color map with light baked in"
    ALL = "All", "All", "Both kinds, as two files; the prop uses PBR"
    HYBRID = "Hybrid", "Hybrid", "PBR maps whose base color has light baked in; not made by the first generation"
    NONE = "None", "None", "Geometry only"


class ModelMaterial(Choice):
    """Which material a mesh gets that exists already."""

    PBR = "PBR", "PBR", "Base color, metallic, roughness and normal maps: reacts to the scene's light"
    SHADED = "Shaded", "Shaded", "One color map with light baked in"


class PartMaterial(Choice):
    """Which materials the parts of a model get."""

    PBR = ModelMaterial.PBR.value, ModelMaterial.PBR.label, ModelMaterial.PBR.help
    SHADED = ModelMaterial.SHADED.value, ModelMaterial.SHADED.label, ModelMaterial.SHADED.help
    NONE = "None", "None", "Geometry only"


class Resolution(Choice):
    """How big textures are."""

    BASIC = "Basic", "2K", "Textures of 2048 pixels"
    HIGH = "High", "4K", "Textures of 4096 pixels"


class GeometryFileFormat(Choice):
    """Which kind of file the service writes."""

    GLB = "glb", "GLB", "One file with textures: the one that becomes a prop"
    USDZ = "usdz", "USDZ", "Universal Scene Description in one file"
    FBX = "fbx", "FBX", "Autodesk FBX, keeps quads"
    OBJ = "obj", "OBJ", "Wavefront OBJ, keeps quads"
    STL = "stl", "STL", "Geometry only, for printing"


class ConditionMode(Choice):
    """What several pictures mean together."""

    CONCAT = "concat", "Views", "The pictures show one object from several sides"
    FUSE = "fuse", "Fuse", "The pictures show several objects whose features are merged"


class TextureMode(Choice):
    """How much work goes into textures."""

    AUTO = "", "Automatic", "As the tier has it"
    LEGACY = "legacy", "Legacy", "The older way of making textures"
    EXTREME_LOW = "extreme-low", "Extreme Low", "The quickest textures"
    LOW = "low", "Low", "Quick textures"
    MEDIUM = "medium", "Medium", "Balanced textures"
    HIGH = "high", "High", "Detailed textures"
    EXTREME_HIGH = "extreme-high", "Extreme High", "The finest textures", 2.0


class GeometryInstructMode(Choice):
    """How freely the service may add to what it sees."""

    FAITHFUL = "faithful", "Faithful", "Keeps to the picture or the words"
    CREATIVE = "creative", "Creative", "May add details of its own"


class Symmetry(Choice):
    """How symmetric the model shall be."""

    AUTO = "", "Automatic", "The service decides"
    SYMMETRIC = "symmetric", "Symmetric", "Both sides alike"
    BALANCED = "balanced", "Balanced", "Mostly alike"
    ASYMMETRIC = "asymmetric", "Asymmetric", "Sides that differ"
    UNKNOWN = "unknown", "Unknown", "Not known for this object"


class Addons(Choice):
    """Extras that cost more."""

    NONE = "", "None", "No extras"
    HIGH_PACK = (
        "HighPack",
        "High Pack",
        "Textures of 4K or more, and from Gen-2 with quads a mesh about 16 times as dense",
        1.0,
    )


class ImageLabel(Choice):
    """From where a picture shows the object."""

    FRONT = "F", "Front", "Seen from the front"
    FRONT_LEFT = "FL", "Front Left", "Seen from the front left"
    FRONT_RIGHT = "FR", "Front Right", "Seen from the front right"
    LEFT = "L", "Left", "Seen from the left"
    RIGHT = "R", "Right", "Seen from the right"
    BACK = "B", "Back", "Seen from behind"
    BACK_LEFT = "BL", "Back Left", "Seen from behind left"
    BACK_RIGHT = "BR", "Back Right", "Seen from behind right"
    UP = "U", "Top", "Seen from above"
    DOWN = "D", "Bottom", "Seen from below"
    UNKNOWN = "?", "Unknown", "From somewhere else"
