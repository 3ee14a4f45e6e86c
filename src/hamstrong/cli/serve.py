"""`hamstrong serve`: listen, say where, and stop when told to.

What is served comes in as a `Site` from the composition root; this room only listens.
"""

import asyncio
import errno
import signal
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Protocol, TextIO, cast

import uvicorn
from rich.console import Console

from hamstrong.cli.say import SAY
from hamstrong.coach.pairing import Invitation
from hamstrong.errors import BadInput, Unavailable

ASGIApp = Callable[..., Any]

REFRESH_EVERY_S = 60.0
"""How often a change of the machine's addresses is looked for while phones are served."""
GRACE_S = 5
"""How long requests in flight may take once the coach is told to stop."""
PORTS_TO_TRY = 20


class LanSite(Protocol):
    """What the phones in the house get."""

    @property
    def app(self) -> ASGIApp: ...
    @property
    def trust_app(self) -> ASGIApp: ...
    @property
    def cert_file(self) -> Path: ...
    @property
    def key_file(self) -> Path: ...
    @property
    def invite(self) -> Callable[[], Invitation]: ...
    @property
    def refresh(self) -> Callable[[], bool]: ...


class Site(Protocol):
    """Everything there is to serve."""

    @property
    def hosts(self) -> tuple[str, ...]: ...

    def local_app(self) -> ASGIApp: ...

    def lan_site(self, port: int) -> LanSite: ...

    def invite_by_proxy(self) -> Invitation: ...


@dataclass(frozen=True, slots=True)
class _Listener:
    server: uvicorn.Server
    socket: socket.socket


def serve(
    site: Site, *, host: str, port: int, lan_port: int | None = None, console: Console
) -> None:
    """Serve until interrupted or terminated.

    Args:
        site: What to serve.
        host: Address for the app itself; everybody from elsewhere has to be paired.
        port: Its port.
        lan_port: With a number, also serve phones: HTTPS on this port of every address, and
            the certificate on the next one.
        console: Where addresses and codes are printed.

    Raises:
        Unavailable: A port is taken or not allowed, or the host is not this machine's.
        BadInput: Two of the ports are the same.
    """
    if lan_port is not None and port in (lan_port, lan_port + 1):
        raise BadInput(SAY.say("port-wanted-twice-choose", port=port), place="--port")
    bound = open_socket(host, port)
    lan_sockets = [] if lan_port is None else [open_lan_socket(lan_port + i) for i in (0, 1)]
    lan = None if lan_port is None else site.lan_site(lan_port)
    listeners = [_Listener(_server(site.local_app()), bound)]
    if lan is not None:
        listeners += [
            _Listener(_server(lan.app, lan=lan), lan_sockets[0]),
            _Listener(_server(lan.trust_app, lifespan="off"), lan_sockets[1]),
        ]

    def announce() -> None:
        console.print(SAY.say("running", host=_shown(host), port=port))
        if lan is not None:
            _print_invitation(lan.invite(), console)
        elif site.hosts:
            _print_invitation(site.invite_by_proxy(), console)
        elif not is_loopback(host):
            console.print(SAY["nobody-comes-in"], soft_wrap=True)

    asyncio.run(_run(listeners, lan=lan, announce=announce))


def open_socket(host: str, port: int) -> socket.socket:
    """Bind a listening TCP socket.

    Raises:
        Unavailable: Taken, not allowed or not this machine's address; says what to do.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(128)
    except OSError as error:
        bound.close()
        raise _refusal(error, host, port) from error
    bound.setblocking(False)
    return bound


def open_lan_socket(port: int) -> socket.socket:
    """Bind a port on every address of the machine; raises Unavailable as `open_socket` does."""
    return open_socket("0.0.0.0", port)  # noqa: S104  # phones come from other addresses


def _refusal(error: OSError, host: str, port: int) -> Unavailable:
    if error.errno == errno.EADDRINUSE:
        option = "--port" if host != "0.0.0.0" else "HAMSTRONG_LAN_PORT="  # noqa: S104
        free = _free_port_after(host, port)
        ask = f"{option} {free}" if option.startswith("--") else f"{option}{free}"
        return Unavailable(SAY.say("port-taken-another-program", port=port, ask=ask))
    if error.errno in (errno.EACCES, errno.EPERM):
        return Unavailable(SAY.say("port-needs-rights-user", port=port))
    return Unavailable(SAY.say("machine-has-no-address", host=host))


def _free_port_after(host: str, port: int) -> int:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port + 1, min(port + PORTS_TO_TRY, 65535)):
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((host, candidate))
            except OSError:
                continue
            return candidate
    return port + PORTS_TO_TRY


def _server(app: ASGIApp, *, lan: LanSite | None = None, lifespan: str = "auto") -> uvicorn.Server:
    return _QuietServer(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            proxy_headers=False,  # believed or not in adapters/auth, which knows whose they are
            server_header=False,
            timeout_graceful_shutdown=GRACE_S,
            # Landmarks hardly shrink, and packing them costs a tenth of an answer's work.
            ws_per_message_deflate=False,
            lifespan="off" if lan is not None else lifespan,  # type: ignore[arg-type]
            ssl_certfile=lan.cert_file if lan else None,
            ssl_keyfile=lan.key_file if lan else None,
        )
    )


class _QuietServer(uvicorn.Server):
    """One of several servers in one loop: signals are handled once, by `_run`."""

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        await self._serve(sockets)


async def _run(
    listeners: Sequence[_Listener], *, lan: LanSite | None, announce: Callable[[], None]
) -> None:
    def stop() -> None:
        for listener in listeners:
            listener.server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    async with asyncio.TaskGroup() as group:
        for listener in listeners:
            group.create_task(listener.server.serve([listener.socket]))
        while not all(listener.server.started for listener in listeners):
            await asyncio.sleep(0.01)
        announce()
        if lan is not None:
            await _keep_certificate_fresh(listeners[1].server, lan)


async def _keep_certificate_fresh(server: uvicorn.Server, lan: LanSite) -> None:
    loop = asyncio.get_running_loop()
    due = loop.time() + REFRESH_EVERY_S
    while not server.should_exit:
        await asyncio.sleep(0.1)
        if loop.time() < due:
            continue
        due = loop.time() + REFRESH_EVERY_S
        if await asyncio.to_thread(lan.refresh) and server.config.ssl is not None:
            server.config.ssl.load_cert_chain(lan.cert_file, lan.key_file)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the host; unknown names count as others'."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _print_invitation(invitation: Invitation, console: Console) -> None:
    import segno

    console.print(SAY.say("phones", address=invitation.address))
    console.print(
        SAY.say("pairing-code-once-until", time=f"{invitation.expires_at.astimezone():%H:%M}"),
        end="",
    )
    console.print(invitation.code, style="bold")
    segno.make(invitation.trust_address or invitation.address, micro=False).terminal(
        out=cast(TextIO, console.file), compact=True, border=2
    )
    if invitation.trust_address:
        console.print(SAY.say("picture-leads", address=invitation.trust_address), soft_wrap=True)
        # Some bytes between colons are names of pictures to rich: `:AB:` must stay what it is.
        console.print(
            SAY.say("certificate-sha256", fingerprint=invitation.fingerprint),
            soft_wrap=True,
            emoji=False,
        )
        for line in SAY.under("trust").values():
            console.print(line, soft_wrap=True)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
