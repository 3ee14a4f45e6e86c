"""Reading what an ASGI scope says about who asks, for the checks around the app."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

FORWARDING_HEADERS = (
    b"forwarded",
    b"x-forwarded-for",
    b"x-forwarded-host",
    b"x-forwarded-proto",
    b"x-real-ip",
)
"""What a proxy adds. Their presence shows that a request came from elsewhere."""

PROXIED = "hamstrong.proxied"
"""Scope key, set by `ForwardedHeaders`: the request came through some proxy."""


def header(scope: Scope, name: str) -> str:
    """One header's value, empty where it is missing."""
    return Headers(scope=scope).get(name, "")


def parse_address(text: str) -> IPv4Address | IPv6Address | None:
    """An IP address, with IPv4 taken out of its IPv6 coat; None for anything else."""
    try:
        address = ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


@dataclass(frozen=True, slots=True)
class Host:
    """The Host header, taken apart: `name` in lower case without brackets, `port` or empty."""

    name: str
    port: str

    @classmethod
    def of(cls, value: str) -> "Host":
        """Take `example.org:8443`, `[::1]:8000` or `192.168.1.5` apart."""
        value = value.strip().lower()
        if value.startswith("["):
            name, _, rest = value[1:].partition("]")
            return cls(name, rest.removeprefix(":"))
        name, _, port = value.partition(":")
        return cls(name.removesuffix("."), port)


def client_address(scope: Scope) -> str:
    """The address the request comes from, or empty."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def is_from_this_machine(scope: Scope) -> bool:
    """Whether somebody at the machine itself asks, by a name of the machine itself.

    A proxy on this machine also connects from loopback, but it forwards another name, says so
    in a header or speaks HTTP/1.0 as no browser does: each makes the request one from elsewhere.
    """
    address = parse_address(client_address(scope))
    if address is None or not address.is_loopback or scope.get(PROXIED):
        return False
    if scope.get("http_version") == "1.0":
        return False
    host = Host.of(header(scope, "host")).name
    named = parse_address(host)
    return host == "localhost" or (named is not None and named.is_loopback)


def cookies(scope: Scope) -> dict[str, str]:
    """The cookies that came along."""
    return cookie_parser(header(scope, "cookie"))
