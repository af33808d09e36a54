"""What may go wrong with a request, as a sentence in the person's language."""

import traceback
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from aiohttp import ClientPayloadError, web

from bot.core.messages import Value
from bot.web.language import language_of
from bot.web.parts import parts_of
from storage.database import is_full_or_away

log = structlog.get_logger()

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

AWAY_SECONDS: Final = 5
HUNG_UP: Final = 499
"""Noted for a client that hung up before its request was whole; nobody receives it."""
_OF_AIOHTTP: Final = {404: "not-found", 405: "method", 408: "slow", 413: "too-large", 415: "media-type"}


class Problem(Exception):
    """The request is not served. `code` is the tail of the locale key `http-<code>`; `after` in seconds."""

    def __init__(self, status: int, code: str, *, after: int | None = None, **args: Value) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.after = after
        self.args_ = args


def answer(request: web.Request, problem: Problem) -> web.Response:
    """The problem as JSON, to somebody who opened an address as the sentence alone."""
    text = parts_of(request).catalog.say(language_of(request), f"http-{problem.code}", **problem.args_)
    headers = {"Cache-Control": "no-store"}
    if problem.after is not None:
        headers["Retry-After"] = str(problem.after)
    if problem.status == web.HTTPUnauthorized.status_code and problem.code == "token":
        headers["WWW-Authenticate"] = "Bearer"
    if "text/html" in request.headers.get("Accept", ""):
        return web.Response(text=text, status=problem.status, headers=headers)
    body = {"error": {"code": problem.code, "text": text}}
    return web.json_response(body, status=problem.status, headers=headers)


@web.middleware
async def tell_problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Every failure becomes a sentence; what nobody foresaw is logged without anybody's words."""
    try:
        return await handler(request)
    except Problem as problem:
        return answer(request, problem)
    except web.HTTPException as problem:
        return _of_aiohttp(request, problem)
    except (ConnectionError, ClientPayloadError):
        return web.Response(status=HUNG_UP)
    except Exception as problem:  # the outermost border: a person gets a sentence, not a trace
        return _unforeseen(request, problem)


def _of_aiohttp(request: web.Request, problem: web.HTTPException) -> web.Response:
    code = _OF_AIOHTTP.get(
        problem.status, "malformed" if problem.status < web.HTTPServerError.status_code else "broken"
    )
    told = answer(request, Problem(problem.status, code))
    if "Allow" in problem.headers:
        told.headers["Allow"] = problem.headers["Allow"]
    return told


def _unforeseen(request: web.Request, problem: Exception) -> web.Response:
    if is_full_or_away(problem):
        log.warning("database away", problem=type(problem).__name__)
        return answer(request, Problem(503, "away", after=AWAY_SECONDS))
    log.error(
        "request failed",
        problem=type(problem).__name__,
        trace="".join(traceback.format_tb(problem.__traceback__)),
    )
    return answer(request, Problem(500, "broken"))
