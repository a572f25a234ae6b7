# SPDX-License-Identifier: GPL-3.0-or-later

"""Errors met after the payment: the task, its files, the model, the disk."""

from collections.abc import Sequence

from ...errors import Remedy, RodinError, size


class SubmissionUncertain(RodinError):
    """The paid request left, and what became of it cannot be known.

    :param reason: the sentence of the error behind it.
    """

    code = "MAYBE_BILLED"
    remedy = Remedy.TRY_AGAIN

    def __init__(self, reason: str = "") -> None:
        super().__init__(
            "Rodin may have begun this prop and charged for it, but no clear answer came. "
            "Compare your credits on hyper3d.ai before you generate it again."
        )
        self.reason = reason


class GenerationFailed(RodinError):
    """The service accepted the task and then failed at it."""

    code = "GENERATION_FAILED"
    remedy = Remedy.TRY_AGAIN

    def __init__(self) -> None:
        super().__init__(
            "Rodin could not make a model from this input and gave no reason. Try another picture, prompt or seed."
        )


class NoModelInResult(RodinError):
    """The task is done, but its files hold no model of the wanted format.

    :param names: the names of the files there are.
    """

    code = "NO_MODEL"
    remedy = Remedy.RESUME

    def __init__(self, names: Sequence[str] = ()) -> None:
        contents = f"only {', '.join(names[:8])}" if names else "no files at all"
        super().__init__(f"Rodin's result holds no model in the wanted format, {contents}. Resume the job in a minute.")
        self.names = tuple(names)


class DownloadFailed(RodinError):
    """The model could not be fetched. :param reason: middle of the sentence, such as "a web page came instead"."""

    code = "DOWNLOAD_FAILED"
    remedy = Remedy.RESUME

    def __init__(self, reason: str) -> None:
        super().__init__(f"The model could not be downloaded: {reason}. Resume the job to try again; this is free.")
        self.reason = reason


class DownloadIncomplete(DownloadFailed):
    """The file ended early, or did not end where it should."""

    code = "DOWNLOAD_INCOMPLETE"

    def __init__(self, expected_bytes: int | None, actual_bytes: int) -> None:
        whole = f" of {size(expected_bytes)}" if expected_bytes else ""
        super().__init__(f"only {size(actual_bytes)}{whole} arrived" if actual_bytes else "nothing arrived")
        self.expected_bytes = expected_bytes
        self.actual_bytes = actual_bytes


class DownloadTooLarge(DownloadFailed):
    """The file is larger than the limit."""

    code = "DOWNLOAD_TOO_LARGE"

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"it is larger than {size(limit_bytes)}")
        self.limit_bytes = limit_bytes


class LinkExpired(DownloadFailed):
    """The link's time is over; a new one can be asked for."""

    code = "LINK_EXPIRED"

    def __init__(self) -> None:
        super().__init__("its link has expired")


class ModelRefused(RodinError):
    """A model that nothing may or can read; it is kept.

    :param reason: middle of the sentence, such as "it names a file outside itself".
    """

    code = "MODEL_BROKEN"
    remedy = Remedy.NONE
    what_to_do = "It is kept in the job's folder, and a new download would be the same."

    def __init__(self, reason: str) -> None:
        super().__init__(f"The downloaded model was refused: {reason}. {self.what_to_do}")
        self.reason = reason


class ModelDoubtful(ModelRefused):
    """A model that may be too much for this computer; a background Blender, which has bounds, may try."""

    code = "MODEL_DOUBTFUL"
    what_to_do = "A new download would be the same; press Try Anyway to have a background Blender read it all the same."


class ModelDamaged(ModelRefused):
    """A model that is not as it was sent: another download may be whole."""

    code = "MODEL_DAMAGED"
    remedy = Remedy.RESUME
    what_to_do = "Resume the job to download it again; this is free."


class DiskFull(RodinError):
    """No room for a file."""

    code = "DISK_FULL"
    remedy = Remedy.FREE_DISK

    def __init__(self, needed_bytes: int | None = None) -> None:
        room = f" ({size(needed_bytes)} needed)" if needed_bytes else ""
        super().__init__(
            f"The disk is full{room}. Free some space, then resume the job; nothing that was paid is lost."
        )
        self.needed_bytes = needed_bytes


class FolderNotWritable(RodinError):
    """The folder for jobs and models cannot be written to."""

    code = "FOLDER_NOT_WRITABLE"
    remedy = Remedy.FREE_DISK

    def __init__(self, name: str = "") -> None:
        named = f" “{name}”" if name else ""
        super().__init__(
            f"The folder{named} cannot be written to. Check its permissions and which programs use it; "
            "nothing that was paid is lost."
        )
