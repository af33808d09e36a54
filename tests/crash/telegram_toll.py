"""What must be true on Telegram after any number of kills and faults: of the chats, the books, the files."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from bot.channels.telegram.composing import Part, compose
from bot.core.messages import Address
from bot.core.ports import Parcel
from locales import Catalog
from locales.catalog import LANGUAGES
from storage.cases import CASES
from storage.inbox import INBOX, InboxKind, InboxState
from storage.outbox import OUTBOX, OutboxState
from tests.crash.telegram_people import Texter
from tests.crash.toll import Books
from tests.support.botapi import FakeBot, FakeBotApi, Shown

Words: TypeAlias = tuple[str, str]
"""What kind of message, and what it says without the mark of a repeat."""

CATALOG: Final = Catalog.load()
MARKS: Final = frozenset(CATALOG.say(language, "repeat-mark") for language in LANGUAGES)
KINDS: Final = {Part.PHOTOS: "photo", Part.RECEIPT: "photo", Part.PIN: "location"}


def unmarked(text: str) -> str:
    """The words without the mark of a repeat."""
    return "\n".join(line for line in text.splitlines() if line not in MARKS)


def is_marked(shown: Shown) -> bool:
    """Whether it says that it is a repeat."""
    return any(line in MARKS for line in shown.text.splitlines())


@dataclass
class Account:
    """Of some words: how often they had to be said, and how often they may have been."""

    least: int = 0
    most: int = 0
    repeats: int = 0


@dataclass
class Ledger:
    """What one person had to hear, by the outbox."""

    words: dict[Words, Account] = field(default_factory=dict)

    def add(self, row: Any) -> None:
        """One row: delivered it was said, uncertain it may have been, repeated it may have been twice. What
        only comes along (a pin, a word before the question) may be missing."""
        for words, matters in _words_of(row):
            account = self.words.setdefault(words, Account())
            account.least += matters and row.state is OutboxState.DELIVERED
            account.most += row.attempts > 0
            account.repeats += row.repeats

    def holds(self, heard: Sequence[Shown]) -> None:
        """Nothing is missing, nothing was said twice but what is marked as a repeat."""
        plain = Counter(_heard(shown) for shown in heard if not is_marked(shown))
        again = Counter(_heard(shown) for shown in heard if is_marked(shown))
        assert not (set(plain) | set(again)) - set(self.words), "something was said that nobody queued"
        for words, account in self.words.items():
            told = f"{words}: {plain[words]} times and {again[words]} times marked, {account}"
            assert plain[words] <= account.most, f"said twice: {told}"
            assert again[words] <= account.repeats, f"repeated too often: {told}"
            assert plain[words] + again[words] >= account.least, f"never said: {told}"


def _heard(shown: Shown) -> Words:
    kind = next((kind for kind in ("photo", "location") if kind in shown.told), "text")
    return kind, unmarked(shown.text)


def _words_of(row: Any) -> Iterator[tuple[Words, bool]]:
    """The messages that carry a row, as the channel makes them, and whether it stands or falls with them."""
    address = Address(row.channel, row.account, row.person.decode())
    parcel = Parcel(row.id, address, row.prompt, row.language)
    for step in compose(parcel, CATALOG.say):
        words = KINDS.get(step.part, "text"), unmarked(step.text.strip())
        yield words, step.main or step.part is Part.TEXT


def everybody_heard_everything(books: Books, people: Sequence[Texter]) -> None:
    """Every message was answered, every answer arrived, none twice without saying so."""
    came = Counter(row.lane for row in books.rows(INBOX) if row.kind is InboxKind.MESSAGE)
    for person in people:
        lane = books.keyring.lane(person.address)
        ledger, rows = Ledger(), [row for row in books.rows(OUTBOX) if row.lane == lane]
        assert {row.state for row in rows} <= {OutboxState.DELIVERED, OutboxState.REPLACED}
        assert len(rows) >= came[lane], "a message was not answered"
        for row in rows:
            ledger.add(row)
        ledger.holds(person.heard())


def every_update_came_in_once(books: Books, api: FakeBotApi, bot: FakeBot) -> None:
    """What the platform handed over, and nothing else, is in the inbox; nothing waits there any more."""
    given = {
        str(update["update_id"])
        for asked in api.asked("getUpdates")
        if isinstance(asked.answer, list)
        for update in asked.answer
    }
    rows = [row for row in books.rows(INBOX) if row.channel == "telegram" and row.kind is InboxKind.MESSAGE]
    assert Counter(row.external_id for row in rows) == Counter(given)
    assert {row.state for row in books.rows(INBOX)} == {InboxState.DONE}
    assert bot.pending == 0


async def every_report_is_one_case(books: Books, reports: Sequence[Sequence[bytes]]) -> None:
    """With all its files."""
    told = [sorted(hashlib.sha256(photo).hexdigest() for photo in photos) for photos in reports]
    assert len(books.rows(CASES)) == len(reports)
    assert sorted(map(sorted, await books.digests())) == sorted(told)
