"""What comes in and what goes out, alike on every channel."""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NewType, TypeAlias

import msgspec

LaneKey = NewType("LaneKey", str)
"""The queue of one person: an HMAC of their address, so that it names nobody."""
InboxId = NewType("InboxId", int)
OutboxId = NewType("OutboxId", int)
EvidenceId = NewType("EvidenceId", str)
"""32 hex digits, random."""

Value: TypeAlias = str | int | float
"""What may fill a place in a worded sentence."""


class Address(msgspec.Struct, frozen=True):
    """Where one person is reached: the channel, our account on it, the platform's id of the person."""

    channel: str
    account: str
    person: str


class MediaKind(StrEnum):
    """What the sender called a file; its true type is read from its content later."""

    PHOTO = "photo"
    VIDEO = "video"
    VOICE = "voice"
    DOCUMENT = "document"


class Attachment(msgspec.Struct, frozen=True):
    """A file that a message points to. `ref` is what the channel needs to fetch it. `size` in bytes.

    `forwarded`: the platform says that its sender had it from somebody else.
    """

    ref: str
    kind: MediaKind = MediaKind.DOCUMENT
    name: str = ""
    size: int | None = None
    forwarded: bool = False


class Point(msgspec.Struct, frozen=True):
    """A place on the map in WGS84 degrees; `accuracy` in metres where the phone told it."""

    latitude: float
    longitude: float
    accuracy: float | None = None


class Notice(msgspec.Struct, frozen=True):
    """What time, a loop of ours or the platform says on a person's lane, and no person: `draft-nudge`,
    `file-refused`, `photo-poor`; from a platform `blocked`, `unblocked`, and for a group `group-joined`,
    `group-left`, `group-moved` (`to`: its new id), `group-anonymous` (somebody wrote behind the group's
    name), or `nothing` (what is stored and calls for no answer)."""

    name: str
    args: Mapping[str, Value] = msgspec.field(default_factory=dict)


class Inbound(msgspec.Struct, frozen=True):
    """One message from a person (or one notice on their lane).

    `place` holds the words of a pin that has a name. `message_id` is the platform's id of the message, the
    same for all its versions; `edited`: this is a later version. `press` is the platform's id of a button
    press, needed to answer it. `group` is the platform's id of the group where it was said, empty in
    private; `address` is the person's own all the same. `sender` is what they call themselves there.
    `invitation` is the tag of a one-time token that stood in the message; the token itself is not kept.
    `more_may_follow`: the platform sends several files as so many messages, without saying how many.
    """

    address: Address
    at: datetime
    text: str = ""
    tap: str | None = None
    point: Point | None = None
    phone: str | None = None
    attachments: tuple[Attachment, ...] = ()
    notice: Notice | None = None
    language: str | None = None
    external_id: str = ""
    place: str = ""
    message_id: str = ""
    edited: bool = False
    press: str = ""
    group: str = ""
    sender: str = ""
    invitation: str = ""
    more_may_follow: bool = False


class Ask(StrEnum):
    """Which kind of reply we wait for; a channel may show a fitting input."""

    NOTHING = "nothing"
    CHOICE = "choice"
    TEXT = "text"
    AMOUNTS = "amounts"
    PLACE = "place"
    MEDIA = "media"
    PHONE = "phone"
    WHEN = "when"
    CODE = "code"


class Button(msgspec.Struct, frozen=True):
    """A labelled choice. `tap` comes back when it is pressed: `flow:question:option`, at most 64 bytes."""

    label: str
    tap: str


class Receipt(msgspec.Struct, frozen=True):
    """The proof of filing as a picture shows it, already worded. `secret` is empty where it stays hidden."""

    issuer: str
    title: str
    code_label: str
    code: str
    secret_label: str = ""
    secret: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    """(label, value)"""
    footer: str = ""


class Prompt(msgspec.Struct, frozen=True, omit_defaults=True):
    """What we say next, in the person's language, not yet fitted to a platform.

    `progress` is (step, of how many); `picture` is drawn by the channel that can show one. `photos` are the
    clean copies of these files, the text their caption. `point` is shown as a place on the map.
    `closes_input`: the input that was shown with an earlier question (a key for the phone's location) is
    over. `guarded`: not to be forwarded or saved, as far as the platform helps with that. `silent`: it
    arrives without a sound.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    ask: Ask = Ask.NOTHING
    optional: bool = False
    progress: tuple[int, int] | None = None
    picture: Receipt | None = None
    photos: tuple[EvidenceId, ...] = ()
    point: Point | None = None
    closes_input: bool = False
    guarded: bool = False
    silent: bool = False


class Kind(StrEnum):
    """Why something is said; decides priority and what happens when a delivery stays uncertain."""

    REPLY = "reply"
    QUESTION = "question"
    RECEIPT = "receipt"
    ASSIGNMENT = "assignment"
    REMINDER = "reminder"
    BROADCAST = "broadcast"

    @property
    def repeated_when_uncertain(self) -> bool:
        """Whether it is said once more, marked, after 60 s without a sign of life."""
        return self in {Kind.QUESTION, Kind.RECEIPT, Kind.ASSIGNMENT}


class Priority(IntEnum):
    """Lower goes first."""

    ANSWER = 0
    NEWS = 1
    REMINDER = 2
    BROADCAST = 3


class Outbound(msgspec.Struct, frozen=True):
    """A prompt on its way to one lane.

    `replaces`: a newer row with the same key on the same lane takes the place of this one: unsent it
    is dropped, sent it is edited where the channel can. `gathers`: it waits 2 s, 10 s at most, for a newer
    one with the same key, and once sent it is never edited (one acknowledgement for many files). `brief`:
    blanked an hour after delivery instead of after the usual days (an anonymous receipt). `anew`: one that
    was sent stays as it is, and this one stands below; from now on this one is edited.
    """

    lane: LaneKey
    prompt: Prompt
    kind: Kind = Kind.REPLY
    priority: Priority = Priority.ANSWER
    replaces: str | None = None
    brief: bool = False
    gathers: bool = False
    anew: bool = False
