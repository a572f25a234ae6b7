# SPDX-License-Identifier: GPL-3.0-or-later
"""How a command ended, as a number for the shell. The numbers are a promise: they never change their meaning."""

from enum import IntEnum

from ..errors import RodinError
from ..jobs.job import Job
from ..jobs.states import State


class ExitCode(IntEnum):
    """How a command ended; its name in small letters is the word ``result`` of the answer."""

    help: str

    def __new__(cls, number: int, help: str) -> "ExitCode":
        member = int.__new__(cls, number)
        member._value_ = number
        member.help = help
        return member

    DONE = 0, "all is done"
    BROKEN = 1, "a fault of the extension or of this computer; nothing else fits"
    BAD_INPUT = 2, "a word, a file or an option cannot be used; nothing was sent"
    KEY_REFUSED = 3, "there is no API key, or Rodin refuses it"
    NO_CREDITS = 4, "no credits are left, or a limit of yours keeps them from being spent"
    UNREACHABLE = 5, "Blender is offline, or Rodin cannot be reached; it can be tried again"
    FAILED = 6, "Rodin could not make it, or what came cannot be used"
    UNCERTAIN = 7, "it may have been paid for, and its answer never came; it is not sent again by itself"
    FILES = 8, "a file or folder of this computer refuses to be read or written"
    INTERRUPTED = 130, "Ctrl+C; what was sent goes on"

    @property
    def word(self) -> str:
        """What the answer calls it."""
        return self.name.lower()


_CODES: dict[ExitCode, str] = {
    ExitCode.BROKEN: "PYTHON_MISSING WORKER_BROKEN INTERNAL BROKEN",
    ExitCode.BAD_INPUT: (
        "BAD_ARGUMENTS INVALID_OPTIONS PICTURE_REFUSED MESH_REFUSED ORDERS_REFUSED TASK_ID_UNUSABLE TASK_KNOWN "
        "LIBRARY_NOT_CHOSEN NOT_FINISHED UNSAFE_ADDRESS ORDER_KNOWN KIND_UNKNOWN JOB_UNKNOWN JOB_GONE MOVED_ON "
        "MADE_AND_REMOVED NOT_ENABLED LIST_REFUSED FILE_WITHOUT_NAME NOTHING_TO_REPORT ERROR"
    ),
    ExitCode.KEY_REFUSED: "UNAUTHORIZED KEY_UNUSABLE ACCOUNT_TROUBLE",
    ExitCode.NO_CREDITS: "NO_CREDITS NO_SUBSCRIPTION DAILY_LIMIT OVER_LIMIT SCRIPT_LIMIT",
    ExitCode.UNREACHABLE: (
        "OFFLINE CONNECTION_FAILED WRONG_ADDRESS RATE_LIMITED SERVER_FAULT TOO_MANY_TASKS REQUESTS_MISSING NOT_READY"
    ),
    ExitCode.UNCERTAIN: "MAYBE_BILLED",
    ExitCode.FILES: (
        "DISK_FULL FOLDER_NOT_WRITABLE LEDGER_UNUSABLE LOCKS_MISSING DRIVE_UNFIT RECEIPT_UNREADABLE LIBRARY_GONE "
        "LIBRARY_NOT_WRITABLE LIBRARY_FULL NOT_KEPT KEEPING_FAILED NOT_WRITTEN"
    ),
    ExitCode.FAILED: (
        "BAD_RESPONSE CONTENT_REFUSED SUBJECT_NOT_FOUND CONTENT_VIOLATION TOO_MUCH_DATA INVALID_REQUEST NO_SUCH_TASK "
        "TASK_UNKNOWN GENERATION_FAILED NO_MODEL GENERATION_TIMED_OUT DOWNLOAD_FAILED DOWNLOAD_INCOMPLETE "
        "DOWNLOAD_TOO_LARGE LINK_EXPIRED MODEL_BROKEN MODEL_DOUBTFUL MODEL_DAMAGED PREPARATION_FAILED"
    ),
}
_OF_CODE = {code: exit_code for exit_code, codes in _CODES.items() for code in codes.split()}


def exit_code_of(code: str) -> ExitCode:
    """Return how a command ends over an error of this code; FAILED for a word of the service that is not known."""
    return _OF_CODE.get(code, ExitCode.FAILED)


def is_known(code: str) -> bool:
    """Say whether a code of ours has its place in the table."""
    return code in _OF_CODE


def exit_code_of_error(error: RodinError) -> ExitCode:
    """Return how a command ends over this error."""
    return exit_code_of(error.code)


def exit_code_of_job(job: Job) -> ExitCode:
    """Return how a command ends whose one job stands like this and does not go on."""
    if job.state in (State.READY, State.IMPORTED):
        return ExitCode.DONE
    if job.state is State.UNCERTAIN:
        return ExitCode.UNCERTAIN
    return exit_code_of(job.error_code or job.hold_code)


def exit_code_of_jobs(jobs: tuple[Job, ...]) -> ExitCode:
    """Return how a command ends with these jobs: what may have been paid comes first, then the first that failed."""
    codes = [exit_code_of_job(job) for job in jobs]
    if ExitCode.UNCERTAIN in codes:
        return ExitCode.UNCERTAIN
    return next((code for code in codes if code is not ExitCode.DONE), ExitCode.DONE)
