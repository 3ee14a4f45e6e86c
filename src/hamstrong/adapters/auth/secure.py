"""All the checks around the app, in their order."""

from collections.abc import Collection

from starlette.types import ASGIApp

from hamstrong.adapters.auth.checks import HostCheck, OriginCheck
from hamstrong.adapters.auth.forwarded import ForwardedHeaders
from hamstrong.adapters.auth.gate import Gate, Invite
from hamstrong.adapters.auth.headers import SecurityHeaders
from hamstrong.coach.pairing import Pairing

HOME_SCREEN = ("/manifest.webmanifest", "/static/icons/")
"""The app's name and icons: phones fetch them without cookies when it is put on the home screen."""


def secure_app(
    app: ASGIApp,
    *,
    pairing: Pairing,
    names: Collection[str] = (),
    trusted_proxy: str = "",
    invite: Invite | None = None,
    open_paths: Collection[str] = (),
) -> ASGIApp:
    """Wrap the app so that only this machine and paired devices see it.

    From outside in: what a trusted proxy says about the client, headers on every answer,
    the coach's own name, the origin of changes, pairing.

    Args:
        app: The app; its pages find a nonce in `request.state.csp_nonce`.
        pairing: Codes and devices.
        names: Host names to answer to, besides `localhost` and plain addresses.
        trusted_proxy: Address or network whose X-Forwarded headers are believed; empty for none.
        invite: Opens a code for the next device; None where no other device can reach the app.
        open_paths: Beginnings of paths that are read without pairing: they carry their own secret.
    """
    gated = Gate(app, pairing=pairing, invite=invite, open_paths=(*HOME_SCREEN, *open_paths))
    checked = HostCheck(OriginCheck(gated), names=names)
    return ForwardedHeaders(SecurityHeaders(checked), trusted=trusted_proxy)
