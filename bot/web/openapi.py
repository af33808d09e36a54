"""`/openapi.json`: the chat interface, for those who write another client or a test rig."""

from typing import Any, Final, TypeAlias

from aiohttp import web

from bot.core.messages import Ask, MediaKind
from bot.web.guard import OWN_HEADER
from bot.web.sessions import COOKIE

Json: TypeAlias = dict[str, Any]

VERSION: Final = "1.0.0"
_TEXT: Final[Json] = {"type": "string"}
_WHOLE: Final[Json] = {"type": "integer"}
_FLAG: Final[Json] = {"type": "boolean"}
_LANGUAGE: Final[Json] = {"type": "string", "enum": ["vi", "en"]}
_UUID: Final[Json] = {
    "type": "string",
    "format": "uuid",
    "description": "The duplicate key: the same id is one message.",
}
_KIND: Final[Json] = {"type": "string", "enum": [kind.value for kind in MediaKind]}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _object(properties: Json, required: tuple[str, ...] | None = None) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties if required is None else required),
    }


def _nullable(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _array(items: Json) -> Json:
    return {"type": "array", "items": items}


_MESSAGE: Final = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": _UUID,
        "text": _TEXT,
        "tap": {"type": "string", "maxLength": 64, "description": "Of a button that the ward offered."},
        "label": {"type": "string", "description": "What the pressed button said; shown, never interpreted."},
        "location": _ref("Location"),
        "invitation": {
            "type": "string",
            "pattern": "^[A-Za-z0-9_-]{20,64}$",
            "description": "The token of a link for staff. The answer says what it is for.",
        },
    },
    "oneOf": [{"required": [one]} for one in ("text", "tap", "location", "invitation")],
}
_ITEM: Final = _object(
    {
        "id": _WHOLE,
        "from": {"type": "string", "enum": ["ward", "me"]},
        "at": {"type": "string", "format": "date-time"},
        "text": _TEXT,
        "buttons": _array(_object({"label": _TEXT, "tap": _TEXT})),
        "ask": {"type": "string", "enum": [ask.value for ask in Ask]},
        "optional": _FLAG,
        "progress": _nullable({"type": "array", "items": _WHOLE, "minItems": 2, "maxItems": 2}),
        "picture": _nullable(_TEXT),
        "photos": _array({"type": "string", "description": "The address of a JPEG."}),
        "point": _nullable(_ref("Spot")),
        "files": _array(_object({"name": _TEXT, "kind": _KIND, "state": _TEXT, "url": _nullable(_TEXT)})),
        "subject": _nullable(
            {
                "type": "string",
                "description": "Of a card for staff: its buttons stay, whatever is said in between; of "
                "several with one subject only those of the newest. An edit without one keeps the old one.",
            }
        ),
        "edits": _nullable(_WHOLE),
        "gone": {"type": "boolean", "description": "The words were deleted after their time."},
    }
)
_SCHEMAS: Final[Json] = {
    "Session": _object({"language": _LANGUAGE, "resumed": _FLAG, "staff": _FLAG}),
    "SessionWish": _object({"language": _LANGUAGE, "framed": _FLAG}, ()),
    "Location": _object(
        {
            "latitude": {"type": "number", "minimum": -90, "maximum": 90},
            "longitude": {"type": "number", "minimum": -180, "maximum": 180},
            "accuracy": {"type": "number", "minimum": 0, "description": "Metres."},
        },
        ("latitude", "longitude"),
    ),
    "Spot": _object({"latitude": {"type": "number"}, "longitude": {"type": "number"}}),
    "Message": _MESSAGE,
    "Upload": _object(
        {
            "id": _UUID, "caption": _TEXT, "kind": _KIND,
            "file": _array({"type": "string", "contentMediaType": "application/octet-stream"}),
        },
        ("id", "file"),
    ),
    "Taken": _object({"ok": {"const": True}, "duplicate": _FLAG}),
    "Item": _ITEM,
    "History": _object({"items": _array(_ref("Item")), "last": _WHOLE, "language": _LANGUAGE}),
    "Error": _object({"error": _object({"code": _TEXT, "text": _TEXT})}),
}  # fmt: skip
_PROBLEMS: Final = {
    400: "Not readable, empty, or not valid.",
    401: "No session: call POST /chat/session.",
    403: "From another site, without the header, or staff in the frame of another site.",
    404: "Not there, or not yours.",
    408: "The upload took too long; send it again.",
    413: "Too long or too large.",
    415: "Not multipart/form-data.",
    429: "Too often; Retry-After says when.",
    503: "Nothing was taken; send the same again after Retry-After seconds.",
    507: "No room for files; words are still taken.",
}
_OWN_HEADER: Final[Json] = {
    "name": OWN_HEADER, "in": "header", "required": True, "schema": {"const": "1"},
    "description": "Shows that no foreign form sent it.",
}  # fmt: skip
_FRAMED: Final[Json] = {
    "name": "framed", "in": "query", "required": False, "schema": {"enum": ["0", "1"]},
    "description": "1 from a page in the frame of another site. Staff are served in none.",
}  # fmt: skip


