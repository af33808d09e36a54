"""An update, as far as we read it: only the fields that we use, so that no other can be wrong."""

from typing import Final

import msgspec

TOPIC: Final = "/"
"""Stands between a group's id and that of a topic."""


class Person(msgspec.Struct, frozen=True):
    """A user or a bot."""

    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str | None = None
    language_code: str | None = None

    @property
    def called(self) -> str:
        """What they call themselves."""
        return f"{self.first_name} {self.last_name or ''}".strip()


class Chat(msgspec.Struct, frozen=True):
    """Where something was said."""

    id: int
    type: str = ""
    title: str | None = None

    @property
    def private(self) -> bool:
        """Whether it is a conversation with one person; a group's id is negative."""
        return self.type == "private" or (not self.type and self.id > 0)

    @property
    def grouped(self) -> bool:
        """Whether several people talk there."""
        return self.type in {"group", "supergroup"}


GENERAL: Final = 1
"""The topic that every forum has: it is the group itself, and its number may not be sent out."""


class Topical(msgspec.Struct, frozen=True):
    """What stands in a chat, and in a forum in one of its topics."""

    message_id: int
    chat: Chat
    is_topic_message: bool = False
    message_thread_id: int | None = None

    @property
    def group(self) -> str:
        """The group as we call it: "-100123", in a topic of it "-100123/7"; empty in private."""
        if self.chat.private:
            return ""
        thread = self.message_thread_id if self.is_topic_message else None
        return str(self.chat.id) if thread in {None, GENERAL} else f"{self.chat.id}{TOPIC}{thread}"


class File(msgspec.Struct, frozen=True):
    """A photo in one size, a document, a recording."""

    file_id: str
    file_size: int | None = None
    file_name: str | None = None


class Location(msgspec.Struct, frozen=True):
    """A point on the map."""

    latitude: float
    longitude: float
    horizontal_accuracy: float | None = None


class Venue(msgspec.Struct, frozen=True):
    """A point with a name."""

    location: Location
    title: str = ""
    address: str = ""


class Contact(msgspec.Struct, frozen=True):
    """A phone number, anybody's."""

    phone_number: str = ""
    user_id: int | None = None


class Origin(msgspec.Struct, frozen=True):
    """Where a forwarded message came from."""

    sender_user: Person | None = None


class Present(msgspec.Struct, frozen=True):
    """Something is there, whatever it holds."""


class Replied(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """The message that this one answers."""

    from_: Person | None = None


class Message(Topical, frozen=True, kw_only=True, rename={"from_": "from"}):
    """What somebody wrote or sent."""

    date: int
    from_: Person | None = None
    sender_chat: Chat | None = None
    edit_date: int | None = None
    text: str | None = None
    caption: str | None = None
    reply_to_message: Replied | None = None
    forward_origin: Origin | None = None
    photo: tuple[File, ...] | None = None
    document: File | None = None
    animation: File | None = None
    video: File | None = None
    video_note: File | None = None
    voice: File | None = None
    audio: File | None = None
    location: Location | None = None
    venue: Venue | None = None
    contact: Contact | None = None
    sticker: Present | None = None
    dice: Present | None = None
    poll: Present | None = None
    game: Present | None = None
    story: Present | None = None
    checklist: Present | None = None
    migrate_to_chat_id: int | None = None


class Pressed(Topical, frozen=True):
    """The message under which a button was pressed; an old one comes without its content."""


class Press(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """A button was pressed. Any client can send any `data`."""

    id: str
    from_: Person
    data: str | None = None
    message: Pressed | None = None


class Standing(msgspec.Struct, frozen=True):
    """What somebody is in a chat."""

    status: str
    is_member: bool = False

    @property
    def present(self) -> bool:
        """Whether they are in it."""
        if self.status == "restricted":
            return self.is_member
        return self.status in {"creator", "administrator", "member"}


class Membership(msgspec.Struct, frozen=True, rename={"from_": "from"}):
    """What we are in a chat has changed."""

    date: int
    chat: Chat
    new_chat_member: Standing
    from_: Person | None = None
    old_chat_member: Standing | None = None


class Update(msgspec.Struct, frozen=True):
    """One update; a kind that we do not know leaves everything empty."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: Membership | None = None
