"""The few pages that are needed before a device may see any other: pair, devices, trust.

They are self-contained, style included, so that an unpaired device gets no file of the app.
"""

import io
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse
from starlette.types import Scope

from hamstrong.adapters.auth.headers import NONCE
from hamstrong.adapters.auth.requests import header
from hamstrong.adapters.auth.say import SAY
from hamstrong.language import Language, preferred, speaking


def _source(name: str) -> str:
    return (files("hamstrong.adapters.auth") / "templates" / name).read_text(encoding="utf-8")


_templates = Environment(loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined)


def text(key: str, **values: object) -> Markup:
    """A text with its own markup; values are escaped."""
    return Markup(SAY[key]).format(**values)  # noqa: S704 - our own file


def page(scope: Scope, name: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Render one of the templates; never cached, as it may show a code."""
    nonce = scope.get("state", {}).get(NONCE, "")
    language = wished(scope)
    with speaking(language):
        template = _templates.get_template(name)
        html = template.render(nonce=nonce, t=text, language=language, **values)
    return HTMLResponse(html, status, {"cache-control": "no-store"})


def wished(scope: Scope) -> Language:
    """What the browser likes to read: before a device is let in, nobody's settings count."""
    return preferred(header(scope, "accept-language"))


def qr_svg(address: str) -> Markup:
    """The address as an inline SVG, dark on transparent, four modules of quiet zone."""
    import segno

    out = io.BytesIO()
    segno.make(address, micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=False, omitsize=True, title="QR code"
    )
    return Markup(out.getvalue().decode())  # noqa: S704  # segno writes the digits of a path
