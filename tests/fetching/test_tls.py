"""Certificates are checked for the name, although the connection is made to an address."""

from __future__ import annotations

import datetime
import ssl
from pathlib import Path

import pytest

import cleaner
from cleaner import FetchError

from .world import PAGE, PUBLIC, served

pytest.importorskip("cryptography", reason="cryptography is not installed")

NAME = "news.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate for ``NAME``, signed by itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = datetime.datetime(2020, 1, 1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def test_the_certificate_is_for_the_name_and_not_for_the_address(certificate: Path) -> None:
    asked: list[str | None] = []
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    server.sni_callback = lambda _, name, __: asked.append(name)
    with served(server) as world:
        world.tls = ssl.create_default_context(cafile=certificate)
        world.add(f"{NAME}/")
        world.add("other.example/")
        page = cleaner.fetch(f"https://{NAME}/", network=world.network)
        assert (page.content, page.url) == (PAGE, f"https://{NAME}/")
        assert asked == [NAME, NAME]
        assert set(world.dialled) == {PUBLIC}
        with pytest.raises(
            FetchError, match=r"the certificate is not valid: hostname mismatch.*other\.example"
        ):
            cleaner.fetch("https://other.example/", network=world.network)


def test_a_certificate_that_nobody_vouches_for(certificate: Path) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    with served(server) as world:
        world.tls = ssl.create_default_context()
        world.add(f"{NAME}/")
        with pytest.raises(FetchError, match="the certificate is not valid: self"):
            cleaner.fetch(f"https://{NAME}/", network=world.network)


def test_a_server_without_tls() -> None:
    with served() as world:
        world.tls = ssl.create_default_context()
        world.add(f"{NAME}/")
        with pytest.raises(FetchError, match="the connection failed"):
            cleaner.fetch(f"https://{NAME}/", network=world.network)
