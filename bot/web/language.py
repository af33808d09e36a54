"""Which language does this request speak? The cookie decides, else the browser, else Vietnamese."""

from typing import Final

from aiohttp import web

from locales.catalog import LANGUAGES

COOKIE: Final = "candung_language"


def language_of(request: web.Request) -> str:
    """The language of the page."""
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return chosen
    return _preferred(request.headers.get("Accept-Language", ""))


def _preferred(header: str) -> str:
    """The best of our languages that the browser lists."""
    best, weight = LANGUAGES[0], 0.0
    for entry in header[:200].split(","):
        tag, _, quality = entry.strip().partition(";q=")
        language = tag.strip().lower().partition("-")[0]
        if language in LANGUAGES and (wished := _weight(quality)) > weight:
            best, weight = language, wished
    return best


def _weight(quality: str) -> float:
    try:
        return float(quality) if quality else 1.0
    except ValueError:
        return 0.0
