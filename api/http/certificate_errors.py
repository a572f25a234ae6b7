# SPDX-License-Identifier: GPL-3.0-or-later
"""Says why a certificate was not accepted."""

import ssl
from collections.abc import Sequence

from ..errors import CertificateRefused, CertificateTrouble
from .call import Call, Stage

# OpenSSL's X509_V_ERR_… numbers, which Python has no names for.
_TROUBLES = {
    9: CertificateTrouble.NOT_YET,
    10: CertificateTrouble.EXPIRED,
    62: CertificateTrouble.WRONG_NAME,  # HOSTNAME_MISMATCH
    64: CertificateTrouble.WRONG_NAME,  # IP_ADDRESS_MISMATCH
    **dict.fromkeys(
        (
            2,  # UNABLE_TO_GET_ISSUER_CERT
            18,  # DEPTH_ZERO_SELF_SIGNED_CERT
            19,  # SELF_SIGNED_CERT_IN_CHAIN
            20,  # UNABLE_TO_GET_ISSUER_CERT_LOCALLY
            21,  # UNABLE_TO_VERIFY_LEAF_SIGNATURE
        ),
        CertificateTrouble.UNKNOWN_AUTHORITY,
    ),
}


def refused_certificate(links: Sequence[BaseException], call: Call) -> CertificateRefused | None:
    """Return what to say where one of the errors is about a certificate, else None.

    :param links: an error and all that is inside it.
    """
    error = next((link for link in links if isinstance(link, ssl.SSLCertVerificationError)), None)
    if error is None:
        return None
    host = call.proxy.host if call.stage is Stage.AT_PROXY and call.proxy is not None else call.host
    trouble = _TROUBLES.get(error.verify_code, CertificateTrouble.OTHER)
    unreadable = call.trust.unreadable if call.trust is not None else ()
    if trouble is CertificateTrouble.UNKNOWN_AUTHORITY and unreadable:
        trouble = CertificateTrouble.UNREADABLE_FILE
    return CertificateRefused(trouble, host=host, reason=error.verify_message, variable="".join(unreadable[:1]))
