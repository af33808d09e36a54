"""From a stored update to an `Inbound`."""

import re
from datetime import UTC, datetime
from typing import Final

import msgspec
from msgspec.structs import asdict

from bot.channels.telegram.content import clean, content, is_said
from bot.channels.telegram.intake import NOBODY
from bot.channels.telegram.updates import Chat, Membership, Message, Person, Press, Update
from bot.core.errors import Unparsable
from bot.core.messages import Address, Inbound, Notice
from bot.core.ports import StoredRow

NOTHING: Final = Notice("nothing")
LONGEST_TAP: Final = 256
_COMMAND: Final = re.compile(r"\s*(/\w+)(?:@(\w+))?(?=\s|$)(.*)", re.ASCII | re.DOTALL)
_START: Final = re.compile(r"/start\s+(\S+)\s*", re.IGNORECASE)
_TAG: Final = re.compile(r"[\w-]{20,64}", re.ASCII)
"""What a token looks like, and what intake put in its place. Anything else behind /start is no invitation."""


def read(row: StoredRow, bot: str) -> Inbound:
    """Read one update; `bot` is our user name, empty while we do not know it. Raises `Unparsable`."""
    try:
        return _Reader(row, bot).read(msgspec.json.decode(row.raw, type=Update))
    except (msgspec.MsgspecError, UnicodeError, RecursionError, OverflowError, OSError) as problem:
        raise Unparsable(type(problem).__name__) from problem


class _Reader:
    """What every part of reading needs to know of the row."""

    def __init__(self, row: StoredRow, bot: str) -> None:
        self._row = row
        self._bot = bot.lower()

    def read(self, update: Update) -> Inbound:
        if update.message is not None:
            return self._message(update.message)
        if update.edited_message is not None:
            return self._edit(update.edited_message)
        if update.callback_query is not None:
            return self._press(update.callback_query)
        if update.my_chat_member is not None:
            return self._membership(update.my_chat_member)
        return self._nothing(NOBODY)

    def _message(self, message: Message) -> Inbound:
        if message.migrate_to_chat_id is not None:
            moved = Notice("group-moved", {"to": str(message.migrate_to_chat_id)})
            return self._event(message.chat, message.date, moved)
        person = message.from_
        spoken_to = message.chat.private or self._meant_for_us(message)
        if person is None or message.sender_chat is not None:
            hidden = spoken_to and message.chat.grouped and message.sender_chat is not None
            return self._event(message.chat, message.date, Notice("group-anonymous") if hidden else NOTHING)
        if not spoken_to or person.is_bot or not is_said(message):
            return self._nothing(str(person.id))
        return self._said(message, person)

    def _edit(self, message: Message) -> Inbound:
        """A later version. A live location sends one every few seconds, and its first point is enough."""
        person = message.from_
        if person is not None and message.location is not None:
            return self._nothing(str(person.id))
        said = self._message(message)
        if said.notice is not None:
            return said
        at = _at(message.edit_date or message.date)
        return msgspec.structs.replace(said, edited=True, at=at, invitation="")

    def _said(self, message: Message, person: Person) -> Inbound:
        told = content(message)
        text = self._command(told.text)
        found = _START.fullmatch(text)
        rest = {**asdict(told), "text": text if found is None else "/start"}
        return Inbound(
            self._address(str(person.id)),
            _at(message.date),
            **rest,
            language=_language(person),
            external_id=self._row.external_id,
            message_id=str(message.message_id),
            group=message.group,
            sender=clean(person.called),
            invitation=found[1] if found is not None and _TAG.fullmatch(found[1]) else "",
        )

    def _press(self, press: Press) -> Inbound:
        if press.data is None:
            return self._nothing(str(press.from_.id))
        under = press.message
        return Inbound(
            self._address(str(press.from_.id)),
            self._row.received_at,
            tap=clean(press.data)[:LONGEST_TAP],
            language=_language(press.from_),
            external_id=self._row.external_id,
            message_id=str(under.message_id) if under is not None else "",
            press=press.id,
            group=under.group if under is not None else "",
            sender=clean(press.from_.called),
        )

    def _membership(self, change: Membership) -> Inbound:
        now, before = change.new_chat_member, change.old_chat_member
        if change.chat.private:
            name = "unblocked" if now.present else "blocked"
            whom = change.from_.id if change.from_ is not None else change.chat.id
            return Inbound(
                self._address(str(whom)),
                _at(change.date),
                notice=Notice(name),
                external_id=self._row.external_id,
            )
        if not change.chat.grouped or (now.present and before is not None and before.present):
            return self._event(change.chat, change.date, NOTHING)
        title = clean(change.chat.title or "")
        notice = Notice("group-joined", {"title": title}) if now.present else Notice("group-left")
        event = self._event(change.chat, change.date, notice)
        return msgspec.structs.replace(event, sender=clean(change.from_.called) if change.from_ else "")

    def _event(self, chat: Chat, date: int, notice: Notice) -> Inbound:
        """What concerns a chat and no one person in it."""
        group = "" if chat.private else str(chat.id)
        return Inbound(
            self._address(str(chat.id)),
            _at(date),
            notice=notice,
            external_id=self._row.external_id,
            group=group,
        )

    def _nothing(self, person: str) -> Inbound:
        return Inbound(
            self._address(person), self._row.received_at, notice=NOTHING, external_id=self._row.external_id
        )

    def _address(self, person: str) -> Address:
        return Address(self._row.channel, self._row.account, person)

    def _meant_for_us(self, message: Message) -> bool:
        """In a group only commands and replies to us are; the rest is the officers' own talk."""
        replied = message.reply_to_message
        if replied is not None and replied.from_ is not None and str(replied.from_.id) == self._row.account:
            return True
        found = _COMMAND.fullmatch(message.text or "")
        return found is not None and self._is_us(found[2])

    def _is_us(self, name: str | None) -> bool:
        return name is None or not self._bot or name.lower() == self._bot

    def _command(self, text: str) -> str:
        """A command without the name behind it, where that is ours: "/viec@our_bot 26-0042-7"."""
        found = _COMMAND.fullmatch(text)
        if found is None or found[2] is None or not self._is_us(found[2]):
            return text
        return f"{found[1]}{found[3]}"


def _at(date: int) -> datetime:
    return datetime.fromtimestamp(date, UTC)


def _language(person: Person) -> str | None:
    code = (person.language_code or "").partition("-")[0].lower()
    return code or None
