"""In what order do parts start and stop? Signals, drain, exit.

Start: the loops first, so that what a former life left is worked off, then the door (HTTP). Stop: the
door is closed first, then the loops finish the batch they are in, then the database.
"""

import asyncio
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import structlog
from aiohttp.web import Application, AppRunner, TCPSite

from bot.core.errors import CanDungError
from bot.core.messages import InboxId
from bot.core.ports import Channel, Clock
from bot.memory import settle
from bot.workers.dispatcher import Dispatcher
from bot.workers.loop import Loop
from bot.workers.timers import Timers
from storage import inbox, state
from storage.database import Database
from storage.touch import Connection

log = structlog.get_logger()

GRACE: Final = 25.0
"""Seconds that the loops may take for what is under way."""


class DoorShut(CanDungError):
    """The address cannot be listened on; the message says what to do."""


@dataclass(slots=True)
class App:
    """Everything that runs. `web` is None where nobody is let in, `loops` empty where nothing is done."""

    database: Database
    clock: Clock
    dispatcher: Dispatcher | None = None
    timers: Timers | None = None
    loops: Sequence[Loop] = ()
    """All loops, those two included."""
    channels: Sequence[Channel] = ()
    """Opened before the loops, closed after them."""
    web: Application | None = None
    host: str = ""
    port: int = 0
    opened: Callable[[int], None] = lambda _port: None
    """Called with the port once people can come in."""
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _life: int | None = None
    _runner: AppRunner | None = None

    async def serve(self) -> None:
        """Start, wait for SIGINT or SIGTERM, stop in good order."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(_note)
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stop.set)
        try:
            await self.start()
            settle()
            await stop.wait()
        finally:
            await self.stop()

    async def start(self) -> None:
        """Channels, loops, then the door."""
        for channel in self.channels:
            await channel.open()
        if self.loops:
            await self._begin()
        for duty in self.loops:
            self._tasks.append(asyncio.create_task(duty.run(), name=duty.name))
        if self.web is not None:
            await self._open_door(self.web)

    async def _begin(self) -> None:
        """Note this life; after an unclean end of the last one replay its rows one by one."""

        def begin(conn: Connection) -> tuple[int, int | None]:
            life, unclean = state.begin_run(conn, wall=self.clock.wall(), alone=self.database.sqlite)
            return life, inbox.newest(conn) if unclean else None

        self._life, careful_until = await self.database.write(begin)
        if self.timers is not None:
            self.timers.life = self._life
        if self.dispatcher is not None and careful_until:
            log.warning("the last run stopped uncleanly: its messages are replayed one by one")
            self.dispatcher.careful_until = InboxId(careful_until)

    async def _open_door(self, door: Application) -> None:
        self._runner = AppRunner(door, access_log=None, shutdown_timeout=5.0, handle_signals=False)
        await self._runner.setup()
        try:
            await TCPSite(self._runner, self.host, self.port, reuse_address=True).start()
        except OSError as problem:
            raise DoorShut(
                f"cannot listen on {self.host} port {self.port} ({problem.strerror}):"
                " set CANDUNG_HTTP_HOST and CANDUNG_HTTP_PORT"
            ) from problem
        port = int(self._runner.addresses[0][1])
        log.info("open", port=port)
        self.opened(port)

    async def stop(self) -> None:
        """Door, loops, database. Trouble with one of them keeps none of the others from ending."""
        log.info("stopping")
        if self._runner is not None:
            await self._runner.cleanup()
        for duty in self.loops:
            duty.stop()
        clean = await self._wait_for_loops()
        for channel in self.channels:
            await self._close(channel)
        if clean and self._life is not None:
            await self._note_the_end(self._life)
        self.database.close()
        log.info("stopped")

    async def _close(self, channel: Channel) -> None:
        try:
            await channel.close()
        except Exception as problem:  # one that does not close keeps nothing else open
            log.warning("channel not closed", channel=channel.name, problem=type(problem).__name__)

    async def _wait_for_loops(self) -> bool:
        """Whether all of them ended well."""
        if not self._tasks:
            return True
        ended, late = await asyncio.wait(self._tasks, timeout=GRACE)
        for task in late:
            task.cancel()
            log.warning("cut short", loop=task.get_name())
        await asyncio.gather(*late, return_exceptions=True)
        for task in ended:
            if (problem := task.exception()) is not None:
                log.error("ended badly", loop=task.get_name(), problem=type(problem).__name__)
        return not late

    async def _note_the_end(self, life: int) -> None:
        try:
            await self.database.write(lambda conn: state.end_run(conn, life))
        except Exception as problem:  # then the next run is careful for nothing
            log.warning("the end was not noted", problem=type(problem).__name__)


def _note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What nobody waited for and went wrong. The usual text would hold the error's own words."""
    problem = context.get("exception")
    log.error("unheard trouble", problem=type(problem).__name__)
    log.debug("unheard trouble", exc_info=problem)
