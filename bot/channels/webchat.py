"""The web chat as a channel: the outbox itself is the mailbox, so that sending only rings the bell."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Annotated, Final, Protocol

import msgspec
from msgspec import Meta

from bot.channels.layout import Limits, fit
from bot.core.errors import Misconfigured, Rejected, Unparsable
from bot.core.messages import Address, Attachment, Inbound, LaneKey, MediaKind, Point, Prompt
from bot.core.ports import EvidenceStore, IntakeRow, Parcel, StoredRow

NAME: Final = "web"
PAGE: Final = Limits(text=None, buttons=100, label=200)
"""The page shows what it gets: only absurd labels are cut."""
LONGEST: Final = 100_000


class Bell(Protocol):
    """Wakes the open pages of a person."""

    def ring(self, lane: LaneKey) -> None:
        """There is something new on this lane."""
        ...

    def ack(self, lane: LaneKey, tap: str, text: str) -> None:
        """A press was handled."""
        ...


class Where(msgspec.Struct, omit_defaults=True):
    """A place as the page sends it."""

    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]
    accuracy: Annotated[float, Meta(ge=0, le=100_000_000)] | None = None


class SentFile(msgspec.Struct, omit_defaults=True):
    """A file that came with a message; `ref` is its key in the store."""

    ref: str
    kind: MediaKind
    name: str = ""
    size: int = 0


class Sent(msgspec.Struct, omit_defaults=True):
    """One message as it lies in the inbox. `label` is what the pressed button said, for showing only.
    `invitation` is the tag of a one-time token; the token itself is not kept."""

    person: str
    id: str
    text: str = ""
    tap: str | None = None
    label: str = ""
    location: Where | None = None
    files: tuple[SentFile, ...] = ()
    caption: str = ""
    language: str = ""
    invitation: str = ""


def read_sent(raw: bytes) -> Sent:
    """A stored message. Raises `Unparsable`."""
    try:
        return msgspec.json.decode(raw, type=Sent)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as problem:
        raise Unparsable(type(problem).__name__) from problem


class WebChat:
    """The channel of the chat page."""

    name = NAME
    resends = True

    def __init__(
        self,
        account: str,
        store: EvidenceStore,
        bell: Bell,
        lane_of: Callable[[Address], LaneKey],
        public: str,
    ) -> None:
        self.account = account
        self._store = store
        self._bell = bell
        self._lane_of = lane_of
        self._public = public

    def address(self, person: str) -> Address:
        """Where the person of this session is reached."""
        return Address(self.name, self.account, person)

    async def open(self) -> None:
        """Nothing is opened."""

    async def close(self) -> None:
        """Nothing was opened."""

    def verify(self, _headers: Mapping[str, str], _raw: bytes) -> bool:
        """There is no webhook."""
        return False

    def rows(self, _raw: bytes) -> Sequence[IntakeRow]:
        """There is no webhook."""
        return ()

    async def poll(self) -> AsyncIterator[Sequence[IntakeRow]]:
        """Nothing is polled: messages come through the page's own requests."""
        nothing: tuple[Sequence[IntakeRow], ...] = ()
        for rows in nothing:
            yield rows

    def parse(self, row: StoredRow) -> Inbound:
        """Read one stored message. Raises `Unparsable`."""
        sent = read_sent(row.raw)
        where = sent.location
        return Inbound(
            Address(row.channel, row.account, sent.person),
            row.received_at,
            text=(sent.text or sent.caption).replace("\0", "")[:LONGEST],
            tap=sent.tap,
            point=Point(where.latitude, where.longitude, where.accuracy) if where else None,
            attachments=tuple(Attachment(file.ref, file.kind, file.name, file.size) for file in sent.files),
            language=sent.language or None,
            external_id=row.external_id,
            invitation=sent.invitation,
        )

    async def send(self, parcel: Parcel) -> str:
        """The row stands in the outbox already: the open pages are told to look."""
        self._bell.ring(self._lane_of(parcel.address))
        return str(parcel.id)

    async def answer(self, message: Inbound, text: str) -> None:
        """Tell the open pages that a press was handled."""
        self._bell.ack(self._lane_of(message.address), message.tap or "", text)

    async def fetch(self, attachment: Attachment) -> bytes:
        """The upload as it came. Raises `Rejected` where it is gone."""
        try:
            return await self._store.fetch(attachment.ref)
        except FileNotFoundError:
            raise Rejected("the upload is gone") from None

    async def discard(self, attachment: Attachment) -> None:
        """The upload is kept elsewhere, or refused."""
        await self._store.delete(attachment.ref)

    def invite(self, token: str) -> str:
        """The token travels in the fragment, which no server sees."""
        return f"{self._public}/staff#invite={token}"

    async def check(self) -> str:
        """Whether uploads can be kept."""
        try:
            await self._store.check()
        except Exception as problem:  # every store fails in its own way, and all mean the same here
            raise Misconfigured(f"uploads cannot be kept: {type(problem).__name__}") from problem
        return f"web chat at {self._public}"


def on_page(prompt: Prompt) -> Prompt:
    """A prompt as the page shows it: always one message."""
    [shown] = fit(prompt, PAGE)
    return shown
