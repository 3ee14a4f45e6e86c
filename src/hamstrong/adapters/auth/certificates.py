"""The house's own certificate authority, made on this machine and kept in its data folder.

The authority can vouch for nothing but house names and house addresses (name constraints,
RFC 5280 section 4.2.1.10), so trusting it on a phone gives nobody power over other sites.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hamstrong.adapters.auth.addresses import LOCAL_NETWORKS, Address
from hamstrong.adapters.auth.say import SAY
from hamstrong.errors import Unavailable
from hamstrong.machine import refusal

AUTHORITY_LIFETIME = timedelta(days=3650)
SERVER_LIFETIME = timedelta(days=90)
"""Far below the 397 days after which browsers refuse a certificate."""
RENEW_BEFORE = timedelta(days=30)
CLOCK_SLACK = timedelta(hours=24)
"""Certificates begin a day back, as a phone's clock may be behind."""

HOUSE_DOMAINS = ("local", "localhost", "home.arpa", "internal", "lan", "home")

_Pair = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


@dataclass(frozen=True, slots=True)
class Certificates:
    """The files that a TLS server needs, and what a person compares.

    `fingerprint` is the SHA-256 of the authority's certificate as colon-separated hex.
    """

    authority_file: Path
    server_file: Path
    key_file: Path
    fingerprint: str
    valid_until: datetime


def ensure_certificates(
    folder: Path, *, names: Sequence[str], addresses: Sequence[Address], now: datetime
) -> Certificates:
    """Give the certificates in `folder`, making or renewing what is missing, old or off.

    The authority is renewed only when it runs out, as phones have to trust it by hand; the
    server's certificate when the names or addresses changed or fewer than 30 days are left.

    Args:
        folder: Where keys and certificates live; made with mode 0700, key files have 0600.
        names: DNS names to vouch for, all in `HOUSE_DOMAINS`.
        addresses: IP addresses to vouch for, all local.
        now: Aware time.

    Raises:
        Unavailable: The folder or a file in it cannot be read or written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority, authority_key = _authority(folder, now)
        wanted = x509.SubjectAlternativeName(
            [*map(x509.DNSName, names), *map(x509.IPAddress, addresses)]
        )
        server = _server(folder, (authority, authority_key), wanted, now=now)
    except (OSError, ValueError) as error:
        reason = refusal(error) if isinstance(error, OSError) else str(error)
        raise Unavailable(SAY.say("no-certificates", reason=reason), place=str(folder)) from error
    return Certificates(
        authority_file=folder / "ca.crt",
        server_file=folder / "server.crt",
        key_file=folder / "server.key",
        fingerprint=authority.fingerprint(hashes.SHA256()).hex(":").upper(),
        valid_until=server.not_valid_after_utc,
    )


def _authority(folder: Path, now: datetime) -> _Pair:
    known = _load(folder / "ca.crt", folder / "ca.key")
    if known is not None and _is_fresh(known[0], now):
        return known
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Hamstrong at home")])
    certificate = (
        _builder(name, name, key, now, AUTHORITY_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs=True), critical=True)
        .add_extension(_house_only(), critical=True)
        .sign(key, hashes.SHA256())
    )
    _store(folder, "ca", certificate, key)
    return certificate, key


def _server(
    folder: Path, issuer: _Pair, wanted: x509.SubjectAlternativeName, *, now: datetime
) -> x509.Certificate:
    authority, authority_key = issuer
    known = _load(folder / "server.crt", folder / "server.key")
    if known is not None and _is_good(known[0], authority, wanted, now):
        return known[0]
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Hamstrong")])
    certificate = (
        _builder(subject, authority.subject, key, now, SERVER_LIFETIME)
        .add_extension(wanted, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()),
            critical=False,
        )
        .sign(authority_key, hashes.SHA256())
    )
    _store(folder, "server", certificate, key)
    return certificate


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    lifetime: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SLACK)
        .not_valid_after(now - CLOCK_SLACK + lifetime)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _house_only() -> x509.NameConstraints:
    allowed: list[x509.GeneralName] = [x509.DNSName(domain) for domain in HOUSE_DOMAINS]
    allowed += [x509.IPAddress(network) for network in LOCAL_NETWORKS]
    return x509.NameConstraints(permitted_subtrees=allowed, excluded_subtrees=None)


def _is_fresh(certificate: x509.Certificate, now: datetime) -> bool:
    return certificate.not_valid_before_utc <= now < certificate.not_valid_after_utc - RENEW_BEFORE


def _is_good(
    certificate: x509.Certificate,
    authority: x509.Certificate,
    wanted: x509.SubjectAlternativeName,
    now: datetime,
) -> bool:
    vouches = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    by_key = certificate.extensions.get_extension_for_class(x509.AuthorityKeyIdentifier).value
    own_key = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        _is_fresh(certificate, now)
        and set(vouches) == set(wanted)
        and by_key.key_identifier == own_key.digest
    )


def _load(certificate_file: Path, key_file: Path) -> _Pair | None:
    if not certificate_file.exists() or not key_file.exists():
        return None
    certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    if (
        not isinstance(key, ec.EllipticCurvePrivateKey)
        or key.public_key() != certificate.public_key()
    ):
        return None
    return certificate, key


def _store(
    folder: Path, stem: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey
) -> None:
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(folder / f"{stem}.key", pem, mode=0o600)
    _write(folder / f"{stem}.crt", certificate.public_bytes(serialization.Encoding.PEM), mode=0o644)


def _write(file: Path, content: bytes, *, mode: int) -> None:
    """Write whole or not at all, never readable to others for a moment."""
    draft = file.with_suffix(file.suffix + ".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    draft.replace(file)
