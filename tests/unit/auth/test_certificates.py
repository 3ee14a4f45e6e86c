"""The house's authority: what it makes, what it renews, what it cannot vouch for."""

import stat
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from hamstrong.adapters.auth.certificates import Certificates, ensure_certificates
from hamstrong.errors import Unavailable

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
NAMES = ("localhost", "laptop.local")
ADDRESSES = (ip_address("192.168.1.5"), ip_address("127.0.0.1"), ip_address("::1"))


def make(folder: Path, *, now: datetime = NOW, last: str = "192.168.1.5") -> Certificates:
    addresses = (ip_address(last), *ADDRESSES[1:])
    return ensure_certificates(folder, names=NAMES, addresses=addresses, now=now)


def load(file: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(file.read_bytes())


def test_keys_are_for_the_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "certificates"
    made = make(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for key in (made.key_file, folder / "ca.key"):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert {file.name for file in folder.iterdir()} == {
        "ca.crt",
        "ca.key",
        "server.crt",
        "server.key",
    }


def test_a_strict_verifier_accepts_the_chain_for_every_name(tmp_path: Path) -> None:
    made = make(tmp_path)
    store = Store([load(made.authority_file)])
    subjects: list[x509.DNSName | x509.IPAddress] = [
        *map(x509.DNSName, NAMES),
        *map(x509.IPAddress, ADDRESSES),
    ]
    for subject in subjects:
        verifier = PolicyBuilder().store(store).time(NOW).build_server_verifier(subject)
        assert len(verifier.verify(load(made.server_file), [])) == 2
    other = PolicyBuilder().store(store).time(NOW).build_server_verifier(x509.DNSName("a.local"))
    with pytest.raises(VerificationError):
        other.verify(load(made.server_file), [])


def test_the_server_certificate_lives_less_than_browsers_allow(tmp_path: Path) -> None:
    server = load(make(tmp_path).server_file)

    assert server.not_valid_before_utc < NOW
    assert server.not_valid_after_utc - server.not_valid_before_utc <= timedelta(days=397)


def issue(made: Certificates, name: x509.DNSName) -> x509.Certificate:
    """What somebody who stole the authority's key could issue."""
    key_file = made.authority_file.with_suffix(".key")
    key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    server = load(made.server_file)
    builder = (
        x509.CertificateBuilder()
        .subject_name(server.subject)
        .issuer_name(server.issuer)
        .public_key(server.public_key())
        .serial_number(1)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=30))
    )
    for extension in server.extensions:
        value = extension.value
        if isinstance(value, x509.SubjectAlternativeName):
            value = x509.SubjectAlternativeName([name])
        builder = builder.add_extension(value, critical=extension.critical)
    return builder.sign(key, hashes.SHA256())  # type: ignore[arg-type]


def test_the_authority_cannot_vouch_for_the_rest_of_the_world(tmp_path: Path) -> None:
    made = make(tmp_path)
    policy = PolicyBuilder().store(Store([load(made.authority_file)])).time(NOW)

    house, bank = x509.DNSName("desk.local"), x509.DNSName("bank.example.com")
    policy.build_server_verifier(house).verify(issue(made, house), [])
    with pytest.raises(VerificationError):
        policy.build_server_verifier(bank).verify(issue(made, bank), [])


def test_what_is_good_stays(tmp_path: Path) -> None:
    made = make(tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}

    again = make(tmp_path, now=NOW + timedelta(days=50))

    assert again == made
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_new_address_or_age_renews_the_server_but_not_the_authority(tmp_path: Path) -> None:
    first = make(tmp_path)
    moved = make(tmp_path, last="192.168.1.77")
    assert moved.fingerprint == first.fingerprint
    vouched = load(moved.server_file).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    assert ip_address("192.168.1.77") in vouched.value.get_values_for_type(x509.IPAddress)

    aged = make(tmp_path, last="192.168.1.77", now=NOW + timedelta(days=70))
    assert aged.valid_until > moved.valid_until
    assert aged.fingerprint == first.fingerprint


def test_an_authority_that_runs_out_is_replaced_with_its_certificates(tmp_path: Path) -> None:
    first = make(tmp_path)
    later = make(tmp_path, now=NOW + timedelta(days=3640))

    assert later.fingerprint != first.fingerprint
    load(later.server_file).verify_directly_issued_by(load(later.authority_file))


def test_a_lost_key_makes_a_new_pair(tmp_path: Path) -> None:
    first = make(tmp_path)
    (tmp_path / "server.key").unlink()

    again = make(tmp_path)

    assert again.fingerprint == first.fingerprint
    key = serialization.load_pem_private_key(again.key_file.read_bytes(), password=None)
    assert key.public_key() == load(again.server_file).public_key()


def test_damaged_files_are_told_with_their_place(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "ca.crt").write_text("not a certificate")

    with pytest.raises(Unavailable, match="delete this folder") as caught:
        make(tmp_path)
    assert caught.value.place == str(tmp_path)
