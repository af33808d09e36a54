"""The clean copies of pictures for channels that show them, and what platforms call those they have."""

from typing import Final

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlmodel import Field, SQLModel

from bot.core.errors import Rejected, Throttled
from bot.core.messages import EvidenceId
from bot.core.ports import EvidenceStore
from storage import evidence
from storage.blobs import object_key
from storage.columns import Sealed, legible, shut
from storage.database import Database
from storage.evidence import EVIDENCE, EvidenceState
from storage.sealing import SealBroken

MAKING: Final = 3.0
"""Seconds until a copy that is still being made is asked for again."""


class PictureRef(SQLModel, table=True):
    """A platform's own id of a picture that was sent there once."""

    __tablename__ = "picture_refs"

    evidence_id: str = Field(primary_key=True, max_length=32, foreign_key="evidence.id")
    channel: str = Field(primary_key=True, max_length=20)
    account: str = Field(primary_key=True, max_length=100)
    ref: bytes = Field(sa_type=Sealed("picture_refs.ref"))


REFS: Final = SQLModel.metadata.tables["picture_refs"]
_REMEMBER = {
    dialect: new.on_conflict_do_update(
        index_elements=["evidence_id", "channel", "account"], set_={"ref": new.excluded.ref}
    )
    for dialect, new in (("sqlite", sqlite_insert(REFS)), ("postgresql", postgres_insert(REFS)))
}


def remember(conn: Connection, id_: EvidenceId, channel: str, account: str, ref: str) -> None:
    """What the platform calls this picture; the newest counts."""
    row = {"evidence_id": id_, "channel": channel, "account": account, "ref": ref.encode()}
    conn.execute(_REMEMBER[conn.dialect.name], row)


def recall(conn: Connection, id_: EvidenceId, channel: str, account: str) -> str | None:
    """What the platform calls this picture; None where nobody knows, or it was erased here."""
    ours = (REFS.c.evidence_id == id_, REFS.c.channel == channel, REFS.c.account == account)
    stands = (EVIDENCE.c.id == REFS.c.evidence_id, EVIDENCE.c.state == EvidenceState.READY)
    ref = conn.execute(select(shut(REFS.c.ref, "ref")).where(*ours, *stands)).scalar()
    return legible(conn, REFS.c.ref, ref)


class StoredGallery:
    """The `Gallery` on the database and the store of evidence."""

    def __init__(self, database: Database, store: EvidenceStore) -> None:
        self._database = database
        self._store = store

    async def picture(self, id_: EvidenceId) -> bytes:
        """A JPEG. Raises `Throttled` while it is still being made, `Rejected` where there is none."""
        file = await self._database.read(lambda conn: evidence.find(conn, id_))
        if file is not None and file.state is EvidenceState.WANTED:
            raise Throttled(MAKING)
        if file is None or file.state is not EvidenceState.READY or not file.has_copy:
            raise Rejected("there is no such picture")
        try:
            return await self._store.fetch(object_key(id_, "copy"))
        except (FileNotFoundError, SealBroken):
            raise Rejected("the picture is gone") from None

    async def recall(self, id_: EvidenceId, channel: str, account: str) -> str | None:
        """The platform's own id of this picture, where it was sent there before."""
        return await self._database.read(lambda conn: recall(conn, id_, channel, account))

    async def remember(self, id_: EvidenceId, channel: str, account: str, ref: str) -> None:
        """The platform's own id of this picture, so that it need not be uploaded again."""
        await self._database.write(lambda conn: remember(conn, id_, channel, account, ref))
