# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person may do with one job: cancel, resume, pay again, import."""

from typing import TYPE_CHECKING

import bpy
from bpy.props import StringProperty

from ...errors import RodinError
from ...session import session
from ...session.language import for_report, translated
from ...session.refusals import NO_SUCH_JOB, NOT_ONE_SELECTED, being_prepared, not_finished, wrong_mode
from .. import monitor
from ..refusals import OperatorBase, can_be_pressed, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from bpy.types import Context, Event

    from ...jobs.job import Job


class JobOperator(OperatorBase):
    """Finds the job that the `job` property names, acts on it, reports."""

    takes_selected = False
    """Without a name, it is the one that is meant. Never for what may be a payment."""

    if TYPE_CHECKING:
        job: str

    def act(self, context: "Context", job: "Job") -> None:
        """Do with the job what the subclass is for."""
        raise NotImplementedError

    def fits(self, job: "Job") -> bool:
        """Say whether a job may be meant that is not selected, if no other of the newest fits."""
        return False

    def find_job(self, *, is_asked_for: bool = False) -> "Job | None":
        """Return the job that is named or meant; report it if there is none.

        :param is_asked_for: a question that names it follows, so that it may be about a payment.
        """
        from ...session.gallery.current import meant_job

        is_meant = not self.job and (self.takes_selected or is_asked_for)
        job = meant_job(self.fits) if is_meant else session.current().job(self.job)
        if job is None:
            self.report({"ERROR"}, for_report(NOT_ONE_SELECTED if is_meant else NO_SUCH_JOB))
        return job

    def execute(self, context: "Context") -> set[str]:
        from ...jobs.states import IllegalMove

        state = session.current()
        try:
            state.refresh()
            job = self.find_job()
            if job is None:
                return {"CANCELLED"}
            self.act(context, job)
            state.refresh()
        except IllegalMove as error:  # the worker or another Blender was quicker
            return refused(self, str(error), level="WARNING")
        except RodinError as error:
            return refused(self, error, job_id=self.job)
        if context.area is not None:
            context.area.tag_redraw()  # what is written above the job's place tells of it where the button was pressed
        monitor.wake()
        return {"FINISHED"}


def _go_on(context: "Context", job: "Job", move: "Callable[[str], Job]") -> None:
    """Make a move of a job in the ledger with which the worker has something to do for it."""
    state = session.current()
    state.supervisor.check()
    state.note_daily_limit(context)
    move(job.id)
    state.refresh()
    state.ensure_worker(context)


def job_property() -> object:
    """Return the property that names the job."""
    return StringProperty(name="Job", description="Id of the generation", options={"HIDDEN", "SKIP_SAVE"})


class RODIN_PROPS_OT_cancel_job(JobOperator, bpy.types.Operator):
    """Stop waiting for this generation. What Rodin has accepted stays paid, and can be resumed for seven days"""

    bl_idname = "rodin_props.cancel_job"
    bl_label = "Cancel Generation"

    job: job_property()

    def execute(self, context: "Context") -> set[str]:
        # A picture still being taken has no row in the ledger yet.
        from ...session.making import picture_queue

        if picture_queue.cancel(self.job):
            return {"FINISHED"}
        return super().execute(context)

    def act(self, context: "Context", job: "Job") -> None:
        if job.may_cancel:
            session.current().ledger.cancel(job.id)
        else:
            self.report({"INFO"}, for_report(f"“{job.name}” has ended already."))


class RODIN_PROPS_OT_resume_job(JobOperator, bpy.types.Operator):
    """Go on with a generation that is paid for; costs nothing"""

    bl_idname = "rodin_props.resume_job"
    bl_label = "Resume Generation"
    takes_selected = True

    job: job_property()

    def fits(self, job: "Job") -> bool:
        return job.may_resume

    def act(self, context: "Context", job: "Job") -> None:
        if not job.may_resume:
            self.report({"WARNING"}, for_report(f"“{job.name}” cannot be resumed."))
            return
        _go_on(context, job, session.current().ledger.resume)
        if not self.job:
            self.report({"INFO"}, for_report(f"“{job.name}” goes on."))


class RODIN_PROPS_OT_retry_job(JobOperator, bpy.types.Operator):
    """Send the same request once more. Rodin charges for it"""

    bl_idname = "rodin_props.retry_job"
    bl_label = "Send Again"

    job: job_property()

    @classmethod
    def description(cls, context: "Context", properties: "RODIN_PROPS_OT_retry_job") -> str:
        """Return the tooltip: what it costs."""
        from ...session.inputs import prices

        job = session.current().jobs.kept(properties.job)
        return prices.in_tooltip(context, cls.__doc__ or "", job.list_price if job is not None else None)

    def fits(self, job: "Job") -> bool:
        return job.may_retry

    def invoke(self, context: "Context", event: "Event") -> set[str]:
        from ...jobs.states import State
        from ...session.inputs import prices

        is_named = bool(self.job)
        try:
            session.current().refresh()
        except RodinError as error:
            return refused(self, error, job_id=self.job)
        job = self.find_job(is_asked_for=True)
        if job is None:
            return {"CANCELLED"}
        self.job = job.id
        if not job.may_retry or (is_named and job.state is not State.UNCERTAIN):
            return self.execute(context)
        price = prices.price_of(context, job.list_price)
        may_be_charged_twice = "The first request may have been charged. Sending it again may be charged too."
        message = may_be_charged_twice if job.state is State.UNCERTAIN else f"Rodin charges {price.words} for it."
        return context.window_manager.invoke_confirm(
            self,
            event,
            title=translated(f"Send “{job.name}” Again?"),
            message=translated(message),
            confirm_text=translated("Send Again"),
            icon="WARNING",
        )

    def act(self, context: "Context", job: "Job") -> None:
        if not job.may_retry:
            self.report({"WARNING"}, for_report(f"“{job.name}” cannot be sent again."))
            return
        _go_on(context, job, session.current().ledger.retry)


class RODIN_PROPS_OT_import_job(JobOperator, bpy.types.Operator):
    """Bring the finished prop into the scene now: at its placeholder, or at the 3D cursor if that is gone"""

    bl_idname = "rodin_props.import_job"
    bl_label = "Import Prop"

    job: job_property()

    @classmethod
    def poll(cls, context: "Context") -> bool:
        return can_be_pressed(cls, wrong_mode(context))

    def act(self, context: "Context", job: "Job") -> None:
        from ...jobs.states import State
        from ...session.landing.land import land

        if job.state not in (State.READY, State.IMPORTED):
            self.report({"WARNING"}, for_report(not_finished(job)))
        elif land(context, job) is None:
            self.report({"INFO"}, for_report(being_prepared(job)))


register, unregister = bpy.utils.register_classes_factory(
    (
        RODIN_PROPS_OT_cancel_job,
        RODIN_PROPS_OT_resume_job,
        RODIN_PROPS_OT_retry_job,
        RODIN_PROPS_OT_import_job,
    )
)
