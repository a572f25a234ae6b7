# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong between us and the service, in words.

``str(error)`` is what the artist reads: a sentence for what happened and one for what to do.

    RodinError                                        code, remedy
    ├─ InvalidOptions · PictureRefused · MeshRefused  refused by us before anything was sent
    ├─ KeyUnusable · OfflineByChoice · RequestsMissing nothing can be sent
    ├─ ConnectionFailed                               no complete answer came
    │  └─ ProxyFailed · CertificateRefused
    ├─ UnsafeAddress · BadResponse                    an address or an answer we do not accept
    ├─ Rejected                                       an answer that says no: status_code, code, server_message
    │  ├─ Unauthorized · AccountTrouble · NoSubscription · InsufficientCredits · WrongAddress
    │  ├─ TooManyTasks · RateLimited · ServerFault
    │  ├─ InvalidRequest · NoSuchTask
    │  └─ ContentRefused: SubjectNotFound · ContentViolation · TooMuchData
    ├─ SubmissionUncertain                            the paid request may or may not have been accepted
    ├─ GenerationFailed · NoModelInResult
    ├─ DownloadFailed                                 the model did not arrive whole
    │  └─ DownloadIncomplete · DownloadTooLarge · LinkExpired
    ├─ ModelRefused                                   what arrived may or can not be used
    │  └─ ModelDoubtful · ModelDamaged
    └─ DiskFull · FolderNotWritable
    Stopped                                           not an error: somebody asked to stop
"""

from ...errors import RodinError, Stopped
from .connection import (
    Cause,
    CertificateRefused,
    CertificateTrouble,
    ConnectionFailed,
    ProxyFailed,
    ProxyTrouble,
)
from .rejections import (
    AccountTrouble,
    ContentRefused,
    ContentViolation,
    InsufficientCredits,
    InvalidRequest,
    NoSubscription,
    NoSuchTask,
    RateLimited,
    Rejected,
    ServerFault,
    SubjectNotFound,
    TooManyTasks,
    TooMuchData,
    Unauthorized,
    WrongAddress,
    clean,
    rejection,
)
from .results import (
    DiskFull,
    DownloadFailed,
    DownloadIncomplete,
    DownloadTooLarge,
    FolderNotWritable,
    GenerationFailed,
    LinkExpired,
    ModelDamaged,
    ModelDoubtful,
    ModelRefused,
    NoModelInResult,
    SubmissionUncertain,
)
from .sending import (
    BadResponse,
    InvalidOptions,
    KeyUnusable,
    MeshRefused,
    OfflineByChoice,
    PictureRefused,
    RequestsMissing,
    UnsafeAddress,
)


def is_uncertain(error: BaseException) -> bool:
    """Say whether a submission that ended so may have been accepted and billed.

    A refusal in the answer is certain, and so is anything that happened before the first byte left. An error that we
    do not know is uncertain.
    """
    match error:
        case SubmissionUncertain() | BadResponse():
            return True
        case ServerFault():
            return error.status_code >= 500
        case WrongAddress():
            return error.status_code == 303  # which a service sends after it has acted
        case ConnectionFailed():
            return error.maybe_received
        case RodinError() | Stopped():
            return False
        case _:
            return True


__all__ = [
    "AccountTrouble",
    "BadResponse",
    "Cause",
    "CertificateRefused",
    "CertificateTrouble",
    "ConnectionFailed",
    "ContentRefused",
    "ContentViolation",
    "DiskFull",
    "DownloadFailed",
    "DownloadIncomplete",
    "DownloadTooLarge",
    "FolderNotWritable",
    "GenerationFailed",
    "InsufficientCredits",
    "InvalidOptions",
    "InvalidRequest",
    "KeyUnusable",
    "LinkExpired",
    "MeshRefused",
    "ModelDamaged",
    "ModelDoubtful",
    "ModelRefused",
    "NoModelInResult",
    "NoSubscription",
    "NoSuchTask",
    "OfflineByChoice",
    "PictureRefused",
    "ProxyFailed",
    "ProxyTrouble",
    "RateLimited",
    "Rejected",
    "RequestsMissing",
    "ServerFault",
    "SubjectNotFound",
    "SubmissionUncertain",
    "TooManyTasks",
    "TooMuchData",
    "Unauthorized",
    "UnsafeAddress",
    "WrongAddress",
    "clean",
    "is_uncertain",
    "rejection",
]
