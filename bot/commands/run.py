"""`run`, `web`, `worker`: start the whole house, only its door, or only its loops."""

import asyncio
import sys

from bot import logs
from bot.core.errors import CanDungError
from bot.settings import Settings
from bot.wiring import House, Part, build, furnish
from bot.workers.lock import FolderLock
from handlers.staff.issuing import first_link


class OneProcess(CanDungError):
    """On SQLite only `run` may start."""


def run() -> None:
    """Start everything in one process: migrate, serve the chat page, run the loops."""
    settings = Settings()
    logs.configure(settings)
    lock = FolderLock(settings.data_dir) if settings.embedded else None
    try:
        _serve(furnish(settings, upgrade=True), Part(), tells_first=True)
    finally:
        if lock is not None:
            lock.release()


def web() -> None:
    """Start only the chat page and the webhooks (PostgreSQL)."""
    _start_part(Part(loops=False))


def worker() -> None:
    """Start only the loops (PostgreSQL)."""
    _start_part(Part(web=False))


def _start_part(part: Part) -> None:
    settings = Settings()
    logs.configure(settings)
    if settings.embedded:
        raise OneProcess(
            "with SQLite everything runs in one process: use candung run,"
            " or set CANDUNG_DATABASE_URL to a PostgreSQL database"
        )
    _serve(furnish(settings, upgrade=False), part)


def _first_link(house: House) -> str | None:
    """The token that makes the first administrator; a newer one ends the older ones."""
    now = house.clock.now()
    return house.database.transact(lambda conn: first_link(conn, house.keyring, now=now))


def _serve(house: House, part: Part, *, tells_first: bool = False) -> None:
    with house:
        app = build(house, part)
        token = _first_link(house) if tells_first else None
        app.opened = lambda port: _announce(house, port, token)
        asyncio.run(app.serve())


def _announce(house: House, port: int, token: str | None) -> None:
    settings = house.settings
    host = f"[{settings.http_host}]" if ":" in settings.http_host else settings.http_host
    address = settings.public_url or f"http://{host}:{port}"
    print(f"\n  {house.ward.name.vi} – Cân Đúng")
    print(f"  Chat page: {address}/")
    if token is not None:
        print("\n  There is no administrator yet. This link makes the first one (once, within two days):")
        print(f"  {address}/staff#invite={token}")
    if house.rehearsal is not None:
        print(f"\n  *** {shout(house)} ***")
    print("\n  Stop with Ctrl+C.\n")
    sys.stdout.flush()


def shout(house: House) -> str:
    """Nobody may take a rehearsal for the real thing."""
    assert house.rehearsal is not None, "only a rehearsal is shouted about"
    return (
        f"REHEARSAL: it is {house.ward.local(house.clock.now()):%Y-%m-%d %H:%M} here and a second lasts"
        f" {house.rehearsal.scale:g} s. Nothing that is filed now is real."
    )
