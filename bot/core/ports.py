"""What the rest of the house expects from the outside world."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol, runtime_checkable

import msgspec

from bot.core.messages import Address, Attachment, EvidenceId, Inbound, OutboxId, Priority, Prompt


class Clock(Protocol):
    """Product time drives cases, drafts and reminders; wall time drives HTTP, back-off and pacing."""

    def now(self) -> datetime:
        """Product time, aware, UTC."""
        ...

    def wall(self) -> datetime:
        """Wall time, aware, UTC."""
        ...


class EvidenceStore(Protocol):
    """Where sealed files lie. A key names one object; objects are never changed."""

    async def put(self, key: str, content: bytes) -> None:
        """Seal and store; durable when it returns."""
        ...

    async def fetch(self, key: str) -> bytes:
        """The content as it came. Raises `FileNotFoundError` where there is none."""
        ...

    async def delete(self, key: str) -> None:
        """Remove; no error where there is nothing."""
        ...

    async def check(self) -> None:
        """Raises when the store cannot be written."""
        ...


class Gallery(Protocol):
    """The clean copies of pictures, for channels that show them."""

    async def picture(self, id_: EvidenceId) -> bytes:
        """A JPEG. Raises `Throttled` while it is still being made, `Rejected` where there is none."""
        ...

    async def recall(self, id_: EvidenceId, channel: str, account: str) -> str | None:
        """The platform's own id of this picture, where it was sent there before."""
        ...

    async def remember(self, id_: EvidenceId, channel: str, account: str, ref: str) -> None:
        """The platform's own id of this picture, so that it need not be uploaded again."""
        ...


class IntakeRow(msgspec.Struct, frozen=True):
    """An update as the channel sorts it before it is stored: whose lane, and the duplicate key."""

    address: Address
    external_id: str
    raw: bytes


class StoredRow(msgspec.Struct, frozen=True):
    """An inbox row as its channel reads it back."""

    channel: str
    account: str
    external_id: str
    raw: bytes
    received_at: datetime


class Parcel(msgspec.Struct, frozen=True):
    """One outbox row as its channel sends it.

    `edits` is the platform's id of the message that this one takes the place of, if it was sent.
    `repeated`: it may have arrived before, and its words say so. `landed`: which parts of it have arrived, by
    keys of the channel's own, with the platform's ids; the channel writes on it as they do, and what stands
    there when an attempt fails is kept for the next one, whatever becomes of this process.
    """

    id: OutboxId
    address: Address
    prompt: Prompt
    language: str
    edits: str | None = None
    priority: Priority = Priority.ANSWER
    repeated: bool = False
    landed: dict[str, int] = msgspec.field(default_factory=dict)


class Channel(Protocol):
    """One platform. Errors of `send` are those of `bot.core.errors.SendError`."""

    name: str
    account: str
    resends: bool
    """Whether sending the same parcel twice is harmless (the platform drops the copy)."""

    async def open(self) -> None:
        """Get ready before the first send or poll; never waits for the platform."""
        ...

    async def close(self) -> None:
        """Give back what `open` took."""
        ...

    def verify(self, headers: Mapping[str, str], raw: bytes) -> bool:
        """Whether a webhook call is genuine."""
        ...

    def rows(self, raw: bytes) -> Sequence[IntakeRow]:
        """The updates in one webhook body."""
        ...

    def poll(self) -> AsyncIterator[Sequence[IntakeRow]]:
        """Batches of updates; asking for the next batch confirms the one before.

        A batch may be empty: the platform answered and had nothing. Where nothing is polled it ends at
        once. Raises `SendError` when the platform cannot be asked; it can be called again then.
        """
        ...

    def parse(self, row: StoredRow) -> Inbound:
        """Read one stored update. Raises `Unparsable`."""
        ...

    async def send(self, parcel: Parcel) -> str:
        """Deliver; returns the platform's id of the message."""
        ...

    async def answer(self, message: Inbound, text: str) -> None:
        """Tell the platform that the press in `message` was handled; best effort."""
        ...

    async def fetch(self, attachment: Attachment) -> bytes:
        """The bytes of a file that a message pointed to."""
        ...

    async def discard(self, attachment: Attachment) -> None:
        """The file is kept elsewhere or refused: drop what we hold of it (an upload); else nothing."""
        ...

    def invite(self, token: str) -> str | None:
        """A link that brings a person with this token here, or None where there are no links."""
        ...

    async def check(self) -> str:
        """One sentence for `doctor`. Raises `SendError` when the channel cannot work."""
        ...


@runtime_checkable
class OfGroups(Protocol):
    """A channel on which several people talk in one chat."""

    def group_invite(self, token: str) -> str | None:
        """A link that brings us with this token into a group, None while there is none."""
        ...
