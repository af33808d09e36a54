"""A full disk: uploads end first, then messages are refused; with room all goes on by itself."""

import asyncio
import resource
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.crash.toll import Books, drained, nothing_is_lost
from tests.support.pictures import photo
from tests.support.process import Process
from tests.support.resident import Resident, Story

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]

PLENTY = 10**12


class Disk:
    """How much room the process is told to have: by the database's own limit, or by the system's."""

    def __init__(self, folder: Path) -> None:
        self._room = folder / "room"
        self._tell(pages=0, free=PLENTY)
        self.process = Process(folder / "var")
        assert self.process.start(hops={"ROOM": str(self._room)})

    def runs_low(self) -> None:
        """Too little for an upload."""
        self._tell(pages=0, free=1000)

    def is_full(self, how: str) -> None:
        """`pages`: the database may not grow. `system`: no file can be written, not even a log."""
        self._tell(pages=int(how == "pages"), free=1000)
        if how == "system":
            self._limit(1)

    def has_room(self) -> None:
        """Somebody cleaned up."""
        self._limit(resource.RLIM_INFINITY)
        self._tell(pages=0, free=PLENTY)

    def _limit(self, size: int) -> None:
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def _tell(self, *, pages: int, free: int) -> None:
        fresh = self._room.with_suffix(".new")
        fresh.write_text(f"pages {pages}\nfree {free}\n", "ascii")
        fresh.replace(self._room)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    one = Disk(tmp_path)
    yield one
    one.process.kill()


async def _until_refused(resident: Resident) -> dict[str, object]:
    """Writes until the inbox takes no more; gives the message that was refused."""
    for _ in range(2000):
        message: dict[str, object] = {"id": str(uuid.uuid4()), "text": "Xin chào, " + "a" * 3000}
        status = await resident.tries("/chat/messages", message)
        if status != 200:
            assert status == 503
            return message
    raise AssertionError("the database was never full")


@pytest.mark.parametrize("how", ["pages", "system"])
async def test_a_full_disk_refuses_uploads_first_then_messages_and_recovers(disk: Disk, how: str) -> None:
    process = disk.process
    async with Resident(process.url) as filing, Resident(process.url) as writing:
        disk.runs_low()
        status, sentence = await filing.tries_photo(photo())
        assert (status, bool(sentence)) == (507, True)
        assert await writing.tries("/chat/messages", {"id": str(uuid.uuid4()), "text": "Xin chào"}) == 200
        disk.is_full(how)
        refused = await _until_refused(writing)
        if how == "system":  # with the other there is still room for a small row
            assert (await filing.readiness())[0] == 503
        report = asyncio.create_task(filing.files_report(Story(photos=(photo(450, 40), photo(40, 450)))))
        await asyncio.sleep(2)
        assert not report.done()
        assert process.lives()
        disk.has_room()
        assert await writing.tries("/chat/messages", refused) == 200
        receipt = await asyncio.wait_for(report, 60)
        assert receipt["picture"]
        await drained(process)
        assert (await filing.readiness())[0] == 200
    assert process.stop() == 0
    with closing(Books(process.folder)) as books:
        await nothing_is_lost(books, [(photo(450, 40), photo(40, 450))])
