"""A real process that serves a trivial app behind the real gate: `python -m tests.faults.site`.

It stands where `main.py` stands, so that listening, pairing and TLS are tested on their own.
The one thing that is not real is the machine's address in its network, which a test bench
may not have.
"""

import argparse
import sys
from ipaddress import ip_address
from pathlib import Path

from rich.console import Console
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from hamstrong.adapters.auth import addresses
from hamstrong.adapters.auth.site import SecureSite
from hamstrong.cli import serve as listening
from hamstrong.coach.devices import MemoryDevices
from hamstrong.coach.pairing import Pairing
from hamstrong.errors import HamstrongError

HOUSE_ADDRESS = ip_address("192.168.77.5")
MOVED_ADDRESS = ip_address("192.168.77.6")


def today(request: Request) -> PlainTextResponse:
    """Stand for a page of the app."""
    return PlainTextResponse(f"today for {request.client.host if request.client else 'nobody'}")


def events(_: Request) -> JSONResponse:
    """Stand for the API."""
    return JSONResponse({"accepted": []})


def main() -> int:
    """Serve as the options say; exit as the CLI does."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--lan-port", type=int)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--proxied-as", action="append", default=[])
    parser.add_argument("--moves-when", type=Path, help="take another address once this exists")
    options = parser.parse_args()

    def lan_addresses() -> tuple[addresses.Address, ...]:
        moved = options.moves_when is not None and options.moves_when.exists()
        return (MOVED_ADDRESS,) if moved else (HOUSE_ADDRESS,)

    addresses.lan_addresses = lan_addresses
    listening.REFRESH_EVERY_S = 0.2
    app = Starlette(routes=[Route("/", today), Route("/api/events", events, methods=["POST"])])
    site = SecureSite(
        app,
        pairing=Pairing(MemoryDevices()),
        data=options.data,
        hosts=tuple(options.proxied_as),
        trusted_proxy="127.0.0.1" if options.proxied_as else "",
    )
    try:
        listening.serve(
            site,
            host=options.host,
            port=options.port,
            lan_port=options.lan_port,
            console=Console(width=100),
        )
    except HamstrongError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
