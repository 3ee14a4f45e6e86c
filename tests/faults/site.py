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
from hamstrong.cli.serve import serve
from hamstrong.coach.devices import MemoryDevices
from hamstrong.coach.pairing import Pairing
from hamstrong.errors import HamstrongError

HOUSE_ADDRESS = ip_address("192.168.77.5")


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
    options = parser.parse_args()
    addresses.lan_addresses = lambda: (HOUSE_ADDRESS,)
    app = Starlette(routes=[Route("/", today), Route("/api/events", events, methods=["POST"])])
    site = SecureSite(
        app,
        pairing=Pairing(MemoryDevices()),
        data=options.data,
        hosts=tuple(options.proxied_as),
        trusted_proxy="127.0.0.1" if options.proxied_as else "",
    )
    try:
        serve(
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
