"""The documented Caddyfile, with the real Caddy in front of a real process."""

import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.faults.test_serving import HouseNetwork, coach, free_ports

CADDY = shutil.which("caddy")
NAME = "coach.home.arpa"
PATIENCE_S = 20.0

pytestmark = pytest.mark.skipif(CADDY is None, reason="Caddy is not installed here")

CADDYFILE = """
{{
	admin off
	skip_install_trust
	auto_https disable_redirects
	http_port {spare}
	storage file_system {storage}
}}
{name}:{port} {{
	tls internal
	reverse_proxy 127.0.0.1:{behind}
}}
"""


@pytest.fixture
def proxied(tmp_path: Path) -> Iterator[tuple[str, HouseNetwork, str]]:
    """The address behind Caddy, a way there, and what the coach printed."""
    behind = free_ports(3)
    port = behind + 1
    config = tmp_path / "Caddyfile"
    config.write_text(
        CADDYFILE.format(
            name=NAME, port=port, behind=behind, spare=behind + 2, storage=tmp_path / "caddy"
        )
    )
    options = ("--data", tmp_path / "data", "--proxied-as", NAME)
    with coach(*options, port=behind, until="Phones:") as served:
        line = served.process.stdout.readline() if served.process.stdout else ""
        caddy = subprocess.Popen(
            [str(CADDY), "run", "--config", str(config), "--adapter", "caddyfile"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        )
        try:
            root = tmp_path / "caddy" / "pki" / "authorities" / "local" / "root.crt"
            wait_for(root)
            network = HouseNetwork(ssl.PEM_cert_to_DER_cert(root.read_text()))
            yield f"https://{NAME}:{port}", network, line
        finally:
            caddy.terminate()
            caddy.wait(PATIENCE_S)


def wait_for(file: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while not file.exists() or not file.read_text().strip():
        assert time.monotonic() < end, "Caddy made no authority"
        time.sleep(0.05)


def test_a_device_pairs_through_caddy(proxied: tuple[str, HouseNetwork, str]) -> None:
    address, network, printed = proxied
    code = re.search(r"([A-Z2-9]{4}-[A-Z2-9]{4})", printed)
    assert code is not None
    with httpx2.Client(transport=network) as client:
        shut = answered(client, f"{address}/")
        assert shut.status_code == 403

        own = {"origin": address, "sec-fetch-site": "same-origin"}
        paired = client.post(f"{address}/pair", data={"code": code[1]}, headers=own)
        assert paired.status_code == 303
        assert client.get(f"{address}/").text == "today for 127.0.0.1"
        # Without Sec-Fetch-Site the origin is compared, scheme included: Caddy's word counts.
        old = {"origin": address}
        assert client.post(f"{address}/api/events", headers=old).status_code == 200
        foreign = {"origin": "https://evil.example"}
        assert client.post(f"{address}/api/events", headers=foreign).status_code == 403


def answered(client: httpx2.Client, address: str) -> httpx2.Response:
    """The first answer, once Caddy listens and has its certificate."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            return client.get(address)
        except httpx2.ConnectError:
            assert time.monotonic() < end, "Caddy does not answer"
            time.sleep(0.1)
