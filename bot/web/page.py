"""The chat page: one template for `/`, `/track` and `/staff`."""

from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, Literal

import jinja2
from aiohttp import web

from bot.core.geo import TOLERANCE, Boundary, simplify, vertices
from bot.web.assets import ASSETS, address_of
from bot.web.guard import content_policy
from bot.web.language import language_of
from bot.web.parts import WebParts, parts_of
from bot.web.problems import Problem
from bot.web.sessions import FRAMES

MB: Final = 1_000_000
ZOOM: Final = 14
MOST_POINTS: Final = 120
"""A drawing to find one's way by; what lies inside is decided elsewhere, on the full outline."""
DIGITS: Final = 5
"""A metre."""
VARY: Final = "Cookie, Accept-Language, Accept-Encoding"
TEMPLATE: Final = web.AppKey("template", jinja2.Template)


def load_template(parts: WebParts) -> jinja2.Template:
    """The page, with everything it is fed escaped."""
    return _compiled(parts.templates)


@lru_cache
def _compiled(folder: Path) -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    return environment.get_template("chat.html")


async def show_home(request: web.Request) -> web.Response:
    """The chat."""
    return _page(request, "home")


async def show_track(request: web.Request) -> web.Response:
    """The chat, asking for a code first."""
    return _page(request, "track")


async def show_staff(request: web.Request) -> web.Response:
    """The chat for those who work here, and the only page that opens invitations. In no frame."""
    if request.headers.get("Sec-Fetch-Dest") in FRAMES:
        raise Problem(403, "framed")
    response = _page(request, "staff")
    policy = content_policy(parts_of(request).settings, framable=False)
    response.headers.update({"Content-Security-Policy": policy, "X-Frame-Options": "DENY"})
    return response


def _page(request: web.Request, start: Literal["home", "track", "staff"]) -> web.Response:
    parts, language = parts_of(request), language_of(request)
    authority = parts.ward.authority.to(language)
    ward = {"name": authority[:1].upper() + authority[1:], "short": parts.ward.short_name.to(language)}
    text = request.app[TEMPLATE].render(
        language=language,
        start=start,
        ward=ward,
        t=parts.catalog.speaker(language),
        asset=partial(address_of, request.app[ASSETS]),
        config=_config(parts, language, start),
    )
    headers = {"Cache-Control": "no-store", "Vary": VARY, "Content-Language": language}
    response = web.Response(text=text, content_type="text/html", headers=headers)
    response.enable_compression()
    return response


def _config(parts: WebParts, language: str, start: str) -> dict[str, Any]:
    """What the page's scripts must know."""
    settings, centre, outline = parts.settings, parts.ward.centre, parts.ward.outline
    return {
        "language": language,
        "start": start,
        "upload_max_bytes": settings.upload_max_mb * MB,
        "map": {
            "tiles": settings.map_tiles_url or None,
            "attribution": settings.map_attribution or None,
            "outline": _drawing(outline) if outline else None,
            "center": [centre.latitude, centre.longitude],
            "zoom": ZOOM,
        },
    }


@lru_cache(maxsize=1)
def _drawing(outline: Boundary) -> list[list[list[float]]]:
    """The rings as the map wants them, holes among them, coarser where there are many points."""
    tolerance = TOLERANCE
    while vertices(outline) > MOST_POINTS and tolerance < 1:
        outline = simplify(outline, tolerance)
        tolerance *= 2
    return [
        [[round(latitude, DIGITS), round(longitude, DIGITS)] for longitude, latitude in ring[:-1]]
        for polygon in outline
        for ring in polygon
    ]
