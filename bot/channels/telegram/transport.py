"""One aiohttp session for everything, below python-telegram-bot's `Bot`.

What a caller must know about a failure is whether the platform may have acted on the request: `NotDone` says
no, `Unclear` says that nobody knows. No error here carries an address, since addresses carry the token;
that is why they are raised outside the `except` that saw the cause.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import aiohttp
import msgspec
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

from bot.channels.telegram.account import TelegramSettings

READ_SECONDS: Final = 25.0
UPLOAD_SECONDS: Final = 60.0
CONNECT_SECONDS: Final = 10.0
CONNECTIONS: Final = 100
LONGEST_HALT: Final = 3600.0
UNSAID_HALT: Final = 1.0
_HOME: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_JSON: Final = {"Content-Type": "application/json"}
_NEVER_LEFT: Final = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.InvalidURL,
)


class NotDone(NetworkError):
    """The request never left, or the platform says that it failed: nothing was delivered."""


class Unclear(NetworkError):
    """The request left and no answer came that can be read: it may have been delivered."""


class Flooded(TelegramError):
    """We were too fast."""

    def __init__(self, after: float) -> None:
        super().__init__("too many requests")
        self.after = after


class _Parameters(msgspec.Struct):
    retry_after: float | None = None


class _Failure(msgspec.Struct):
    parameters: _Parameters | None = None


class Transport(BaseRequest):
    """Carries requests. The session is opened with the first of them."""

    def __init__(self, settings: TelegramSettings) -> None:
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds without a byte after which an answer is given up."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the session."""
        self._opened()

    async def shutdown(self) -> None:
        """Close the session."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def carry(  # noqa: PLR0913, PLR0917  the library's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  one limit holds for a whole request
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  the same for all
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  part of connecting
    ) -> tuple[int, bytes]:
        """What `Bot` calls."""
        patience = float(read_timeout) if isinstance(read_timeout, int | float) else READ_SECONDS
        body, headers = _body(request_data)
        extra = UPLOAD_SECONDS if isinstance(body, aiohttp.FormData) else 0.0
        return await self._exchange(method, url, body, headers, patience + extra)

    do_request = carry
    """The library's name for it."""

    async def ask(self, method: str, parameters: Mapping[str, Any], patience: float) -> tuple[int, bytes]:
        """Call a method and hand back the answer as it came."""
        url = f"{self._settings.methods}{self._settings.token}/{method}"
        return await self._exchange("POST", url, msgspec.json.encode(parameters), _JSON, patience)

    async def download(self, url: str, most: int) -> tuple[int, bytes]:
        """A file, at most one byte more than `most` of it."""
        self._refuse_nonsense()
        trouble: TelegramError
        try:
            async with self._opened().get(
                url, timeout=_patience(READ_SECONDS, 4), allow_redirects=False
            ) as got:
                content = bytearray()
                async for chunk in got.content.iter_chunked(1 << 16):
                    content += chunk
                    if len(content) > most:
                        break
                return got.status, bytes(content[: most + 1])
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as problem:
            trouble = NotDone(type(problem).__name__)
        raise trouble

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer; the library's own way would log what cannot be read."""
        try:
            answer = msgspec.json.decode(payload)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            answer = None
        if isinstance(answer, dict):
            return answer
        raise Unclear("an answer that cannot be read")

    async def _exchange(
        self, verb: str, url: str, body: Any, headers: Mapping[str, str], patience: float
    ) -> tuple[int, bytes]:
        self._refuse_nonsense()
        trouble: TelegramError
        try:
            async with self._opened().request(
                verb, url, data=body, headers=headers, timeout=_patience(patience), allow_redirects=False
            ) as answer:
                content = await answer.read()
                return _judged(answer.status, self._settings.hide(content))
        except _NEVER_LEFT as problem:
            trouble = NotDone(type(problem).__name__)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as problem:
            trouble = Unclear(type(problem).__name__)
        raise trouble

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            home = urlsplit(self._settings.api_base).hostname in _HOME
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                cookie_jar=aiohttp.DummyCookieJar(),
                trust_env=not home,  # a ward office may reach Telegram only through a proxy
            )
        return self._session

    def _refuse_nonsense(self) -> None:
        if not self._settings.sound:
            raise InvalidToken("no token looks like this one")


def _patience(read: float, times: int = 1) -> aiohttp.ClientTimeout:
    whole = read * times + CONNECT_SECONDS + 5
    return aiohttp.ClientTimeout(total=whole, connect=CONNECT_SECONDS, sock_read=read)


def _body(data: RequestData | None) -> tuple[Any, Mapping[str, str]]:
    if data is None or not (data.parameters or data.contains_files):
        return None, {}
    if not data.contains_files:
        return msgspec.json.encode(data.parameters), _JSON
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}


def _judged(status: int, answer: bytes) -> tuple[int, bytes]:
    """The answer, where the library reads it right. Raises `Flooded`, `NotDone`, `Unclear`.

    A gateway that lost the platform cannot say what became of a request; the platform itself can.
    """
    if status < HTTPStatus.BAD_REQUEST:
        return status, answer
    try:
        said = msgspec.json.decode(answer, type=_Failure)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        said = None
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Flooded(_halt(said))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        lost = status == HTTPStatus.GATEWAY_TIMEOUT or (said is None and status == HTTPStatus.BAD_GATEWAY)
        raise Unclear(f"status {status}") if lost else NotDone(f"status {status}")
    return status, answer if said is not None else _unexplained(status)


def _unexplained(status: int) -> bytes:
    """A page about an error may hold anything: only its status is kept."""
    name = HTTPStatus(status).phrase if status in set(HTTPStatus) else "unknown status"
    return msgspec.json.encode({"ok": False, "description": name})


def _halt(said: _Failure | None) -> float:
    after = said.parameters.retry_after if said is not None and said.parameters is not None else None
    return UNSAID_HALT if after is None else min(max(after, 0.1), LONGEST_HALT)
