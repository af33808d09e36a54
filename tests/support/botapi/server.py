"""A strict stand-in for the Telegram Bot API on loopback: `{base}/bot{token}/{method}`.

It refuses what the platform refuses, in the platform's words, and what the reference does not know besides.
Time is the test's if it wants: `FakeBotApi(now=clock)`.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import web

from tests.support.botapi import faults, schema
from tests.support.botapi.bots import FakeBot
from tests.support.botapi.chats import GENERAL, Chat
from tests.support.botapi.files import Files
from tests.support.botapi.groups import SUPERGROUP, Actor, Group
from tests.support.botapi.methods import METHODS, Call
from tests.support.botapi.methods.call import Method
from tests.support.botapi.pace import Limits, Pace
from tests.support.botapi.people import User
from tests.support.botapi.platform import Platform
from tests.support.botapi.reading import Body, read_body
from tests.support.botapi.tempo import Tempo
from tests.support.botapi.updates import UpdateQueue
from tests.support.botapi.webhooks import Deliverer
from tests.support.botapi.wire import ApiError, Json, Upload, too_many

BODY_MOST: Final = 64 * 2**20
REMEMBERED: Final = 20_000
IN_FLIGHT_MOST: Final = 1000
UNCOUNTED: Final = frozenset({"getUpdates"})


@dataclass
class Asked:
    """One call as it came in. `params` are None where they were refused; `status` None until answered."""

    method: str
    verb: str
    media_type: str
    at: float
    bot_id: int
    params: Json | None = None
    uploads: dict[str, Upload] = field(default_factory=dict)
    status: int | None = None
    answer: Any = None


class FakeBotApi:
    """The server and everybody on it."""

    def __init__(
        self, now: Callable[[], float] = time.time, limits: Limits | None = None, patient: bool = True
    ) -> None:
        self.tempo = Tempo(now, patient)
        self.limits = limits or Limits()
        self.files = Files(now)
        self.platform = Platform(self.tempo, self.files)
        self.scenario = faults.Scenario()
        self.requests: deque[Asked] = deque(maxlen=REMEMBERED)
        self.webhook_timeout = 60.0
        self._runner: web.AppRunner | None = None
        self.base = ""

    async def start(self, port: int = 0) -> None:
        """Open the door; `base` is then where."""
        app = web.Application(client_max_size=BODY_MOST)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        app.router.add_route("*", "/bot{token}/{method}", self._method)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.base = site.name.rstrip("/") if port else f"http://127.0.0.1:{self._port()}"

    def _port(self) -> int:
        assert self._runner is not None
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Close it. What is stored stays; it can be started again, at the same port too."""
        for bot in self.platform.bots.values():
            await bot.hook.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    # -- who is there ----------------------------------------------------------------------------------

    def bot(self, token: str, username: str = "can_dung_bot", privacy: bool = True) -> FakeBot:
        """The bot with this token, made when first asked for."""
        if token not in self.platform.bots:
            queue = UpdateQueue(self.tempo, len(self.platform.bots) + 1)

            async def execute(asked: Json) -> None:
                await self._obey(self.platform.bots[token], asked)

            hook = Deliverer(queue, self.tempo, execute, self.webhook_timeout)
            pace = Pace(self.limits, self.tempo.now)
            groups = self.platform.groups
            bot = FakeBot(token, username, "Cân Đúng", queue, pace, hook, groups, privacy)
            self.platform.bots[token] = bot
        return self.platform.bots[token]

    def user(
        self, first_name: str = "An", language_code: str | None = "vi", username: str | None = None
    ) -> User:
        """Somebody new."""
        number = self.platform.new_id(10**8, 6 * 10**9)
        phone = f"+84901{number % 10**6:06d}"
        return User(self.platform, number, first_name, language_code, username, phone)

    def group(self, title: str, owner: Actor | None = None, forum: bool = False) -> Group:
        """A basic group, or a supergroup with topics."""
        number = self.platform.new_id(10**8, 5 * 10**9)
        chat_id = SUPERGROUP - number if forum else -number
        chat = Chat(chat_id, "supergroup" if forum else "group", {"title": title}, forum=forum)
        chat.next_id += forum  # 1 is the General topic
        self.platform.groups[chat.id] = chat
        return Group(self.platform, chat, owner or self.user("Chủ nhóm"))

    def asked(self, method: str) -> list[Asked]:
        """The calls of one method so far."""
        return [one for one in self.requests if one.method == method]

    # -- the door --------------------------------------------------------------------------------------

    async def _file(self, request: web.Request) -> web.StreamResponse:
        bot = self.platform.bots.get(request.match_info["token"])
        fault = self.scenario.take("file", None)
        if isinstance(fault, faults.Reset):
            return _torn(request)
        if isinstance(fault, faults.Slow):
            await asyncio.sleep(fault.seconds)
        if isinstance(fault, faults.Refuse | faults.Garble):
            return _spoiled(fault)
        content = self.files.fetch(bot.id, request.match_info["path"]) if bot is not None else None
        if content is None:
            return _json(ApiError(404, "Not Found").body(), 404)
        return web.Response(body=content)

    async def _method(self, request: web.Request) -> web.StreamResponse:
        bot = self.platform.bots.get(request.match_info["token"])
        if bot is None:
            return _json(ApiError(401, "Unauthorized").body(), 401)
        name = request.match_info["method"]
        asked = Asked(name, request.method, request.content_type, self.tempo.now(), bot.id)
        self.requests.append(asked)
        try:
            model = schema.methods().get(name.lower())
            if model is None:
                raise schema.unknown_method()
            asked.method = model.__api_method__
            body = await read_body(request)
        except ApiError as refusal:
            return self._answer(asked, refusal)
        return await self._through(request, bot, asked, body)

    async def _through(
        self, request: web.Request, bot: FakeBot, asked: Asked, body: Body
    ) -> web.StreamResponse:
        """Carry it out, unless a fault of the scenario comes in between."""
        fault = self.scenario.take(asked.method, _number(body.given.get("chat_id")))
        if isinstance(fault, faults.Refuse) or (isinstance(fault, faults.Garble) and not fault.delivered):
            asked.status = fault.code if isinstance(fault, faults.Refuse) else fault.status
            return _spoiled(fault)
        if fault == faults.Reset(delivered=False):
            return _torn(request)
        result = await self._carry_out(bot, asked, body)
        if isinstance(fault, faults.Slow):
            await asyncio.sleep(fault.seconds)
        if isinstance(fault, faults.Reset):
            return _torn(request)
        return _spoiled(fault) if isinstance(fault, faults.Garble) else self._answer(asked, result)

    async def _carry_out(self, bot: FakeBot, asked: Asked, body: Body) -> Any:
        """The result of the method, or its refusal."""
        bot.in_flight += 1
        try:
            _bear(bot)
            asked.uploads = body.uploads
            asked.params = schema.read_request(asked.method, body.given, body.uploads, body.as_text)
            await self.tempo.sleep(self.files.pause_for(bot.id, body.uploads))
            result = await _known(asked.method)(Call(bot, asked.params, self.files, self.tempo))
            if asked.method not in UNCOUNTED:  # checked when they were queued, and tests queue poison
                schema.check_answer(asked.method, result)
        except ApiError as refusal:
            return refusal
        finally:
            bot.in_flight -= 1
        return result

    def _answer(self, asked: Asked, result: Any) -> web.StreamResponse:
        if isinstance(result, ApiError):
            asked.status, asked.answer = result.code, result.body()
            return _json(result.body(), result.code)
        asked.status, asked.answer = 200, result
        return _json({"ok": True, "result": result}, 200)

    async def _obey(self, bot: FakeBot, given: Json) -> None:
        """A request in the answer to a webhook call; nobody hears how it went."""
        name = schema.methods().get(str(given.pop("method")).lower())
        if name is not None:
            asked = Asked(name.__api_method__, "WEBHOOK", "application/json", self.tempo.now(), bot.id)
            self.requests.append(asked)
            result = await self._carry_out(bot, asked, Body(given, {}, as_text=False))
            self._answer(asked, result)


def _known(name: str) -> Method:
    if name.lower() not in METHODS:
        raise ApiError(501, f"Not Implemented: the fake does not know what {name} does")
    return METHODS[name.lower()]


def _bear(bot: FakeBot) -> None:
    if bot.in_flight > IN_FLIGHT_MOST:
        raise too_many(60)


def _number(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _json(body: Json, status: int) -> web.Response:
    headers = {"Retry-After": str(body["parameters"]["retry_after"])} if status == 429 else None
    return web.json_response(body, status=status, headers=headers)


def _spoiled(fault: faults.Refuse | faults.Garble) -> web.Response:
    if isinstance(fault, faults.Garble):
        return web.Response(body=fault.body, status=fault.status)
    return web.json_response(
        ApiError(fault.code, fault.words, **(fault.parameters or {})).body(), status=fault.code
    )


def _torn(request: web.Request) -> web.StreamResponse:
    """The connection ends in the middle."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


__all__ = ["GENERAL", "Asked", "FakeBotApi"]
