# SPDX-License-Identifier: GPL-3.0-or-later
"""A service is told nothing unless somebody vouches for its certificate; an encrypted call is like any other."""

import shutil
import ssl
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import certifi
import pytest
import trustme
from rodin_props.api.errors import Cause, CertificateRefused, CertificateTrouble, ConnectionFailed
from rodin_props.api.http import certificates
from rodin_props.api.http.retry import is_passing
from rodin_props.api.http.transport import Part, Request
from support.api.calls import read_all
from support.certificates import server_context


@pytest.fixture
def encrypted(server, authority) -> None:
    """The server speaks TLS, with a certificate of the authority's."""
    server.tls = server_context(authority.issue_cert("127.0.0.1"))


@pytest.mark.usefixtures("encrypted")
def test_an_encrypted_call_is_watched_like_any_other(server, transport, authority_file, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority_file))
    body = bytes(range(256)) * 8_000
    server.reply(200, body)
    server.forever(b"HTTP/1.1 200 OK\r\na: ", b"x", pause_seconds=0.02)
    url = server.url.replace("http:", "https:")
    parts = (Part(name="images", data=body, file_name="image_1.png", content_type="image/png"),)
    stop = lambda: False  # noqa: E731
    assert read_all(transport, Request(method="POST", url=url, parts=parts, stop=stop)) == (200, body)
    assert server.received[0].parts[0][3] == body
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="GET", url=url, deadline_seconds=0.4, stop=stop))
    assert caught.value.cause is Cause.TIMEOUT


def _post(server, transport):
    """Send something costly to the server, encrypted."""
    return read_all(transport, Request(method="POST", url=server.url.replace("http:", "https:"), json=b"{}"))


@pytest.fixture
def refusal(server, transport, authority):
    """Return why the server's certificate is refused; it is told nothing."""

    def send(certificate: trustme.LeafCert | None = None) -> CertificateRefused:
        server.tls = server_context(certificate or authority.issue_cert("127.0.0.1"))
        with pytest.raises(CertificateRefused) as caught:
            _post(server, transport)
        assert (caught.value.cause, caught.value.maybe_received) == (Cause.CERTIFICATE, False)
        assert not is_passing(caught.value)
        assert server.received == []
        return caught.value

    return send


@pytest.mark.usefixtures("encrypted")
@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_an_authority_in_a_file_that_a_variable_names_is_trusted(
    server, transport, authority_file, monkeypatch, variable
):
    monkeypatch.setenv(variable, str(authority_file))
    server.reply(200, "here")
    assert _post(server, transport) == (200, b"here")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl, which names the files of a folder, is not there")
