# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong with a job on this computer, in words."""

from ..api.options.prices import Price
from ..errors import Remedy, RodinError


class LedgerUnusable(RodinError):
    """The job ledger cannot be opened. :param reason: middle of the sentence."""

    code = "LEDGER_UNUSABLE"
    remedy = Remedy.NONE

    def __init__(self, reason: str) -> None:
        super().__init__(f"The list of jobs cannot be read: {reason}. Restart Blender; if it stays, update the add-on.")
        self.reason = reason


_OWN_DISK = (
    "Let the environment variable BLENDER_USER_EXTENSIONS name a folder on a disk of this computer, "
    "then restart Blender."
)


class LocksMissing(RodinError):
    """Files cannot be locked where the ledger is. :param name: of the folder. :param reason: the system's words."""

    code = "LOCKS_MISSING"

    def __init__(self, name: str, reason: str = "") -> None:
        words = f" ({reason})" if reason else ""
        super().__init__(
            f"No file in the folder “{name}” can be locked{words}, so nothing is sent: "
            f"it might be paid twice. {_OWN_DISK}"
        )


class DriveUnfit(RodinError):
    """The drive of the ledger does not do what a database needs. :param reason: the system's words."""

    code = "DRIVE_UNFIT"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The list of jobs cannot be kept on its drive ({reason}). {_OWN_DISK}")


class ReceiptUnreadable(RodinError):
    """Whether a job was paid cannot be seen, as its folder cannot be read. :param name: of the folder."""

    code = "RECEIPT_UNREADABLE"
    remedy = Remedy.FREE_DISK

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The folder “{name}” cannot be read, so it is not known whether this prop was paid. "
            "Check the folder's permissions and its drive; nothing is sent again meanwhile."
        )


class PythonMissing(RodinError):
    """No worker can be started: the running Blender does not say where its Python is."""

    code = "PYTHON_MISSING"
    remedy = Remedy.NONE

    def __init__(self) -> None:
        super().__init__(
            "This build of Blender does not say where its Python is, which has to make the props. "
            "Use a Blender from blender.org."
        )


class WorkerBroken(RodinError):
    """The worker process ends again and again."""

    code = "WORKER_BROKEN"

    def __init__(self) -> None:
        super().__init__("The helper process that makes the props does not run. Restart Blender; its log says more.")


class PreparationFailed(RodinError):
    """The background Blender did not make a prop of the model. :param reason: middle of the sentence."""

    code = "PREPARATION_FAILED"
    remedy = Remedy.RESUME

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The model could not be prepared for the scene: {reason}. Its file is kept; resume the job to try again."
        )
        self.reason = reason


class GenerationTimedOut(RodinError):
    """Waited longer than the deadline; the task may still end well."""

    code = "GENERATION_TIMED_OUT"
    remedy = Remedy.RESUME

    def __init__(self, waited_seconds: float) -> None:
        super().__init__(
            f"Rodin has not finished after {max(1, round(waited_seconds / 60))} min. "
            "Resume the job later: it has been paid for and its result is kept for seven days."
        )
        self.waited_seconds = waited_seconds


class JobGone(RodinError):
    """There is no such job, or none any more: any process may remove one at any time. :param job_id: which."""

    code = "JOB_GONE"

    def __init__(self, job_id: str) -> None:
        super().__init__(
            "This generation is not in the list any more: it was removed, perhaps by another Blender. "
            "Props in scenes stay."
        )
        self.job_id = job_id


class TaskIdUnusable(RodinError):
    """What was given is no task id. :param text: what was given."""

    code = "TASK_ID_UNUSABLE"

    def __init__(self, text: str) -> None:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        given = f"“{shown}” is" if shown else "An empty text is"
        super().__init__(
            f"{given} no task id. One looks like 3f2504e0-4f89-41d3-9a0c-0305e82c3301; "
            "copy it from the job's menu on the computer where the prop was made."
        )


class TaskKnown(RodinError):
    """The task is a job already. :param name: the job's."""

    code = "TASK_KNOWN"

    def __init__(self, name: str) -> None:
        super().__init__(f"This task is in the list already, as “{name}”. Search for that name in the gallery.")


class TaskUnknown(RodinError):
    """The account has no task with an id that was given by hand, or none any more."""

    code = "TASK_UNKNOWN"
    remedy = Remedy.SET_KEY

    def __init__(self, task_uuid: str) -> None:
        super().__init__(
            f"Rodin knows no task {task_uuid} in this account. Check the id, and that the key belongs to the account "
            "that made the prop; results are kept for seven days. Nothing was charged."
        )


class DailyLimitReached(RodinError):
    """The artist's own limit is reached. :param credits: the limit for any 24 hours."""

    code = "DAILY_LIMIT"
    remedy = Remedy.SET_KEY

    def __init__(self, credits: float) -> None:
        super().__init__(
            f"Your own limit of {Price(credits=credits).words} in 24 hours is reached. "
            "It goes on by itself when there is room again, or raise the limit in the preferences."
        )


class OrderKnown(RodinError):
    """Something else has ordered the same at this moment. :param name: the job's."""

    code = "ORDER_KNOWN"

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” was ordered by another program a moment ago. Try again; it is not paid for twice.")


class ScriptLimitReached(RodinError):
    """Scripts may not spend so much. :param left: of the limit, in credits. :param needed: credits."""

    code = "SCRIPT_LIMIT"
    remedy = Remedy.SET_KEY

    def __init__(self, limit: float, *, left: float, needed: float) -> None:
        happened = (
            f"This costs {Price(credits=needed).words}. Scripts may spend {Price(credits=limit).words} in 24 hours, "
            f"of which {left:g} {'is' if left == 1 else 'are'} left."
            if limit
            else "Scripts may not spend credits."
        )
        super().__init__(f"{happened} Raise “Credits a Day for Scripts” in the preferences; nothing was sent.")
