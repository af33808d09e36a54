"""After a report is filed, nothing that lies about or is written down tells who filed what, where."""

import re
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from storage.cases import CASES
from tests.crash.toll import Books, drained
from tests.support.pictures import MAKER, photo
from tests.support.process import Process
from tests.support.resident import Resident, Story

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

WORDS = "Bà Nguyễn Thị Hoa Mận nói thẳng rằng thịt này để ba hôm rồi"
PHONE = "0912 345 678"
PIN = {"latitude": 20.941234, "longitude": 106.331987, "accuracy": 7.0}
FILE_NAME = "anh-cua-Hoa-Man.jpg"

CLEAR = (
    WORDS, "Hoa Mận", "Hoa-Man", "0912345678", "0912 345 678", "+84912345678", "84912345678", "912345678",
    "20.941234", "106.331987", MAKER,
)  # fmt: skip


def told(words: str) -> Iterator[bytes]:
    """As it could lie about: plain, in JSON, and in UTF-16."""
    yield words.encode()
    yield words.encode("unicode_escape")
    yield words.encode("utf-16-le")


def found(content: bytes, secrets: list[str]) -> list[str]:
    """Which of these stand in clear."""
    return [secret for secret in secrets if any(form in content for form in told(secret))]


@pytest.fixture(params=["text", "json"])
def process(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Process]:
    one = Process(tmp_path / "var", log_format=request.param)
    assert one.start()
    yield one
    one.kill()


async def test_a_filed_report_stands_nowhere_in_clear(process: Process) -> None:
    story = Story(
        words=WORDS, place=PIN, phone=PHONE, photos=(photo(640, 480),),
        wanted={"report:category": "CL", "report:identity": "sealed"},
    )  # fmt: skip
    async with Resident(process.url) as resident:
        receipt = await resident.files_report(story)
        await resident.says(text=f"Gọi tôi số {PHONE} nhé, tôi là Hoa Mận")
        await drained(process)
        history = await resident.history()
        copies = [
            await resident.fetches(file["url"]) for item in history for file in item["files"] if file["url"]
        ]
        secret = re.search(r"Mật mã: (\w{4}) ?(\w{4})", receipt["text"])
        assert secret is not None
        secrets = [*CLEAR, resident.id, "".join(secret.groups()), " ".join(secret.groups())]
        lying = {path.name: path.read_bytes() for path in process.folder.rglob("*") if path.is_file()}
        assert any(name.endswith("-wal") for name in lying), "the write-ahead log is part of the search"
    assert process.stop() == 0
    lying |= {f"{path.name} later": path.read_bytes() for path in process.folder.rglob("*") if path.is_file()}
    lying["log"] = process.said().encode()
    assert b"route=" in lying["log"] or b'"route"' in lying["log"], "requests are logged at this level"
    assert {name: clear for name, content in lying.items() if (clear := found(content, secrets))} == {}
    assert copies
    for copy in copies:
        assert found(copy, secrets) == []
        with Image.open(BytesIO(copy)) as picture:
            assert not picture.getexif()
    _was_really_kept(process.folder)


def _was_really_kept(folder: Path) -> None:
    """The search above would find nothing in an empty house either."""
    with closing(Books(folder)) as books:
        [report] = books.database.transact(lambda conn: conn.execute(select(CASES.c.report)).scalars().all())
    assert WORDS in str(report)
    assert str(PIN["latitude"]) in str(report)
