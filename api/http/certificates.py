# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose word is taken for who a host is: certifi's authorities, the system's, and those that variables name.

A company's network or an antivirus program that looks into what is encrypted signs by an authority of its own, which
it puts among the system's. Blender itself sets SSL_CERT_FILE to certifi's file, which keeps OpenSSL from the system's,
so these are looked for where each system has them. Nothing here is ever left unchecked.
"""

import contextlib
import logging
import os
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path

from . import keychain

log = logging.getLogger(__name__)

VARIABLES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Each may name a file, or a folder whose names OpenSSL knows (c_rehash)."""

SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Arch, Gentoo
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  # Fedora, Red Hat
    "/etc/pki/tls/certs/ca-bundle.crt",  # the same, earlier
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # Alpine
)
"""Where Linux has its certificates; the first that is there is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What connections are checked by.

    :param unreadable: the variables that name what cannot be read.
    """

    context: ssl.SSLContext
    unreadable: tuple[str, ...] = ()


def gather(*, from_environment: bool = True) -> Trust:
    """Read all certificates there are into one context. It takes a tenth of a second or two; keep what it returns."""
    # Not ssl.create_default_context: it ends at one certificate of Windows' store that OpenSSL cannot read, and from
    # Python 3.13 on refuses authorities of many companies over a formality (VERIFY_X509_STRICT).
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    loaded = set[str]()
    if not _load(context, _certifi_file(), loaded):
        log.warning("certifi's certificates cannot be read")
    unreadable = []
    for variable in VARIABLES if from_environment else ():
        path = os.environ.get(variable, "")
        if path and not _load(context, path, loaded):
            log.warning("what %s names cannot be read", variable)
            unreadable.append(variable)
    _load_system(context, loaded)
    return Trust(context=context, unreadable=tuple(unreadable))


def _certifi_file() -> str:
    try:
        import certifi
    except ImportError:
        return ""
    return certifi.where()


def _load_system(context: ssl.SSLContext, loaded: set[str]) -> None:
    try:
        context.load_default_certs()
    except (OSError, ValueError):
        _load_windows_one_by_one(context)
    if sys.platform == "darwin":
        for certificate in keychain.trusted_certificates():
            _load_one(context, certificate)
    elif sys.platform != "win32":
        any(_load(context, path, loaded) for path in SYSTEM_BUNDLES)


def _load_windows_one_by_one(context: ssl.SSLContext) -> None:
    """Leave out what cannot be read, over which ``load_default_certs`` gives up the whole store."""
    if sys.platform == "win32":
        for store in ("CA", "ROOT"):
            for certificate, encoding, purposes in ssl.enum_certificates(store):
                # True stands for all purposes.
                if encoding == "x509_asn" and (purposes is True or ssl.Purpose.SERVER_AUTH.oid in (purposes or ())):
                    _load_one(context, certificate)


def _load_one(context: ssl.SSLContext, certificate: str | bytes) -> None:
    with contextlib.suppress(ssl.SSLError, ValueError):
        context.load_verify_locations(cadata=certificate)


def _load(context: ssl.SSLContext, path: str, loaded: set[str]) -> bool:
    """Load a file, or folders, unless that has been done, and say whether it could be read."""
    real_path = os.path.realpath(path)
    if not path or real_path in loaded:
        return bool(path)
    try:
        folders = all(Path(part).is_dir() for part in path.split(os.pathsep))
        context.load_verify_locations(**{"capath" if folders else "cafile": path})
    except (OSError, ValueError):
        return False
    loaded.add(real_path)
    return True