def _content(schema: Json, media_type: str = "application/json") -> Json:
    return {"content": {media_type: {"schema": schema}}}


def _call(summary: str, answer: Json, problems: tuple[int, ...], **more: Any) -> Json:
    status = more.pop("status", "200")
    trouble = sorted({403, *problems})
    refused = {str(code): {"description": _PROBLEMS[code], **_content(_ref("Error"))} for code in trouble}
    responses = {status: {"description": "Done.", **answer}, **refused}
    parameters = [*more.pop("parameters", ()), _FRAMED]
    return {"summary": summary, "responses": responses, "parameters": parameters, **more}


def _change(summary: str, body: Json, answer: Json, problems: tuple[int, ...], **more: Any) -> Json:
    request = {"required": True, **body}
    return _call(summary, answer, problems, requestBody=request, parameters=[_OWN_HEADER], **more)


def _where(name: str, place: str, schema: Json) -> Json:
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


_EVENTS: Final = (
    "Server-sent events. `message` (data: Item), `edit` (data: Item; takes the place of the item `edits`), "
    "`ack` (data: {tap, text}; without an id). The event id is the outbox id."
)
_PATHS: Final[Json] = {
    "/chat/session": {
        "post": _change(
            "Begin or resume a session; sets the cookie",
            _content(_ref("SessionWish")), _content(_ref("Session")),
            (400, 413, 429, 503), security=[],
        )
    },
    "/chat/history": {
        "get": _call("The last 200 messages, oldest first", _content(_ref("History")), (401, 503)),
    },
    "/chat/events": {
        "get": _call(
            "What comes, as it comes", _content(_TEXT, "text/event-stream"), (401, 503), description=_EVENTS,
            parameters=[_where("Last-Event-ID", "header", _WHOLE), _where("last", "query", _WHOLE)],
        )
    },
    "/chat/messages": {
        "post": _change(
            "Send words, a choice, a place or an invitation",
            _content(_ref("Message")), _content(_ref("Taken")),
            (400, 401, 413, 429, 503),
        )
    },
    "/chat/files": {
        "post": _change(
            "Send files of one message; the field `id` comes first",
            _content(_ref("Upload"), "multipart/form-data"), _content(_ref("Taken")),
            (400, 401, 408, 413, 415, 429, 503, 507),
        )
    },
    "/chat/leave": {
        "post": _change(
            "Leave, and erase what this session said", _content({"type": "object"}), {}, (401, 503),
            status="204",
        )
    },
    "/chat/files/{id}": {
        "get": _call(
            "The clean copy of one's own photo", _content(_TEXT, "image/jpeg"), (401, 404, 503),
            parameters=[_where("id", "path", {"type": "string", "pattern": "^[0-9a-f]{32}$"})],
        )
    },
    "/chat/evidence/{id}/{n}.jpg": {
        "get": _call(
            "The n-th photo of one of the ward's messages, for staff who were shown it and for its sender",
            _content(_TEXT, "image/jpeg"), (401, 404, 503),
            parameters=[_where("id", "path", _WHOLE), _where("n", "path", {"type": "integer", "minimum": 1})],
        )
    },
    "/chat/receipts/{id}.png": {
        "get": _call(
            "The receipt that came with one of the ward's messages", _content(_TEXT, "image/png"),
            (401, 404, 503),
            parameters=[_where("id", "path", _WHOLE)],
        )
    },
}  # fmt: skip
DOCUMENT: Final[Json] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Cân Đúng web chat",
        "version": VERSION,
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        "description": "Problems carry a code and a sentence in the person's language.",
    },
    "security": [{"session": []}],
    "paths": _PATHS,
    "components": {
        "schemas": _SCHEMAS,
        "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": COOKIE}},
    },
}


async def tell_openapi(_request: web.Request) -> web.Response:
    """The document."""
    return web.json_response(DOCUMENT)
