"""What must be true after any number of kills, asked of the database and the evidence folder themselves."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from bot.settings import Settings
from storage import evidence
from storage.blobs import Blobs
from storage.cases import CASES
from storage.database import Database
from storage.evidence import EvidenceState, File
from storage.inbox import INBOX, InboxState
from storage.outbox import OUTBOX, OutboxState
from storage.sealing import Keyring
from tests.support.process import Process
from tests.support.resident import Item

DRAIN_SECONDS: Final = 60.0


class Books:
    """The database of a stopped installation."""

    def __init__(self, folder: Path) -> None:
        self.settings = _settings(folder)
        self.keyring = Keyring((folder / "secret.key").read_bytes().strip())
        self.database = Database(self.settings.database, self.keyring)

    def close(self) -> None:
        """Finish."""
        self.database.close()

    def rows(self, table: Any) -> Sequence[Any]:
        """All of them."""
        return self.database.transact(lambda conn: conn.execute(select(table)).all())

    async def digests(self) -> list[list[str]]:
        """For every case the SHA-256 of its files, in order, as the evidence store gives them back."""
        return [await self._read(row.id) for row in self.rows(CASES)]

    async def _read(self, case: int) -> list[str]:
        store = Blobs.open(self.settings.evidence, self.keyring)
        files = await self.database.read(lambda conn: evidence.of_case(conn, case))
        return [await _digest(store, file) for file in files]


def _settings(folder: Path) -> Settings:
    """Without the `.env` of whoever runs the tests."""
    apart: dict[str, Any] = {"_env_file": None}
    return Settings(data_dir=folder, **apart)


async def _digest(store: Blobs, file: File) -> str:
    assert file.state is EvidenceState.READY, file
    found = hashlib.sha256(await store.fetch(f"{file.id}/original")).hexdigest()
    assert found == file.digest
    if file.has_copy:
        assert (await store.fetch(f"{file.id}/copy")).startswith(b"\xff\xd8")
    return found


async def drained(process: Process) -> None:
    """Until nothing waits any more: no message, no delivery, no file."""
    with closing(Books(process.folder)) as books:
        until = asyncio.get_running_loop().time() + DRAIN_SECONDS
        while asyncio.get_running_loop().time() < until:
            if not await books.database.read(_open_work):
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"still at work: {await books.database.read(_open_work)}")


def _open_work(conn: Any) -> list[Any]:
    waiting = select(INBOX.c.id, INBOX.c.state).where(INBOX.c.state == InboxState.WAITING)
    sending = select(OUTBOX.c.id, OUTBOX.c.state).where(
        OUTBOX.c.state.in_([OutboxState.QUEUED, OutboxState.SENDING])
    )
    fetching = select(evidence.EVIDENCE.c.id, evidence.EVIDENCE.c.state).where(
        evidence.EVIDENCE.c.state == EvidenceState.WANTED
    )
    return [tuple(row) for which in (waiting, sending, fetching) for row in conn.execute(which)]


async def nothing_is_lost(books: Books, reports: Sequence[Sequence[bytes]]) -> None:
    """Every report is one case with its photos; every message is done, every delivery has arrived."""
    told = [sorted(hashlib.sha256(photo).hexdigest() for photo in photos) for photos in reports]
    assert sorted(map(sorted, await books.digests())) == sorted(told)
    assert Counter(row.state for row in books.rows(INBOX)).keys() == {InboxState.DONE}
    assert Counter(row.state for row in books.rows(OUTBOX)).keys() == {OutboxState.DELIVERED}
    assert all(row.repeats == 0 for row in books.rows(OUTBOX))


def told_once(items: Sequence[Item], expected: Iterable[str]) -> None:
    """The ward said exactly this, each sentence once and in this order."""
    assert [heading(item) for item in items if item["from"] == "ward"] == list(expected)


def heading(item: Item) -> str:
    """What an item says, without the code and secret that differ from report to report."""
    return "RECEIPT" if item["picture"] else str(item["text"])
