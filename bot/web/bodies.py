"""Reading what a request carries, never more than allowed."""

import json
from typing import Any, Final, NoReturn, TypeVar

import msgspec
from aiohttp import web

from bot.web.problems import Problem

T = TypeVar("T")

MOST: Final = 64_000


async def read_body(request: web.Request, most: int, code: str = "too-large") -> bytes:
    """The body. Raises 413 where it is longer than `most` bytes."""
    if (request.content_length or 0) > most:
        raise Problem(413, code)
    held = bytearray()
    async for piece in request.content.iter_any():
        held += piece
        if len(held) > most:
            raise Problem(413, code)
    return bytes(held)


async def read_json(request: web.Request, type_: type[T], code: str = "too-large") -> T:
    """The body as JSON of this shape. Raises 400 and 413."""
    raw = await read_body(request, MOST, code)
    try:
        return msgspec.convert(loads(raw or b"{}"), type_)
    except (ValueError, RecursionError, msgspec.MsgspecError):
        raise Problem(400, "malformed") from None


def loads(raw: bytes) -> Any:
    """Strict JSON in UTF-8. Raises `ValueError`, and `RecursionError` for a nest of brackets."""
    return json.loads(raw.decode(), parse_constant=_no_number)


def _no_number(_word: str) -> NoReturn:
    raise ValueError("not a number")


def clean(text: str) -> str:
    """Without what no database takes: NUL, and halves of signs."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def clean_line(text: str, most: int) -> str:
    """One short line without control signs."""
    return "".join(sign for sign in clean(text) if sign.isprintable()).strip()[:most]
