# SPDX-License-Identifier: GPL-3.0-or-later

"""No complete answer came: the line, the proxy in between, the certificate of who answered."""

from datetime import date
from enum import StrEnum

from ...errors import Remedy, RodinError
from .rejections import clean

_NAME_LENGTH = 80


class Cause(StrEnum):
    """Why no complete answer came; the value is what the artist reads if nothing more is known."""

    UNKNOWN = "The connection to Rodin failed. Check the internet connection and try again."
    NAME = "The service's address could not be found. Check the internet connection and the service address."
    REFUSED = "Rodin could not be reached. Check the internet connection and try again."
    CERTIFICATE = "The secure connection to Rodin failed. Check this computer's date and its security software."
    PROXY = "The network's proxy did not let the request through. Check the proxy settings of this computer."
    TIMEOUT = "Rodin did not answer in time. Check the internet connection and try again."
    CUT = "The connection broke off before the answer was complete. Check the internet connection and try again."


class ProxyTrouble(StrEnum):
    """What is wrong with a proxy, or with how it is named."""

    NAME = (
        "The proxy “{proxy}” from {setting} could not be found. "
        "Correct its address there, or remove it if this network needs none."
    )
    UNREACHABLE = (
        "The proxy “{proxy}” from {setting} could not be reached. "
        "Check that it runs, correct its address there, or remove it if this network needs none."
    )
    SILENT = (
        "The proxy “{proxy}” from {setting} did not answer in time. "
        "Check that it runs, correct its address there, or remove it if this network needs none."
    )
    CUT = (
        "The proxy “{proxy}” from {setting} broke off, or is no proxy of this kind. "
        "Check its address there, and whether it begins rightly (http://, socks5h://)."
    )
    LOGIN = (
        "The proxy “{proxy}” from {setting} wants a user and a password, or others than it got. "
        "Put them into {variable} (http://user:password@host:port) and restart Blender."
    )
    FORBIDDEN = (
        "The proxy “{proxy}” from {setting} does not let requests to “{host}” through. "
        "Ask whoever runs the network to allow this host."
    )
    NO_WAY_ON = (
        "The proxy “{proxy}” from {setting} could not reach “{host}”. "
        "Try again in a few minutes, or ask whoever runs the network."
    )
    NOT_ENCRYPTED = (
        "The proxy “{proxy}” from {setting} is not spoken to over https. "
        "Write its address there with http:// in front; what goes through it stays encrypted."
    )
    NO_SOCKS = (
        "The proxy “{proxy}” from {setting} is a SOCKS proxy, which this Blender lacks the Python module “PySocks” "
        "for. Set HTTPS_PROXY to an HTTP proxy and restart Blender, or install the module for Blender's Python."
    )
    UNKNOWN_KIND = (
        "The proxy “{proxy}” from {setting} is of a kind that is not known here. "
        "Set {variable} to an address that begins with http:// or socks5h:// and restart Blender."
    )
    UNREADABLE = (
        "The proxy's address in {setting} cannot be understood. It should read http://host:port or "
        "http://user:password@host:port; write @, /, # and ? in a password as %40, %2F, %23 and %3F."
    )


_LASTING = frozenset(
    {
        ProxyTrouble.LOGIN,
        ProxyTrouble.NOT_ENCRYPTED,
        ProxyTrouble.NO_SOCKS,
        ProxyTrouble.UNKNOWN_KIND,
        ProxyTrouble.UNREADABLE,
    }
)


class CertificateTrouble(StrEnum):
    """Why a certificate was not accepted."""

    UNKNOWN_AUTHORITY = (
        "The certificate of “{host}” is signed by nobody that this computer trusts ({reason}), as a company's network "
        "or an antivirus program may do. Add the certificate that they sign by to the system's, or name its file in "
        "REQUESTS_CA_BUNDLE, and restart Blender."
    )
    UNREADABLE_FILE = (
        "The certificate of “{host}” is not trusted ({reason}), and what {variable} names cannot be read. "
        "Correct {variable} and restart Blender."
    )
    EXPIRED = (
        "The certificate of “{host}” is out of date, as this computer's clock says {today}. "
        "Set the clock if it is wrong, else try again later or ask whoever runs the network."
    )
    NOT_YET = (
        "The certificate of “{host}” is not valid yet, as this computer's clock says {today}. "
        "Set the clock if it is wrong, else try again later or ask whoever runs the network."
    )
    WRONG_NAME = (
        "The certificate shown for “{host}” is another host's. "
        "If this network wants a log-in, do that in a web browser first; else check the service address."
    )
    OTHER = (
        "The certificate of “{host}” was not accepted ({reason}). "
        "Check this computer's date and its security software, or ask whoever runs the network."
    )


class ConnectionFailed(RodinError):
    """No complete answer came.

    :param maybe_received: whether the service may have received the request.
    :param sentences: what the artist reads, "" for what the cause says.
    """

    code = "CONNECTION_FAILED"
    remedy = Remedy.TRY_AGAIN

    def __init__(self, cause: Cause = Cause.UNKNOWN, *, maybe_received: bool = False, sentences: str = "") -> None:
        super().__init__(sentences or cause.value)
        self.cause = cause
        self.maybe_received = maybe_received

    @property
    def passing(self) -> bool:
        """It may be gone when the same is asked again soon."""
        return self.cause is not Cause.CERTIFICATE


class ProxyFailed(ConnectionFailed):
    """A proxy did not let the request through; nothing of it has left.

    :param proxy: its address, without user and password.
    :param setting: the variable that names it, "" for the system's settings.
    :param host: where the request was to go.
    """

    def __init__(self, trouble: ProxyTrouble, *, proxy: str = "", setting: str = "", host: str = "") -> None:
        told = trouble.format(
            proxy=_name(proxy),
            setting=_name(setting) or "the system's settings",
            variable=_name(setting) or "HTTPS_PROXY",
            host=_name(host),
        )
        super().__init__(Cause.PROXY, sentences=told)
        self.trouble = trouble

    @property
    def passing(self) -> bool:
        """It may be gone when the same is asked again soon."""
        return self.trouble not in _LASTING


class CertificateRefused(ConnectionFailed):
    """Who answered did not prove who it is; it was told nothing.

    :param reason: in the words of the library that checked it.
    :param variable: which names certificates that cannot be read.
    """

    def __init__(self, trouble: CertificateTrouble, *, host: str, reason: str = "", variable: str = "") -> None:
        told = trouble.format(
            host=_name(host), reason=_name(reason), variable=_name(variable), today=date.today().isoformat()
        )
        super().__init__(Cause.CERTIFICATE, sentences=told)
        self.trouble = trouble


def _name(text: str) -> str:
    return clean(text, limit=_NAME_LENGTH)
