"""What is in a message: words, files, a place, a phone number."""

from collections.abc import Iterator
from typing import Final

import msgspec

from bot.channels.telegram.updates import Contact, File, Location, Message
from bot.core.messages import Attachment, MediaKind, Point

LONGEST_TEXT: Final = 100_000
LONGEST_NAME: Final = 200
_FARTHEST: Final = 100_000_000.0


class Content(msgspec.Struct, frozen=True):
    """As much of an `Inbound` as the message itself tells."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    point: Point | None = None
    place: str = ""
    phone: str | None = None
    more_may_follow: bool = False


def content(message: Message) -> Content:
    """Read the content."""
    venue = message.venue
    location = venue.location if venue is not None else message.location
    return Content(
        text=clean(message.text if message.text is not None else message.caption or "")[:LONGEST_TEXT],
        attachments=tuple(_attachments(message)),
        point=_point(location) if location is not None else None,
        place=", ".join(clean(part) for part in (venue.title, venue.address) if part) if venue else "",
        phone=_own_phone(message.contact, message),
        more_may_follow=_comes_in_albums(message),
    )


def is_said(message: Message) -> bool:
    """Whether a person put something there, and not the platform a note about itself."""
    return any(
        part is not None
        for part in (
            message.text, message.caption, message.location, message.venue, message.contact, message.sticker,
            message.dice, message.poll, message.game, message.story, message.checklist,
        )
    ) or any(True for _ in _attachments(message))  # fmt: skip


def clean(text: str) -> str:
    """Without the one sign that databases refuse."""
    return text.replace("\0", "")


def _attachments(message: Message) -> Iterator[Attachment]:
    if message.photo:
        yield _attached(message, message.photo[-1], MediaKind.PHOTO)  # the sizes rise
    for file, kind in (
        (message.video, MediaKind.VIDEO),
        (message.video_note, MediaKind.VIDEO),
        (message.voice, MediaKind.VOICE),
        (message.audio, MediaKind.VOICE),
        (message.document or message.animation, MediaKind.DOCUMENT),  # an animation fills both
    ):
        if file is not None:
            yield _attached(message, file, kind)


def _attached(message: Message, file: File, kind: MediaKind) -> Attachment:
    size = file.file_size if file.file_size is not None and 0 <= file.file_size < 1 << 50 else None
    name = clean(file.file_name or "")[:LONGEST_NAME]
    return Attachment(file.file_id, kind, name, size, _is_forwarded(message))


def _is_forwarded(message: Message) -> bool:
    """From somebody else; one's own message sent on is still one's own."""
    origin = message.forward_origin
    if origin is None:
        return False
    return origin.sender_user is None or message.from_ is None or origin.sender_user.id != message.from_.id


def _point(location: Location) -> Point | None:
    """A point on this planet."""
    latitude, longitude = location.latitude, location.longitude
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004  the globe
        return None
    accuracy = location.horizontal_accuracy
    return Point(
        latitude, longitude, accuracy if accuracy is not None and 0 <= accuracy <= _FARTHEST else None
    )


def _own_phone(contact: Contact | None, message: Message) -> str | None:
    """The sender's own number. Anybody's card can be sent: then the question stays open."""
    if contact is None or message.from_ is None or contact.user_id != message.from_.id:
        return None
    digits = clean(contact.phone_number).strip()
    international = digits[:1].isdigit() and not digits.startswith("0")  # the platform leaves the plus out
    return f"+{digits}" if international else digits or None


def _comes_in_albums(message: Message) -> bool:
    return bool(message.photo) or message.video is not None or message.document is not None
