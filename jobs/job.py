# SPDX-License-Identifier: GPL-3.0-or-later
"""A job as a value: what the ledger holds of one paid generation."""

from dataclasses import dataclass, field
from pathlib import Path

from ..api.errors import ModelDamaged, ModelDoubtful, ModelRefused
from ..api.options.generation_options import GenerationOptions
from ..api.options.prices import ListPrice
from ..api.options.rules import file_format
from ..api.options.types import MeshMode
from ..errors import Remedy
from . import states
from .errors import PreparationFailed
from .orders.ordered import BY_BUTTON, Ordered
from .states import State
from .target import Target
from .work import Kind, Work


@dataclass(frozen=True, slots=True, kw_only=True)
class NewJob:
    """What the artist asks for. The pictures are in ``folder`` already."""

    account: str
    """See ``account_id``."""
    base_url: str
    name: str
    source: str
    """Where the pictures come from: a word of ``session.sources``; "" if that is only known on another computer."""
    folder: Path
    """The job's own folder, named after its id (see ``files.make_job_folder``)."""
    id: str = ""
    """"": the name of the folder."""
    options: GenerationOptions = field(default_factory=GenerationOptions)
    prompt: str = ""
    images: tuple[str, ...] = ()
    """Names of the pictures in ``folder``, in order."""
    image_labels: tuple[str, ...] = ()
    bbox_condition: tuple[int, int, int] | None = None
    target: Target = field(default_factory=Target)
    work: Work | None = None
    """What is done to a thing that exists; None for a generation."""
    estimated_credits: float | None = None
    """What the button said that it costs; None in jobs of older versions."""
    prepare_command: tuple[str, ...] = ()
    """Beginning of the command that prepares the model; empty: the model is imported as it is."""
    blender_version: str = ""
    blend_path: str = ""
    """Absolute path of the .blend that was open when it was asked for; "" for one that was never saved."""
    ordered: Ordered = BY_BUTTON
    """What was said when it was ordered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(NewJob):
    """One row of the ledger. Times are seconds since the epoch by the wall clock."""

    created_at: float
    updated_at: float
    state: State = State.QUEUED
    attempt: int = 1
    """Counts the payments the artist asked for."""
    final_prompt: str = ""
    """The words the service used in the end."""

    task_uuid: str = ""
    subscription_key: str = field(default="", repr=False)
    submitted_at: float | None = None
    """When the paid request began to leave; None if none did, or if it was refused."""
    consumed_credits: float | None = None
    resumable_until: float | None = None

    steps_done: int = 0
    steps_total: int = 0
    steps_failed: int = 0
    queue_length: int | None = None
    waited_seconds: float = 0.0
    """How long somebody really watched the generation: sleep and clock jumps do not count."""
    bytes_done: int = 0
    bytes_total: int | None = None

    model_file: str = ""
    """Names of files in ``folder``; "" while there is none."""
    preview_file: str = ""
    prepared_file: str = ""
    prepared_version: str = ""
    """Version of the Blender that wrote ``prepared_file``."""
    triangles: int | None = None
    quads: int | None = None
    """Faces with four corners among those of the prop; None if they were not counted."""
    dimensions: tuple[float, float, float] | None = None
    """Of the prepared prop, in metres along Blender's axes."""

    error_code: str = ""
    error: str = ""
    remedy: Remedy = Remedy.NONE
    """Helps against ``error``, or against ``hold``."""
    hold_code: str = ""
    hold: str = ""
    """Why an active job waits; "" while it goes on."""
    blocked: bool = False
    """The hold lasts until somebody acts: another key, another plan, ``Ledger.resume``."""

    @property
    def kind(self) -> Kind:
        """What kind of job it is."""
        return Kind.GENERATION if self.work is None else self.work.kind

    @property
    def list_price(self) -> ListPrice:
        """What it costs by the documentation."""
        return (self.work or self).options.list_price

    @property
    def asked_for_quads(self) -> bool:
        """Its model is made of quads, though the file holds the two triangles of each."""
        return self.kind is Kind.GENERATION and self.options.mesh_mode is MeshMode.QUAD

    @property
    def credits_needed(self) -> float:
        """What it will probably cost: as the button said, or else by the list."""
        return self.list_price.price.credits if self.estimated_credits is None else self.estimated_credits

    @property
    def active(self) -> bool:
        """The worker has something to do for it (once it is no longer blocked)."""
        return self.state in states.ACTIVE

    @property
    def model_path(self) -> Path | None:
        """The downloaded model."""
        return self.folder / self.model_file if self.model_file else None

    @property
    def model_names(self) -> tuple[str, ...]:
        """Names that the model's file may have once it was checked. Parts are one GLB, or several in a zip."""
        if self.kind is Kind.PARTS:
            return "model.glb", "model.zip"
        return (f"model.{file_format(self.options).value}",)

    @property
    def refused_model_names(self) -> tuple[str, ...]:
        """Names that the model's file may have if the check refused it."""
        return tuple(f"refused-{name}" for name in self.model_names)

    @property
    def only_with_bounds(self) -> bool:
        """The check refused the model and the artist has it tried all the same: nothing but a bounded process may."""
        return self.model_file in self.refused_model_names

    @property
    def preview_path(self) -> Path | None:
        """The picture of the result."""
        return self.folder / self.preview_file if self.preview_file else None

    @property
    def prepared_path(self) -> Path | None:
        """The .blend made of the model."""
        return self.folder / self.prepared_file if self.prepared_file else None

    @property
    def maybe_billed(self) -> bool:
        """A paid request left and its answer is not known."""
        return self.submitted_at is not None and not self.task_uuid

    @property
    def was_sent(self) -> bool:
        """It was paid for, or may have been."""
        return bool(self.task_uuid) or self.maybe_billed

    @property
    def is_known_by_id_alone(self) -> bool:
        """It was made and paid for on another computer, and added here by its task's id."""
        return bool(self.task_uuid) and not self.subscription_key

    @property
    def may_cancel(self) -> bool:
        """There is something to cancel."""
        return states.may_cancel(self.state)

    @property
    def may_resume(self) -> bool:
        """The job can go on without a new payment."""
        if self.active:
            return self.blocked
        return states.may_resume(self.state, has_task=bool(self.task_uuid), has_model=bool(self.model_file))

    @property
    def may_retry(self) -> bool:
        """The job can be sent again, which is or may be a new payment."""
        return states.may_retry(self.state, has_task=bool(self.task_uuid))

    @property
    def model_unusable(self) -> bool:
        """The model is there, or a part of it, and did not become a prop."""
        kept = {ModelRefused.code, ModelDoubtful.code, ModelDamaged.code, PreparationFailed.code}
        return self.state is State.FAILED and self.error_code in kept

    @property
    def may_try_anyway(self) -> bool:
        """A background Blender may read the model that was refused, or that it could not read."""
        return self.state is State.FAILED and self.error_code in {ModelDoubtful.code, PreparationFailed.code}

    @property
    def may_prepare_again(self) -> bool:
        """The model can be prepared anew."""
        return states.may_prepare_again(self.state, has_model=bool(self.model_file))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of a job's history."""

    at: float
    state: State
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Landing:
    """A prop's arrival in a scene."""

    blend_path: str
    """Absolute path of the .blend, or "" for one that was never saved."""
    at: float
