# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sentences beside errors are about, within a section that has many of them, and what to do then."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sentences of a section. A module belongs to the group with the longest beginning of its name."""

    title: str
    words: str
    """What to do, in a sentence or two."""
    modules: tuple[str, ...]
    """Beginnings of modules' names, without the package's."""


ALSO_SAID = Group(title="Also said", words="", modules=())
GROUPS = (
    Group(
        title="Options and presets",
        words="Said of what is chosen in the panel. Where it keeps *Generate* from being pressed, change what it "
        "names; nothing was sent.",
        modules=("api", "operators.presets", "operators.usual_size", "session.presets", "ui.layouts.usual_size"),
    ),
    Group(
        title="Pictures and words",
        words="Said of what Rodin is to see. Nothing was sent or paid.",
        modules=(
            "api.picture_rules",
            "operators.making",
            "scene.images",
            "session.inputs.image_choice",
            "session.inputs.pictures",
            "session.picture_list",
            "session.sources",
        ),
    ),
    Group(
        title="What a press costs, and what it began",
        words="There is nothing to do: it is said before a press, or after it.",
        modules=("operators.making.begun", "session.inputs.blockouts", "session.inputs.prices", "session.making"),
    ),
    Group(
        title="Boxes in a picture, and silhouettes",
        words="Nothing is sent before the boxes or blockouts are confirmed.",
        modules=("operators.cutting", "session.cutting", "ui.cutting"),
    ),
    Group(
        title="Sets",
        words="Nothing is sent before you confirm what is made, and what it costs.",
        modules=("operators.dressing", "session.dressing", "ui.dressing"),
    ),
    Group(
        title="New textures",
        words="Your meshes stay as they are, whatever is said here.",
        modules=("operators.props.look_steps", "scene.export", "session.inputs.new_textures"),
    ),
    Group(
        title="Splitting into parts",
        words="The whole is kept and hidden, and *Bring Back the Whole* shows it again.",
        modules=("operators.props.split_into_parts", "scene.prepare.parts", "session.inputs.splitting"),
    ),
    Group(
        title="Freeing space",
        words="Said by *Clean Up*, and before generations are removed. Only what you choose is deleted.",
        modules=("jobs.cleaning", "jobs.gallery.saved"),
    ),
    Group(
        title="Prices and the list of jobs itself",
        words="A damaged list is written again from the folders of the jobs.",
        modules=("jobs.ledger",),
    ),
    Group(
        title="In a list of props",
        words="Said with the row and the column. Nothing was sent: correct the list and run it again.",
        modules=("jobs.batches", "session.batches.batch"),
    ),
    Group(
        title="From commands",
        words="Said on the [command line](command-line.md).",
        modules=("command_line",),
    ),
)


def group_of(module: str) -> Group:
    """Return the group of a module's sentences; `ALSO_SAID` if it belongs to none."""
    return max((ALSO_SAID, *GROUPS), key=lambda group: _match(group, module))


def _match(group: Group, module: str) -> int:
    return max((len(each) for each in group.modules if f"{module}.".startswith(f"{each}.")), default=0)
