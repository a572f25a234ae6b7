# SPDX-License-Identifier: GPL-3.0-or-later
"""Under which heading of the page a module's sentences stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the page. A module belongs to the section with the longest beginning of its name."""

    title: str
    words: str
    """What it is about, in a sentence or two."""
    modules: tuple[str, ...]
    """Beginnings of modules' names, without the package's."""
    errors: tuple[str, ...] = ()
    """Names of errors that stand here, whatever their module."""

    def match(self, module: str) -> int:
        """Return how much of a module's name is named here, 0 for nothing."""
        named = (each for each in self.modules if f"{module}.".startswith(f"{each}."))
        return max(map(len, named), default=0)


SECTIONS = (
    Section(
        title="Key, account and connection",
        words="Nothing leaves your computer until these are right. Jobs that are on their way wait, and go on by "
        "themselves.",
        modules=(
            "api.client",
            "api.errors.connection",
            "api.errors.sending",
            "api.http",
            "operators.account",
            "session.credentials",
            "session.inputs.readiness",
            "session.watching.key_folder",
            "ui.layouts.notice",
            "ui.preferences",
        ),
    ),
    Section(
        title="Rodin says no",
        words="Rodin was asked and refused. By its own account it charges nothing then.",
        modules=("api.errors.rejections",),
    ),
    Section(
        title="What is to be sent",
        words="Said before anything is sent or paid.",
        modules=(
            "api",
            "operators.making",
            "operators.presets",
            "operators.usual_size",
            "scene.images",
            "session.inputs",
            "session.making",
            "session.picture_list",
            "session.presets",
            "session.sources",
            "ui.layouts.usual_size",
        ),
    ),
    Section(
        title="Pictures of the scene, places and props",
        words="A second Blender takes the pictures of your scene; finished props come into it.",
        modules=("scene", "session.landing", "session.results"),
    ),
    Section(
        title="Blockouts, sets and cut-outs",
        words="Several props at a time.",
        modules=(
            "operators.cutting",
            "operators.dressing",
            "scene.places",
            "session.cutting",
            "session.dressing",
            "ui.cutting",
            "ui.dressing",
        ),
    ),
    Section(
        title="Variants, new textures and parts",
        words="More from a prop or a mesh that is there.",
        modules=(
            "operators.props",
            "scene.export",
            "scene.looks",
            "scene.prepare.new_look",
            "scene.prepare.parts",
            "session.inputs.new_textures",
            "session.inputs.splitting",
            "session.inputs.variant",
        ),
    ),
    Section(
        title="What came back",
        words="Rodin made something, and it did not become a prop yet. What was paid for is not lost.",
        modules=(
            "api.errors.results",
            "api.file_answers",
            "jobs.background",
            "jobs.glb",
            "jobs.steps",
            "processes",
            "scene.prepare",
        ),
        errors=("GenerationTimedOut", "PreparationFailed"),
    ),
    Section(
        title="Jobs, the gallery and this computer's files",
        words="The list of jobs, the worker that goes on when Blender is closed, and the folder that holds everything.",
        modules=(
            "disk",
            "errors",
            "jobs",
            "operators.jobs",
            "operators.monitor",
            "session",
            "ui.gallery",
            "ui.job_list",
            "ui.status",
        ),
    ),
    Section(
        title="The library",
        words="Keeping and publishing never touches the props in your scene.",
        modules=(
            "jobs.library",
            "operators.props.publish_library",
            "operators.props.keep",
            "scene.keeping",
            "scene.publishing",
            "session.keeping",
        ),
        errors=("LibraryFull", "LibraryGone", "LibraryNotChosen", "LibraryNotWritable", "NotKept"),
    ),
    Section(
        title="Lighter props",
        words="The full meshes and textures stay in the file, whatever is said here.",
        modules=("operators.props.show_lighter", "scene.levels", "session.levels", "ui.light"),
    ),
    Section(
        title="Lists, scripts and the command line",
        words="Said by `batch`, by `rodin_props.script` and by the other commands.",
        modules=("command_line", "jobs.batches", "script", "session.batches", "session.orders"),
    ),
)


def section_of(module: str, error: str = "") -> Section:
    """Return the section of a module, or of an error in it. :raises LookupError: it has none."""
    named = next((section for section in SECTIONS if error in section.errors), None)
    if named is not None:
        return named
    best = max(SECTIONS, key=lambda section: section.match(module))
    if not best.match(module):
        raise LookupError(f"{module} says something, and belongs to no section of the page “trouble”")
    return best
