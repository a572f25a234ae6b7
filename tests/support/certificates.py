# SPDX-License-Identifier: GPL-3.0-or-later
"""How a server of the tests proves who it is."""

import ssl

import trustme


def server_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """What a server speaks TLS by, with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context