@pytest.mark.usefixtures("encrypted")
@pytest.mark.parametrize("variable", ["SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_an_authority_in_a_folder_that_a_variable_names_is_trusted(
    server, transport, authority, monkeypatch, tmp_path, variable
):
    (tmp_path / "certificates").mkdir()
    authority.cert_pem.write_to_path(str(tmp_path / "certificates" / "company.pem"))
    subprocess.run(["openssl", "rehash", str(tmp_path / "certificates")], check=True)
    monkeypatch.setenv(variable, str(tmp_path / "certificates"))
    server.reply(200, "here")
    assert _post(server, transport) == (200, b"here")


@pytest.mark.usefixtures("encrypted")
def test_an_authority_of_the_system_is_trusted(server, transport, authority_file, monkeypatch):
    monkeypatch.setattr(
        ssl.SSLContext, "load_default_certs", lambda self, purpose=None: self.load_verify_locations(authority_file)
    )
    server.reply(200, "here")
    assert _post(server, transport) == (200, b"here")


@pytest.mark.usefixtures("encrypted")
def test_linuxs_own_certificates_are_read_where_blender_keeps_openssl_from_them(
    server, transport, authority_file, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", certifi.where())
    monkeypatch.setattr(certificates, "SYSTEM_BUNDLES", ("/nowhere/certificates.crt", str(authority_file)))
    server.reply(200, "here")
    assert _post(server, transport) == (200, b"here")


@pytest.mark.usefixtures("encrypted")
def test_one_broken_certificate_in_the_store_of_windows_costs_no_other(server, transport, authority, monkeypatch):
    def give_up(self, purpose=None):
        raise ssl.SSLError("[ASN1] nested asn1 error")

    def store(name):
        server_only = {ssl.Purpose.SERVER_AUTH.oid}
        good = ssl.PEM_cert_to_DER_cert(authority.cert_pem.bytes().decode())
        return [(b"broken", "x509_asn", True), (good, "x509_asn", server_only)] if name == "ROOT" else []

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", give_up)
    monkeypatch.setattr(ssl, "enum_certificates", store, raising=False)
    trust = certificates.gather()
    monkeypatch.undo()
    monkeypatch.setattr("rodin_props.api.http.transport.gather", lambda **_: trust)
    server.reply(200, "here")
    assert _post(server, transport) == (200, b"here")


def test_certifis_authorities_are_trusted_whatever_else_is(authority_file, monkeypatch):
    monkeypatch.setattr(ssl.SSLContext, "load_default_certs", lambda self, purpose=None: None)
    monkeypatch.setattr(certificates, "SYSTEM_BUNDLES", ())
    known = {each["serialNumber"] for each in certificates.gather().context.get_ca_certs()}
    for variable in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(variable, str(authority_file))
    assert len(known) > 50
    assert known < {each["serialNumber"] for each in certificates.gather().context.get_ca_certs()}


def test_a_certificate_nobody_vouches_for_is_refused(refusal):
    error = refusal()
    assert error.trouble is CertificateTrouble.UNKNOWN_AUTHORITY
    assert all(part in str(error) for part in ("127.0.0.1", "issuer certificate", "REQUESTS_CA_BUNDLE"))


def test_a_certificate_that_signed_itself_is_refused(refusal, authority):
    error = refusal(trustme.LeafCert(authority.private_key_pem.bytes(), authority.cert_pem.bytes(), []))
    assert error.trouble is CertificateTrouble.UNKNOWN_AUTHORITY
    assert "self" in str(error)


@pytest.mark.parametrize(
    ("days", "trouble"), [((-20, -10), CertificateTrouble.EXPIRED), ((10, 20), CertificateTrouble.NOT_YET)]
)
def test_a_certificate_of_another_time_is_refused_and_the_clock_is_named(
    refusal, authority, authority_file, monkeypatch, days, trouble
):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority_file))
    begins, ends = (datetime.now(UTC) + timedelta(days=day) for day in days)
    error = refusal(authority.issue_cert("127.0.0.1", not_before=begins, not_after=ends))
    assert error.trouble is trouble
    assert f"clock says {date.today().isoformat()}" in str(error)


@pytest.mark.parametrize("name", ["files.rodin.example", "127.0.0.2"])
def test_a_certificate_of_another_host_is_refused(refusal, authority, authority_file, monkeypatch, name):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority_file))
    assert refusal(authority.issue_cert(name)).trouble is CertificateTrouble.WRONG_NAME


@pytest.mark.parametrize("content", [None, "", "no certificate"])
@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_a_variable_that_names_what_cannot_be_read_is_named(refusal, monkeypatch, tmp_path, variable, content):
    if content is not None:
        (tmp_path / "company.pem").write_text(content)
    monkeypatch.setenv(variable, str(tmp_path / "company.pem"))
    error = refusal()
    assert error.trouble is CertificateTrouble.UNREADABLE_FILE
    assert variable in str(error)
    assert "company" not in str(error)


def test_a_host_without_encryption_has_received_nothing(server, transport):
    server.greeting = b"HTTP/1.1 400 Bad Request\r\n\r\n"
    with pytest.raises(ConnectionFailed) as caught:
        read_all(transport, Request(method="POST", url=server.url.replace("http:", "https:"), json=b"{}"))
    assert (caught.value.cause, caught.value.maybe_received) == (Cause.CERTIFICATE, False)
