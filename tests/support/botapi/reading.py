"""A request as the library under test wrote it: JSON, form, multipart, query or nothing at all."""

import json
from dataclasses import dataclass, field

from aiohttp import web

from tests.support.botapi.wire import Json, Upload, bad


@dataclass
class Body:
    """What was given, before anybody looked at types. `as_text`: it came as text, except for files."""

    given: Json = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)
    as_text: bool = True


async def read_body(request: web.Request) -> Body:
    """Read it as its content type says."""
    body = Body(dict(request.query))
    if request.method != "POST":
        return body
    if request.content_type == "multipart/form-data":
        await _read_parts(request, body)
    elif request.content_type == "application/x-www-form-urlencoded":
        body.given |= {name: str(value) for name, value in (await request.post()).items()}
    elif request.content_type == "application/json":
        body.given |= _object(await request.read())
        body.as_text = False
    elif await request.read():
        raise bad(f"can't parse a body of type {request.content_type}")
    return body


def _object(raw: bytes) -> Json:
    if not raw.strip():
        return {}
    try:
        value = json.loads(raw)
    except ValueError as fault:
        raise bad("can't parse JSON object") from fault
    if not isinstance(value, dict):
        raise bad("expected a JSON object")
    return value


async def _read_parts(request: web.Request, body: Body) -> None:
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            body.uploads[name] = Upload(value.filename, value.file.read(), value.content_type)
        else:
            body.given[name] = value.decode() if isinstance(value, bytes | bytearray) else value
