"""Listening, TLS and pairing by real processes on loopback."""

import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pytest

from hamstrong.adapters.auth.addresses import local_name
from hamstrong.errors import Unavailable

ROOT = Path(__file__).parents[2]
PATIENCE_S = 20.0


@dataclass(frozen=True)
class Served:
    """A coach in a process of its own."""

    process: subprocess.Popen[str]
    port: int
    printed: str


class HouseNetwork(httpx2.HTTPTransport):
    """Finds the house's names on loopback, as a phone finds them by multicast DNS.

    It trusts the given certificate (DER) and no other.
    """

    def __init__(self, certificate: bytes) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(cadata=certificate)
        super().__init__(verify=context)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send to loopback what is meant for a house name, host and SNI unchanged."""
        redirected = httpx2.Request(
            request.method,
            request.url.copy_with(host="127.0.0.1"),
            headers=request.headers,
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": request.url.host},
        )
        return super().handle_request(redirected)


def free_ports(count: int) -> int:
    """The first of some neighbouring ports that nobody listens on."""
    for first in range(20000 + (time.monotonic_ns() // 1000) % 20000, 60000, count):
        try:
            for port in range(first, first + count):
                with closing(socket.create_server(("127.0.0.1", port))):
                    pass
        except OSError:
            continue
        return first
    raise AssertionError("no free ports")


def command(*options: object) -> list[str]:
    return [sys.executable, "-u", "-m", "tests.faults.site", *map(str, options)]


@contextmanager
def coach(*options: object, port: int, until: str) -> Iterator[Served]:
    """Start a coach, wait for the line that matches `until`, stop it in the end."""
    process = subprocess.Popen(
        command("--port", port, *options),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"},
    )
    printed = ""
    try:
        assert process.stdout is not None
        for line in process.stdout:
            printed += line
            if re.search(until, line):
                break
        assert process.poll() is None, printed
        yield Served(process, port, printed)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


@pytest.fixture
def phones(tmp_path: Path) -> Iterator[Served]:
    """A coach that serves phones."""
    first = free_ports(3)
    options = ("--lan-port", first + 1, "--data", tmp_path)
    with coach(*options, port=first, until="Android:") as served:
        yield served


def test_it_says_where_it_is_answers_and_stops_cleanly(tmp_path: Path) -> None:
    port = free_ports(1)
    with coach("--data", tmp_path, port=port, until="Hamstrong is at") as served:
        assert served.printed == f"Hamstrong is at http://127.0.0.1:{port} (Ctrl+C stops it)\n"
        assert httpx2.get(f"http://127.0.0.1:{port}/").text == "today for 127.0.0.1"
        assert not (tmp_path / "certificates").exists()
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(PATIENCE_S) == 0


def test_an_open_address_without_a_way_in_says_what_is_missing(tmp_path: Path) -> None:
    port = free_ports(1)
    told = "cannot be paired: start with --lan"
    everywhere = "0.0.0.0"  # noqa: S104  # what the sentence is about
    with coach("--data", tmp_path, "--host", everywhere, port=port, until=told) as served:
        assert "HAMSTRONG_HOSTS" in served.printed
    with coach(
        *("--data", tmp_path, "--host", everywhere, "--proxied-as", "coach.example.org"),
        port=port,
        until="Pairing code",
    ) as served:
        assert told not in served.printed


def test_a_port_in_use_is_one_sentence_that_names_a_free_one(tmp_path: Path) -> None:
    port = free_ports(2)
    with closing(socket.create_server(("127.0.0.1", port))):
        done = subprocess.run(
            command("--port", port, "--data", tmp_path),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    assert done.returncode == Unavailable.exit_code
    assert done.stdout == ""
    assert done.stderr == (
        f"Port {port} is taken by another program. Start with --port {port + 1}.\n"
    )


def test_a_host_that_is_not_this_machines_is_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        command("--host", "192.0.2.1", "--port", free_ports(1), "--data", tmp_path),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == Unavailable.exit_code
    assert done.stderr.startswith("This machine has no address 192.0.2.1: ")
    assert done.stderr.count("\n") == 1


def test_one_port_for_two_things_is_refused(tmp_path: Path) -> None:
    port = free_ports(1)
    done = subprocess.run(
        command("--port", port, "--lan-port", port - 1, "--data", tmp_path),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 2
    assert "wanted twice" in done.stderr


def test_the_terminal_shows_address_code_picture_and_three_lines(phones: Served) -> None:
    assert f"https://192.168.77.5:{phones.port + 1}/" in phones.printed
    assert re.search(r"Pairing code.*: [A-Z2-9]{4}-[A-Z2-9]{4}\n", phones.printed)
    assert f"http://192.168.77.5:{phones.port + 2}/" in phones.printed
    assert phones.printed.count("█") > 100
    assert [line.split()[0] for line in phones.printed.splitlines()[-3:]] == [
        "New",
        "iPhone:",
        "Android:",
    ]


def test_a_phone_fetches_the_certificate_then_pairs_by_tls(phones: Served) -> None:
    trust = f"http://127.0.0.1:{phones.port + 2}"
    page = httpx2.get(f"{trust}/")
    certificate = httpx2.get(f"{trust}/ca.crt")
    assert certificate.headers["content-type"] == "application/x-x509-ca-cert"
    assert httpx2.get(f"{trust}/today").status_code == 404
    assert httpx2.get(f"{trust}/ca.key").status_code == 404
    fingerprint = re.search(r"SHA-256: ([0-9A-F:]{95})", phones.printed)
    assert fingerprint is not None
    assert fingerprint[1] in page.text

    named = f"https://{local_name()}:{phones.port + 1}"
    with httpx2.Client(transport=HouseNetwork(certificate.content)) as client:
        shut = client.get(f"{named}/", headers={"accept": "text/html"})
        assert shut.status_code == 403
        assert "Pair this device" in shut.text

        code = re.search(r"([A-Z2-9]{4}-[A-Z2-9]{4})\n", phones.printed)
        assert code is not None
        paired = client.post(
            f"{named}/pair", data={"code": code[1], "name": "Bench"}, headers={"origin": named}
        )
        assert paired.status_code == 303
        assert client.get(f"{named}/").text == "today for 127.0.0.1"
        assert client.post(f"{named}/api/events", headers={"origin": named}).status_code == 200
        again = client.post(f"{named}/pair", data={"code": code[1]}, headers={"origin": named})
        assert again.status_code == 403


def test_without_the_certificate_no_handshake(phones: Served) -> None:
    context = ssl.create_default_context()
    with (
        closing(socket.create_connection(("127.0.0.1", phones.port + 1))) as plain,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        context.wrap_socket(plain, server_hostname=local_name())


def test_a_second_start_keeps_the_certificate(tmp_path: Path) -> None:
    prints = []
    for _ in range(2):
        first = free_ports(3)
        options = ("--lan-port", first + 1, "--data", tmp_path)
        with coach(*options, port=first, until="Android:") as served:
            prints.append(re.search(r"SHA-256: (\S+)", served.printed))
    assert prints[0] is not None
    assert prints[1] is not None
    assert prints[0][1] == prints[1][1]


def test_a_new_address_renews_the_certificate_while_it_runs(tmp_path: Path) -> None:
    first = free_ports(3)
    sign = tmp_path / "moved"
    options = ("--lan-port", first + 1, "--data", tmp_path / "data", "--moves-when", sign)
    with coach(*options, port=first, until="Android:"):
        authority = httpx2.get(f"http://127.0.0.1:{first + 2}/ca.crt").content
        assert "192.168.77.5" in vouched_addresses(authority, first + 1)
        sign.touch()
        end = time.monotonic() + PATIENCE_S
        while "192.168.77.6" not in vouched_addresses(authority, first + 1):
            assert time.monotonic() < end
            time.sleep(0.1)


def vouched_addresses(authority: bytes, port: int) -> set[str]:
    """The addresses that the certificate vouches for, by a handshake of its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=authority)
    with (
        closing(socket.create_connection(("127.0.0.1", port))) as plain,
        context.wrap_socket(plain, server_hostname="localhost") as secure,
    ):
        names = secure.getpeercert() or {}
    return {str(value) for kind, value in names["subjectAltName"] if kind == "IP Address"}  # type: ignore[str-unpack]
