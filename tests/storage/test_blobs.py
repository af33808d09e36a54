"""Files survive, sealed, in a folder and in a bucket."""

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from obstore.store import MemoryStore

from bot.core.messages import EvidenceId
from bot.core.ports import EvidenceStore
from storage.blobs import Blobs, object_key
from storage.sealing import Keyring, SealBroken, random_id

RING = Keyring(b"an invented secret of 32 bytes!!")
WORDS = b"what a resident photographed " * 50
FUTURE = datetime.now(UTC) + timedelta(days=1)
PAST = datetime.now(UTC) - timedelta(days=1)


class FakeS3:
    """As much of S3 as we use: objects in a bucket, put, read, removed and listed; signed by someone."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def app(self) -> web.Application:
        app = web.Application(client_max_size=1 << 26)
        app.router.add_get("/bucket", self.listing)
        app.router.add_put("/bucket/{key:.+}", self.put)
        app.router.add_get("/bucket/{key:.+}", self.fetch)
        app.router.add_delete("/bucket/{key:.+}", self.delete)
        return app

    async def put(self, request: web.Request) -> web.Response:
        assert "Credential=invented-key/" in request.headers["Authorization"]
        self.objects[request.match_info["key"]] = await request.read()
        return web.Response(headers={"ETag": '"1"'})

    async def fetch(self, request: web.Request) -> web.Response:
        body = self.objects.get(request.match_info["key"])
        if body is None:
            return web.Response(status=404, text="<Error><Code>NoSuchKey</Code></Error>")
        return web.Response(
            body=body, headers={"ETag": '"1"', "Last-Modified": "Sun, 22 Nov 2026 08:00:00 GMT"}
        )

    async def delete(self, request: web.Request) -> web.Response:
        self.objects.pop(request.match_info["key"], None)
        return web.Response(status=204)

    async def listing(self, request: web.Request) -> web.Response:
        rows = "".join(
            f"<Contents><Key>{key}</Key><LastModified>{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.000Z}</LastModified>"
            f'<Size>{len(body)}</Size><ETag>"1"</ETag></Contents>'
            for key, body in self.objects.items()
            if key.startswith(request.query["prefix"])
        )
        body = f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>"
        return web.Response(text=body, content_type="application/xml")


@pytest.fixture
async def bucket(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeS3]:
    fake = FakeS3()
    server = TestServer(fake.app())
    await server.start_server()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{server.port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented-key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    monkeypatch.setenv("AWS_REGION", "nowhere-1")
    yield fake
    await server.close()


@pytest.fixture(params=["folder", "bucket", "memory"])
async def blobs(request: pytest.FixtureRequest, tmp_path: Path, bucket: FakeS3) -> Blobs:
    assert not bucket.objects
    if request.param == "memory":
        return Blobs(MemoryStore(), RING)
    return Blobs.open("s3://bucket/some/prefix" if request.param == "bucket" else str(tmp_path), RING)


def a_key() -> str:
    return object_key(EvidenceId(random_id()), "original")


def every_byte(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def listed(blobs: Blobs, before: datetime = FUTURE) -> set[str]:
    return {key async for key in blobs.keys(before)}


@pytest.mark.parametrize("size", [0, 1, 6_000_000])
async def test_a_file_comes_back_as_it_was(blobs: Blobs, size: int) -> None:
    key, content = a_key(), os.urandom(size)
    await blobs.put(key, content)
    assert await blobs.fetch(key) == content


async def test_what_is_not_there_is_told_as_such_and_its_removal_is_no_error(blobs: Blobs) -> None:
    with pytest.raises(FileNotFoundError):
        await blobs.fetch(a_key())
    await blobs.delete(a_key())


async def test_a_removed_file_is_gone(blobs: Blobs) -> None:
    key = a_key()
    await blobs.put(key, WORDS)
    await blobs.delete(key)
    with pytest.raises(FileNotFoundError):
        await blobs.fetch(key)
    assert await listed(blobs) == set()


async def test_storing_again_after_a_failure_is_harmless(blobs: Blobs) -> None:
    key = a_key()
    await blobs.put(key, WORDS)
    await blobs.put(key, WORDS)
    assert await blobs.fetch(key) == WORDS
    assert await listed(blobs) == {key}


async def test_old_files_are_listed_and_young_ones_left_in_peace(blobs: Blobs) -> None:
    keys = {a_key(), a_key()}
    for key in keys:
        await blobs.put(key, WORDS)
    assert await listed(blobs) == keys
    assert await listed(blobs, PAST) == set()


async def test_a_check_leaves_nothing_behind(blobs: Blobs) -> None:
    await blobs.check()
    assert await listed(blobs) == set()


async def test_the_store_is_what_the_house_expects(blobs: Blobs) -> None:
    store: EvidenceStore = blobs
    await store.check()


@pytest.mark.parametrize(
    "key", ["", "../x/original", "/etc/passwd", f"{'a' * 32}/../x", f"{'a' * 32}/Original", "A/b"]
)
async def test_only_a_random_id_and_a_role_make_a_name(blobs: Blobs, key: str) -> None:
    for use in (blobs.fetch, blobs.delete):
        with pytest.raises(ValueError, match="32 hex digits"):
            await use(key)
    with pytest.raises(ValueError, match="32 hex digits"):
        await blobs.put(key, WORDS)


async def test_nothing_lies_in_clear_on_the_disk(tmp_path: Path) -> None:
    await Blobs.open(str(tmp_path), RING).put(a_key(), WORDS)
    assert len(every_byte(tmp_path)) > len(WORDS)
    assert b"resident" not in every_byte(tmp_path)


async def test_nothing_lies_in_clear_in_the_bucket(bucket: FakeS3) -> None:
    key = a_key()
    await Blobs.open("s3://bucket/some/prefix/", RING).put(key, WORDS)
    assert bucket.objects.keys() == {f"some/prefix/{key}"}
    assert b"resident" not in bucket.objects[f"some/prefix/{key}"]


async def test_a_bucket_without_a_prefix_is_taken_too(bucket: FakeS3) -> None:
    await Blobs.open("s3://bucket", RING).check()
    assert bucket.objects == {}


async def test_a_file_put_in_the_place_of_another_does_not_open(tmp_path: Path) -> None:
    blobs, one, two = Blobs.open(str(tmp_path), RING), a_key(), a_key()
    await blobs.put(one, WORDS)
    await blobs.put(two, WORDS)
    (tmp_path / one).replace(tmp_path / two)
    with pytest.raises(SealBroken):
        await blobs.fetch(two)


async def test_a_file_survives_a_restart(tmp_path: Path) -> None:
    key = a_key()
    await Blobs.open(str(tmp_path / "evidence"), RING).put(key, WORDS)
    assert await Blobs.open((tmp_path / "evidence").as_uri(), RING).fetch(key) == WORDS


async def test_a_new_folder_is_for_us_alone(tmp_path: Path) -> None:
    Blobs.open(str(tmp_path / "a folder" / "evidence"), RING)
    assert (tmp_path / "a folder" / "evidence").stat().st_mode & 0o777 == 0o700


async def test_a_file_is_flushed_with_its_name_before_put_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[Path] = []

    def fsync(descriptor: int) -> None:
        flushed.append(Path(f"/proc/self/fd/{descriptor}").readlink())

    blobs, key = Blobs.open(str(tmp_path), RING), a_key()
    monkeypatch.setattr(os, "fsync", fsync)
    await blobs.put(key, WORDS)
    assert flushed == [tmp_path / key, (tmp_path / key).parent, tmp_path]


async def test_what_a_crash_left_half_written_is_cleared_once_it_is_old(tmp_path: Path) -> None:
    blobs, key = Blobs.open(str(tmp_path), RING), a_key()
    await blobs.put(key, WORDS)
    for half in (tmp_path / f"{key}#1", tmp_path / f"{a_key()}#1"):
        half.parent.mkdir(exist_ok=True)
        half.write_bytes(b"half")
    assert await listed(blobs) == {key}
    assert await blobs.clear_half_written(PAST) == 0
    assert await blobs.clear_half_written(FUTURE) == 2
    assert await blobs.fetch(key) == WORDS
    assert os.listdir(tmp_path) == [key.partition("/")[0]]  # noqa: PTH208 - only names are compared


async def test_a_bucket_keeps_nothing_half_written(bucket: FakeS3) -> None:
    blobs = Blobs.open("s3://bucket", RING)
    assert await blobs.clear_half_written(FUTURE) == 0
    assert bucket.objects == {}


async def test_room_on_the_disk_is_told_where_there_is_a_disk(tmp_path: Path) -> None:
    free = Blobs.open(str(tmp_path), RING).free_bytes()
    assert free is not None
    assert free > 0
    assert Blobs(MemoryStore(), RING).free_bytes() is None


@pytest.mark.parametrize("url", ["ftp://somewhere/x", "s3://", "gs://bucket"])
def test_a_place_we_cannot_use_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="s3://"):
        Blobs.open(url, RING)


async def test_a_store_that_cannot_be_written_fails_its_check(tmp_path: Path) -> None:
    blobs = Blobs.open(str(tmp_path / "evidence"), RING)
    (tmp_path / "evidence").rmdir()
    (tmp_path / "evidence").write_bytes(b"in the way")
    with pytest.raises(Exception, match="evidence"):
        await blobs.check()
