# SPDX-License-Identifier: GPL-3.0-or-later
"""One of each error, or several where its sentence depends on what is known."""

from types import SimpleNamespace

from rodin_props.api import errors
from rodin_props.api.errors import Cause, CertificateTrouble, ProxyTrouble
from rodin_props.command_line import errors as command_errors
from rodin_props.errors import Remedy
from rodin_props.jobs import errors as job_errors
from rodin_props.jobs.library import errors as library_errors
from rodin_props.jobs.reports import errors as report_errors
from rodin_props.session.orders import errors as order_errors

MARK = "numbat"
"""Is in every name, file and address that an example tells: where it is found, it was told."""
NAME = f"Small {MARK}"

_PROBLEM = SimpleNamespace(name=NAME, sentence="There is nothing to make it from. Write a prompt.")
EXAMPLES = [
    errors.InvalidOptions("seed", "“Seed” cannot be 70,000. Choose a number from -1 to 65,535."),
    errors.PictureRefused(f"{MARK}.gif", "it is not a PNG, JPEG or WebP picture"),
    errors.MeshRefused("its file is no GLB"),
    errors.KeyUnusable("No API key is set"),
    errors.OfflineByChoice(),
    job_errors.DailyLimitReached(2.5),
    job_errors.OrderKnown(NAME),
    job_errors.ScriptLimitReached(0.0, left=0.0, needed=0.5),
    job_errors.ScriptLimitReached(5.0, left=0.5, needed=1.0),
    errors.RequestsMissing(),
    *(errors.ConnectionFailed(cause) for cause in Cause),
    *(
        errors.ProxyFailed(trouble, proxy=f"http://{f'{MARK}.' * 14}example:3128", setting=setting, host=MARK)
        for trouble in ProxyTrouble
        for setting in ("HTTPS_PROXY", "")
    ),
    *(
        errors.CertificateRefused(
            trouble, host=f"{f'{MARK}.' * 14}example", reason="it is odd", variable="SSL_CERT_FILE"
        )
        for trouble in CertificateTrouble
    ),
    errors.UnsafeAddress("it must begin with https://"),
    errors.UnsafeAddress("it does not begin with https://", what="file link"),
    errors.BadResponse(),
    errors.BadResponse("jobs"),
    errors.SubmissionUncertain("Rodin did not answer in time."),
    errors.GenerationFailed(),
    job_errors.GenerationTimedOut(1_200),
    errors.NoModelInResult(),
    errors.NoModelInResult([f"{MARK}.webp", "base.obj"]),
    errors.DownloadFailed("a web page came instead of it"),
    errors.DownloadIncomplete(9_400_000, 12),
    errors.DownloadIncomplete(None, 0),
    errors.DownloadTooLarge(2 * 1024**3),
    errors.LinkExpired(),
    errors.ModelRefused("it names a file outside itself"),
    errors.ModelDoubtful("it has far too many elements (nodes)"),
    errors.ModelDamaged("it is cut short"),
    job_errors.PreparationFailed("Blender stopped unexpectedly"),
    errors.DiskFull(),
    errors.DiskFull(9_400_000),
    errors.FolderNotWritable(NAME),
    job_errors.JobGone("3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
    job_errors.LedgerUnusable("it is from a newer version"),
    job_errors.ReceiptUnreadable(NAME),
    job_errors.LocksMissing(NAME, "No locks available"),
    job_errors.LocksMissing(NAME),
    job_errors.DriveUnfit("SQLITE_IOERR_SHMMAP"),
    job_errors.PythonMissing(),
    job_errors.TaskIdUnusable(NAME),
    job_errors.TaskIdUnusable(""),
    job_errors.TaskKnown(NAME),
    job_errors.TaskUnknown("3f2504e0-4f89-41d3-9a0c-0305e82c3301"),
    job_errors.WorkerBroken(),
    library_errors.LibraryNotChosen(),
    library_errors.LibraryGone(NAME),
    library_errors.LibraryNotWritable(NAME),
    library_errors.LibraryFull(NAME),
    library_errors.NotKept(NAME, "it takes too long"),
    library_errors.KeepingFailed([str(library_errors.LibraryFull(NAME))]),
    library_errors.KeepingFailed([str(library_errors.LibraryFull(NAME))] * 2),
    report_errors.NothingToReport(),
    report_errors.FileWithoutName(),
    report_errors.PageKindUnknown("chairs.txt"),
    report_errors.PageNotWritten("chairs.html", "its disk is full"),
    report_errors.PageNotWritten("chairs.html", "File name too long"),
    order_errors.NotReady(SimpleNamespace(sentence="No API key is set. Set one.", remedy=Remedy.SET_KEY)),
    order_errors.OrdersRefused([_PROBLEM], count=1),
    order_errors.OrdersRefused([_PROBLEM], count=2),
    order_errors.OrdersRefused([_PROBLEM] * 3, count=2),
    order_errors.OverLimit(1.5, 1.0),
    order_errors.OverLimit(1.0, 0.0),
    order_errors.NotFinished(NAME),
    order_errors.KindUnknown(f"{MARK}.txt", (".glb", ".blend")),
    order_errors.NotWritten(f"{MARK}.glb", "its disk is full"),
    command_errors.BadArguments("The option is unknown. Choose another one."),
    command_errors.NoSuchJob(NAME),
    command_errors.FileUnreadable(f"{MARK}.blend", "it is no .blend"),
    *(errors.rejection(status) for status in (302, 400, 401, 402, 403, 404, 413, 418, 429, 500, 503)),
    *(
        errors.rejection(201, code, "Some words.")
        for code in (
            "UNAUTHORIZED",
            "API_NO_ACTIVE_SUBSCRIPTION",
            "SUBSCRIPTION_PLAN_TOO_LOW",
            "INSUFFICIENT_FUND",
            "API_INSUFFICIENT_FUNDS",
            "INVALID_REQUEST",
            "API_PARALLELISM_LIMIT_REACHED",
            "API_OBJECT_NOT_FOUND_ON_IMAGE",
            "IMAGE_CONTENT_VIOLATION",
            "IMAGE_LABEL_LENGTH_TOO_LONG",
            "NO_SUCH_TASK",
            "USER_NOT_FOUND",
            "GROUP_NOT_FOUND",
            "PERMISSION_DENIED",
            "UNKNOWN",
            "API_INVALID_JOB",
        )
    ),
]
