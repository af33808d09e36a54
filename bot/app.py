"""In what order do parts start and stop? Signals, drain, exit.

Start: the loops first, so that what a former life left is worked off, then the door (HTTP). Stop: the
door is closed first, then the loops finish the batch they are in, then the database.
"""

import asyncio
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import structlog
from aiohttp.web import Application, AppRunner, TCPSite

from bot.core.messages import InboxId
from bot.core.ports import Clock
from bot.workers.dispatcher import Dispatcher
from bot.workers.loop import Loop
from bot.workers.timers import Timers
from storage import inbox, state
from storage.database import Database
from storage.touch import Connection

log = structlog.get_logger()

GRACE: Final = 20.0
"""Seconds that a loop may take for the step that is under way."""


@dataclass(slots=True)
class App:
    """Everything that runs. `web` is None where nobody is let in, `loops` empty where nothing is done."""

    database: Database
    clock: Clock
    dispatcher: Dispatcher | None = None
    loops: Sequence[Loop] = ()
    timers: Timers | None = None
    web: Application | None = None
    host: str = ""
    port: int = 0
    opened: Callable[[int], None] = lambda _port: None
    """Called with the port once people can come in."""
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)
    _run: int | None = None
    _runner: AppRunner | None = None

    async def serve(self) -> None:
        """Start, wait for SIGINT or SIGTERM, stop in good order."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stop.set)
        await self.start()
        try:
            await stop.wait()
        finally:
            await self.stop()

    async def start(self) -> None:
        """Loops, timers, door."""
        if self.loops:
            await self._begin()
        for duty in self.loops:
            self._tasks.append(asyncio.create_task(duty.run(), name=duty.name))
        if self.timers is not None:
            self.timers.start()
        if self.web is not None:
            await self._open_door(self.web)

    async def _begin(self) -> None:
        """Note this life; after an unclean end of the last one replay its rows one by one."""

        def begin(conn: Connection) -> tuple[int, int | None]:
            run, unclean = state.begin_run(conn, wall=self.clock.wall(), alone=self.database.sqlite)
            return run, inbox.newest(conn) if unclean else None

        self._run, careful_until = await self.database.write(begin)
        if self.timers is not None:
            self.timers.run = self._run
        if self.dispatcher is not None and careful_until:
            log.warning("the last run stopped uncleanly: its messages are replayed one by one")
            self.dispatcher.careful_until = InboxId(careful_until)

    async def _open_door(self, door: Application) -> None:
        self._runner = AppRunner(door, access_log=None, shutdown_timeout=5.0, handle_signals=False)
        await self._runner.setup()
        await TCPSite(self._runner, self.host, self.port, reuse_address=True).start()
        port = int(self._runner.addresses[0][1])
        log.info("open", port=port)
        self.opened(port)

    async def stop(self) -> None:
        """Door, timers, loops, database."""
        log.info("stopping")
        if self._runner is not None:
            await self._runner.cleanup()
        if self.timers is not None:
            await self.timers.stop()
        for duty in self.loops:
            duty.stop()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=GRACE)
            for task in late:
                task.cancel()
                log.warning("cut short", loop=task.get_name())
        if self._run is not None:
            run = self._run
            await self.database.write(lambda conn: state.end_run(conn, run))
        self.database.close()
        log.info("stopped")
