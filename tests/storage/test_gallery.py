"""Pictures for channels: the clean copy, and what a platform calls the one it has."""

from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.core.errors import Rejected, Throttled
from bot.core.messages import MediaKind
from storage import evidence
from storage.blobs import Blobs, object_key
from storage.database import Database
from storage.evidence import Kept
from storage.gallery import MAKING, StoredGallery
from tests.storage.samples import file_id, want

PICTURE = file_id(1)
COPY = b"\xff\xd8 a clean copy"


@pytest.fixture
def shelf(tmp_path: Path, database: Database) -> Blobs:
    """An empty store of evidence."""
    return Blobs.open(str(tmp_path), database.keyring)


@pytest.fixture
def gallery(database: Database, shelf: Blobs) -> StoredGallery:
    """Of one photo that a message pointed to and that nobody fetched yet."""
    database.transact(lambda conn: want(conn, 1))
    return StoredGallery(database, shelf)


def kept(conn: Connection, *, has_copy: bool = True) -> None:
    """The photo was fetched."""
    evidence.keep(conn, Kept(PICTURE, MediaKind.PHOTO, "image/jpeg", "d" * 64, 9, has_copy=has_copy))


async def test_a_picture_is_its_clean_copy(gallery: StoredGallery, database: Database, shelf: Blobs) -> None:
    await shelf.put(object_key(PICTURE, "copy"), COPY)
    await shelf.put(object_key(PICTURE, "original"), b"with the place it was taken in")
    database.transact(kept)
    assert await gallery.picture(PICTURE) == COPY


async def test_a_picture_that_is_still_being_made_is_asked_for_again(gallery: StoredGallery) -> None:
    with pytest.raises(Throttled) as told:
        await gallery.picture(PICTURE)
    assert told.value.after == MAKING


async def test_there_is_no_picture_of_what_is_none(gallery: StoredGallery, database: Database) -> None:
    with pytest.raises(Rejected):
        await gallery.picture(file_id(2))
    database.transact(partial(kept, has_copy=False))
    with pytest.raises(Rejected):
        await gallery.picture(PICTURE)


async def test_there_is_no_picture_of_what_was_erased_or_refused(
    gallery: StoredGallery, database: Database
) -> None:
    database.transact(lambda conn: want(conn, 2))
    database.transact(lambda conn: evidence.refuse(conn, file_id(2), "file-too-big"))
    database.transact(lambda conn: evidence.erase(conn, [PICTURE]))
    for id_ in (PICTURE, file_id(2)):
        with pytest.raises(Rejected):
            await gallery.picture(id_)


async def test_a_picture_that_is_missing_or_spoilt_in_the_store_is_rejected_for_good(
    gallery: StoredGallery, database: Database, shelf: Blobs, tmp_path: Path
) -> None:
    database.transact(kept)
    with pytest.raises(Rejected):
        await gallery.picture(PICTURE)
    await shelf.put(object_key(PICTURE, "copy"), COPY)
    (tmp_path / object_key(PICTURE, "copy")).write_bytes(b"sealed by somebody else")
    with pytest.raises(Rejected):
        await gallery.picture(PICTURE)


async def test_what_a_platform_calls_a_picture_is_remembered_for_that_account_alone(
    gallery: StoredGallery, database: Database
) -> None:
    database.transact(kept)
    assert await gallery.recall(PICTURE, "post", "ward") is None
    await gallery.remember(PICTURE, "post", "ward", "ref-1")
    assert await gallery.recall(PICTURE, "post", "ward") == "ref-1"
    for channel, account in (("post", "other"), ("telepathy", "ward")):
        assert await gallery.recall(PICTURE, channel, account) is None
    assert await gallery.recall(file_id(2), "post", "ward") is None


async def test_the_newest_name_of_a_picture_counts(gallery: StoredGallery, database: Database) -> None:
    database.transact(kept)
    for ref in ("ref-1", "ref-2"):
        await gallery.remember(PICTURE, "post", "ward", ref)
    assert await gallery.recall(PICTURE, "post", "ward") == "ref-2"


async def test_a_picture_that_was_erased_here_is_not_sent_from_there(
    gallery: StoredGallery, database: Database
) -> None:
    database.transact(kept)
    await gallery.remember(PICTURE, "post", "ward", "ref-1")
    database.transact(lambda conn: evidence.erase(conn, [PICTURE]))
    assert await gallery.recall(PICTURE, "post", "ward") is None


async def test_a_name_that_cannot_be_opened_is_none_until_a_new_one_comes(
    gallery: StoredGallery, database: Database
) -> None:
    database.transact(kept)
    await gallery.remember(PICTURE, "post", "ward", "ref-1")
    database.transact(
        lambda conn: conn.execute(text("UPDATE picture_refs SET ref = :junk"), {"junk": b"spoilt"})
    )
    assert await gallery.recall(PICTURE, "post", "ward") is None
    await gallery.remember(PICTURE, "post", "ward", "ref-2")
    assert await gallery.recall(PICTURE, "post", "ward") == "ref-2"
