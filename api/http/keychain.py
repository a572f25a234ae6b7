# SPDX-License-Identifier: GPL-3.0-or-later
"""The certificates in macOS' system keychain, which OpenSSL does not read; a company's device management has its there.

What lies in a keychain need not be trusted, so each certificate is shown to the system, which says whether it is good
for TLS. Apple's own authorities are not asked for: certifi has them.
"""

import contextlib
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ...processes import children

_SECURITY = "/usr/bin/security"
_KEYCHAIN = "/Library/Keychains/System.keychain"
_CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")
_MOST = 50
_SECONDS = 10.0


def trusted_certificates() -> tuple[str, ...]:
    """Return the PEM text of each certificate that the system trusts for TLS; none where it does not answer."""
    ends_at = time.monotonic() + _SECONDS
    with contextlib.suppress(OSError, UnicodeError):
        listed = _security("find-certificate", "-a", "-p", _KEYCHAIN, ends_at=ends_at)
        if listed is not None:
            found = _CERTIFICATE.findall(listed.decode("ascii"))
            return tuple(_trusted(dict.fromkeys(found[:_MOST]), ends_at=ends_at))
    return ()


def _trusted(certificates: dict[str, None], *, ends_at: float) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "certificate.pem")
        for certificate in certificates:
            path.write_text(f"{certificate}\n", "ascii")
            if time.monotonic() > ends_at:
                return
            # As an authority (-l), for TLS, without asking the network (-L, -R offline), without a word (-q).
            checks = ("-l", "-L", "-R", "offline", "-q", "-p", "ssl")
            if _security("verify-cert", *checks, "-c", str(path), ends_at=ends_at) is not None:
                yield certificate


def _security(*arguments: str, ends_at: float) -> bytes | None:
    return children.ask([_SECURITY, *arguments], timeout_seconds=max(0.1, ends_at - time.monotonic()))
