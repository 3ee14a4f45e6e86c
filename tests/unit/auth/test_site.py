"""Who is invited from where, and which addresses count as the house's."""

from ipaddress import ip_address
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hamstrong.adapters.auth import addresses
from hamstrong.adapters.auth.site import SecureSite
from hamstrong.errors import Unavailable
from tests.unit.auth.conftest import APP, House


@pytest.fixture
def site(house: House, tmp_path: Path) -> SecureSite:
    return SecureSite(APP, pairing=house.pairing, data=tmp_path)


def at(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    monkeypatch.setattr(addresses, "lan_addresses", lambda: tuple(map(ip_address, found)))
    monkeypatch.setattr(addresses, "machine_name", lambda: "laptop")


def test_without_a_network_phones_are_refused_in_one_sentence(
    site: SecureSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch)
    with pytest.raises(Unavailable, match="in no local network"):
        site.lan_site(8443)


@pytest.mark.parametrize("by_name", [True, False])
def test_the_name_is_preferred_where_it_is_found(
    site: SecureSite, monkeypatch: pytest.MonkeyPatch, by_name: bool
) -> None:
    at(monkeypatch, "192.168.1.5", "10.0.0.3")
    monkeypatch.setattr(addresses, "answers_to_local_name", lambda: by_name)

    invitation = site.lan_site(8443).invite()

    name, number = "https://laptop.local:8443/", "https://192.168.1.5:8443/"
    assert invitation.address == (name if by_name else number)
    assert invitation.trust_address == "http://192.168.1.5:8444/"
    assert len(invitation.fingerprint) == 95


def test_an_invitation_leads_to_where_the_machine_is_now(
    site: SecureSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "192.168.1.5")
    monkeypatch.setattr(addresses, "answers_to_local_name", lambda: False)
    lan = site.lan_site(8443)

    at(monkeypatch, "10.0.0.3")
    invitation = lan.invite()
    assert invitation.address == "https://10.0.0.3:8443/"
    assert invitation.trust_address == "http://10.0.0.3:8444/"
    assert "https://10.0.0.3:8443/" in TestClient(lan.trust_app).get("/").text

    at(monkeypatch)
    assert lan.invite().address == "https://laptop.local:8443/"


def test_the_certificate_is_renewed_only_when_something_changed(
    site: SecureSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "192.168.1.5")
    lan = site.lan_site(8443)
    assert lan.refresh() is False

    at(monkeypatch, "192.168.1.6")
    assert lan.refresh() is True
    assert lan.refresh() is False

    at(monkeypatch)
    assert lan.refresh() is False


def test_behind_a_proxy_its_name_is_the_address(house: House, tmp_path: Path) -> None:
    site = SecureSite(
        APP, pairing=house.pairing, data=tmp_path, hosts=("coach.example.org", "other.example.org")
    )
    invitation = site.invite_by_proxy()

    assert invitation.address == "https://coach.example.org/"
    assert invitation.trust_address == invitation.fingerprint == ""


def test_addresses_of_this_machine_are_local_ones() -> None:
    for address in addresses.lan_addresses():
        assert addresses.is_local(address)
        assert not address.is_loopback


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("192.168.1.5", True),
        ("10.1.2.3", True),
        ("100.101.102.103", True),
        ("fd00::1", True),
        ("::1", True),
        ("8.8.8.8", False),
        ("172.32.0.1", False),
        ("2001:4860::1", False),
    ],
)
def test_what_belongs_to_a_house(text: str, local: bool) -> None:
    assert addresses.is_local(ip_address(text)) is local


@pytest.mark.parametrize(
    ("host", "label"),
    [
        ("Laptop.fritz.box", "laptop"),
        ("my_pc", "hamstrong"),
        ("", "hamstrong"),
        ("-x", "hamstrong"),
        ("a" * 64, "hamstrong"),
    ],
)
def test_a_machine_name_is_one_that_a_certificate_can_carry(
    monkeypatch: pytest.MonkeyPatch, host: str, label: str
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: host)
    assert addresses.machine_name() == label
