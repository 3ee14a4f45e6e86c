"""Which names and addresses this machine has in its local network."""

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

LOCAL_NETWORKS = tuple(
    ip_network(text)
    for text in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "fc00::/7",
        "fe80::/10",
        "::1/128",
    )
)
"""What belongs to a house: private, link-local, shared (Tailscale) and loopback ranges."""

LOOPBACK = (IPv4Address("127.0.0.1"), IPv6Address("::1"))

_PROBES = ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254")


def is_local(address: Address) -> bool:
    """Whether the address belongs to a house network or to the machine itself."""
    return any(
        address in network for network in LOCAL_NETWORKS if network.version == address.version
    )


def lan_addresses() -> tuple[Address, ...]:
    """The machine's IPv4 addresses in its house networks, the one of the default route first.

    Asked of the routing table by connecting datagram sockets, which sends nothing.
    """
    found: dict[Address, None] = {}
    for probe in _PROBES:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probing:
            try:
                probing.connect((probe, 9))
            except OSError:
                continue
            found[ip_address(probing.getsockname()[0])] = None
    return tuple(
        address
        for address in found
        if is_local(address) and not address.is_loopback and not address.is_unspecified
    )


def machine_name() -> str:
    """The machine's own name as one DNS label, `hamstrong` where it has none that fits."""
    label = socket.gethostname().split(".")[0].lower()
    return label if re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", label) else "hamstrong"


def local_name() -> str:
    """The name by which phones find this machine where multicast DNS runs, as `laptop.local`."""
    return f"{machine_name()}.local"


def answers_to_local_name() -> bool:
    """Whether this machine finds its own `.local` name, a sign that phones find it too."""
    try:
        found = socket.getaddrinfo(local_name(), None, family=socket.AF_INET)
    except OSError:
        return False
    mine = {str(address) for address in lan_addresses()}
    return any(str(entry[4][0]) in mine for entry in found)
