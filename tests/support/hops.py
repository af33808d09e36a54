"""The product with a trap at one hop: the process kills itself when it passes there for the n-th time.

`HOP=name:n` sets the trap. `ROOM=FILE` makes the disk as small as the file says: a line `pages N` for the
database (0: no limit) and a line `free N` for the bytes that uploads find. The file is read again and
again, so that room can come back. With a Telegram token there are traps on that way too, and `READ=n` lets
an answer of that platform be given up after so many seconds.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NoReturn

import bot.web.messages
import bot.web.uploads
from bot.channels.webchat import WebChat
from bot.commands import main
from bot.workers.dispatcher import Dispatcher
from bot.workers.poller import Poller
from storage import cases, engines, evidence, inbox, outbox
from storage.blobs import Blobs

ENDLESS: Final = 1 << 30


class Trap:
    """Counts how often a hop was passed."""

    def __init__(self, told: str) -> None:
        self._hop, _, count = told.partition(":")
        self._left = int(count or 1)

    def passes(self, hop: str) -> None:
        """The process was here."""
        if hop == self._hop:
            self._left -= 1
            if self._left == 0:
                kill()


def kill() -> NoReturn:
    """As `kill -9` does it: nothing is finished, nothing is said."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("nobody survives this")


def _before(place: Any, name: str, passes: Callable[[], None]) -> None:
    done = getattr(place, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        passes()
        return done(*args, **kwargs)

    setattr(place, name, wrapped)


def _after(place: Any, name: str, passes: Callable[[], None], *, only: Callable[[Any], bool] = bool) -> None:
    done = getattr(place, name)

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        result = done(*args, **kwargs)
        if only(result):
            passes()
        return result

    setattr(place, name, wrapped)


def _around(place: Any, name: str, before: Callable[[], None], after: Callable[[], None]) -> None:
    """The same for a coroutine."""
    done = getattr(place, name)

    async def wrapped(*args: Any, **kwargs: Any) -> Any:
        before()
        result = await done(*args, **kwargs)
        after()
        return result

    setattr(place, name, wrapped)


def _put(trap: Trap) -> None:
    put = Blobs.put

    async def wrapped(self: Blobs, key: str, content: bytes) -> None:
        await put(self, key, content)
        trap.passes(f"put-{key.rpartition('/')[2]}")

    setattr(Blobs, "put", wrapped)  # noqa: B010  mypy rightly refuses the plain assignment


HOPS: Final = (
    "received", "stored", "claimed", "filed", "finished", "committed", "leased", "sending", "sent",
    "delivered", "put-upload", "put-original", "put-copy", "kept", "discarding",
)  # fmt: skip
"""In the order in which a message passes them."""
TELEGRAM: Final = "CANDUNG_TELEGRAM_TOKEN"
TELEGRAM_HOPS: Final = (
    "received", "stored", "claimed", "filed", "finished", "committed", "leased", "sending", "part-sending",
    "part-sent", "sent", "delivered", "fetching", "fetched", "put-original", "put-copy", "kept",
)  # fmt: skip
"""The same for a message on Telegram, which may be sent in parts."""


def lay(trap: Trap) -> None:
    """Put the trap at every hop; it springs at its own."""

    def at(hop: str) -> Callable[[], None]:
        return lambda: trap.passes(hop)

    for module in (bot.web.messages, bot.web.uploads):
        _around(module, "accept", at("received"), at("stored"))
    _after(inbox, "claim_heads", at("claimed"))
    _after(cases, "file", at("filed"))
    _after(inbox, "finish", at("finished"), only=lambda _: True)
    _before(Dispatcher, "_after", at("committed"))
    _after(outbox, "claim", at("leased"))
    _around(WebChat, "send", at("sending"), at("sent"))
    _after(outbox, "delivered", at("delivered"), only=lambda _: True)
    _put(trap)
    _after(evidence, "keep", at("kept"))
    _before(WebChat, "discard", at("discarding"))
    if TELEGRAM in os.environ:
        _lay_on_telegram(at)


def _lay_on_telegram(at: Callable[[str], Callable[[], None]]) -> None:
    from bot.channels.telegram import Telegram  # noqa: PLC0415  takes long to import, and few need it
    from bot.channels.telegram.sending import Sender  # noqa: PLC0415  as above

    _around(Poller, "_store", at("received"), at("stored"))
    _around(Telegram, "send", at("sending"), at("sent"))
    _around(Telegram, "fetch", at("fetching"), at("fetched"))
    _around(Sender, "_take", at("part-sending"), at("part-sent"))


def hurry(seconds: float) -> None:
    """Give up answers of Telegram sooner."""
    from bot.channels.telegram import transport  # noqa: PLC0415  takes long to import, and few need it

    setattr(transport, "READ_SECONDS", seconds)  # noqa: B010  mypy rightly refuses the plain assignment


def narrow(file: Path) -> None:
    """Make the disk as small as the file says, from one transaction to the next."""
    begin = engines._begin_immediate

    def limited(conn: Any) -> None:
        conn.exec_driver_sql(f"PRAGMA max_page_count={_room(file, 'pages')}")
        begin(conn)

    engines._begin_immediate = limited
    setattr(Blobs, "free_bytes", lambda _self: _room(file, "free"))  # noqa: B010  as above


def _room(file: Path, name: str) -> int:
    lines = dict(line.split() for line in file.read_text("ascii").splitlines())
    return int(lines.get(name, 0)) or ENDLESS


if __name__ == "__main__":
    if "HOP" in os.environ:
        lay(Trap(os.environ["HOP"]))
    if "READ" in os.environ:
        hurry(float(os.environ["READ"]))
    if "ROOM" in os.environ:
        narrow(Path(os.environ["ROOM"]))
    main()
