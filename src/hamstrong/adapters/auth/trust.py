"""The plain-HTTP page from which a phone fetches the house's certificate, and nothing more."""

from collections.abc import Callable
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from hamstrong.adapters.auth.headers import SecurityHeaders
from hamstrong.adapters.auth.pages import page


def trust_app(
    authority_file: Path, *, places: Callable[[], tuple[str, str]], fingerprint: str
) -> ASGIApp:
    """Serve `/` (what to do) and `/ca.crt` (the authority's certificate, DER); else 404.

    Args:
        authority_file: PEM file of the authority's certificate; its key is never touched.
        places: Where the coach is now, for the link on the page, and a second address or empty.
        fingerprint: SHA-256 of the certificate, for people to compare.
    """
    certificate = x509.load_pem_x509_certificate(authority_file.read_bytes())

    def show(request: Request) -> Response:
        address, other = places()
        return page(
            request.scope, "trust.html", address=address, other=other, fingerprint=fingerprint
        )

    def fetch(_: Request) -> Response:
        return Response(
            certificate.public_bytes(Encoding.DER),
            media_type="application/x-x509-ca-cert",
            headers={"content-disposition": 'attachment; filename="hamstrong-ca.crt"'},
        )

    return SecurityHeaders(Starlette(routes=[Route("/", show), Route("/ca.crt", fetch)]))
