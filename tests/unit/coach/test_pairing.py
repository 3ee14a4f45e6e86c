"""The door for phones: codes, attempts, tokens, revoking."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from hamstrong.coach.devices import MemoryDevices
from hamstrong.coach.pairing import (
    ATTEMPTS_IN_ALL,
    ATTEMPTS_PER_CLIENT,
    CODE_LENGTH,
    CODE_LETTERS,
    CODE_LIFETIME,
    SEEN_EVERY,
    Pairing,
    hash_token,
)
from hamstrong.errors import BadInput, NotAllowed


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pairing(clock: Clock) -> Pairing:
    return Pairing(MemoryDevices(), clock=clock)


def test_a_code_has_forty_bits_or_close_and_reads_well(pairing: Pairing) -> None:
    code, _ = pairing.new_code()

    assert re.fullmatch(rf"[{CODE_LETTERS}]{{4}}-[{CODE_LETTERS}]{{4}}", code)
    assert len(CODE_LETTERS) ** CODE_LENGTH > 2**39


def test_the_code_becomes_a_device_whose_token_is_kept_only_as_a_hash(pairing: Pairing) -> None:
    code, _ = pairing.new_code()

    device, token = pairing.pair(code.lower().replace("-", " "), "Kitchen phone", client="a")

    assert len(token) >= 43
    assert device.token_hash == hash_token(token)
    assert token not in repr(pairing.devices.all())
    assert pairing.known(token) == device
    assert pairing.known(token + "x") is None


def test_a_code_works_once(pairing: Pairing) -> None:
    code, _ = pairing.new_code()
    pairing.pair(code, "first", client="a")

    with pytest.raises(NotAllowed, match="used"):
        pairing.pair(code, "second", client="b")
    assert len(pairing.paired()) == 1


def test_a_code_lives_ten_minutes(pairing: Pairing, clock: Clock) -> None:
    code, expires_at = pairing.new_code()
    assert expires_at == clock.now + CODE_LIFETIME

    clock.now += CODE_LIFETIME
    with pytest.raises(NotAllowed):
        pairing.pair(code, "late", client="a")


def test_a_new_code_ends_the_one_before(pairing: Pairing) -> None:
    old, _ = pairing.new_code()
    pairing.new_code()

    with pytest.raises(NotAllowed):
        pairing.pair(old, "phone", client="a")


def test_one_client_runs_out_of_attempts_but_not_for_the_others(
    pairing: Pairing, clock: Clock
) -> None:
    code, _ = pairing.new_code()
    for _ in range(ATTEMPTS_PER_CLIENT):
        with pytest.raises(NotAllowed, match="wrong"):
            pairing.pair("WRONG222", "guess", client="stranger")

    with pytest.raises(NotAllowed, match="Too many"):
        pairing.pair(code, "guess", client="stranger")
    pairing.pair(code, "owner", client="owner")

    clock.now += timedelta(minutes=1)
    with pytest.raises(NotAllowed, match="wrong"):
        pairing.pair("WRONG222", "guess", client="stranger")


def test_many_clients_together_run_out_too(pairing: Pairing) -> None:
    pairing.new_code()
    for number in range(ATTEMPTS_IN_ALL):
        with pytest.raises(NotAllowed, match="wrong"):
            pairing.pair("WRONG222", "guess", client=f"client {number}")

    with pytest.raises(NotAllowed, match="Too many"):
        pairing.pair("WRONG222", "guess", client="one more")


def test_without_an_open_code_nothing_fits(pairing: Pairing) -> None:
    with pytest.raises(NotAllowed):
        pairing.pair("AAAA2222", "phone", client="a")
    with pytest.raises(BadInput):
        pairing.pair(" - ", "phone", client="a")


def test_a_revoked_device_is_a_stranger(pairing: Pairing) -> None:
    code, _ = pairing.new_code()
    device, token = pairing.pair(code, "lost phone", client="a")

    pairing.revoke(device.id)

    assert pairing.known(token) is None
    assert pairing.paired() == ()
    assert pairing.devices.all()[0].revoked_at is not None


def test_being_seen_is_noted_once_an_hour(pairing: Pairing, clock: Clock) -> None:
    code, _ = pairing.new_code()
    device, token = pairing.pair(code, "phone", client="a")

    clock.now += SEEN_EVERY - timedelta(seconds=1)
    pairing.known(token)
    assert pairing.devices.all()[0].seen_at == device.seen_at

    clock.now += timedelta(seconds=1)
    pairing.known(token)
    assert pairing.devices.all()[0].seen_at == clock.now


def test_a_name_is_shortened_and_stripped_of_control_characters(pairing: Pairing) -> None:
    code, _ = pairing.new_code()
    device, _ = pairing.pair(code, "\x1b[31m" + "x" * 200, client="a")
    assert device.name == "[31m" + "x" * 56

    code, _ = pairing.new_code()
    device, _ = pairing.pair(code, "\n", client="a")
    assert device.name == "Unnamed device"
