"""Which messages carry a prompt, in which order, and which of them is the one that counts."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import replace
from telegram import InlineKeyboardMarkup

from bot.channels.layout import fit, utf16_units
from bot.channels.telegram.keyboards import LIMITS, Markup, keyboard
from bot.channels.telegram.markup import plain
from bot.core.errors import Rejected
from bot.core.messages import Button, EvidenceId, Prompt
from bot.core.ports import Parcel

LONGEST_CAPTION: Final = 1024
ALBUM: Final = 10
LAST: Final = -1
ELLIPSIS: Final = "…"


class Part(StrEnum):
    """What one call of the platform carries."""

    FAREWELL = "farewell"
    """Takes an earlier key for the phone's place away."""
    PHOTOS = "photos"
    RECEIPT = "receipt"
    TEXT = "text"
    PIN = "pin"


class Step(msgspec.Struct, frozen=True):
    """One call. The `main` one carries the buttons; its message is the one to edit later."""

    part: Part
    number: int
    text: str = ""
    photos: tuple[EvidenceId, ...] = ()
    markup: Markup | None = None
    main: bool = False
    mark: str = ""
    """What says that this is a repeat, where the words themselves do not."""

    @property
    def worded(self) -> "Step":
        """With the mark above its words."""
        return replace(self, text=f"{self.mark}\n{self.text}".strip()) if self.mark else self

    @property
    def key(self) -> str:
        """The same for the same content, however often and by whichever process the parcel is sent."""
        content = hashlib.sha256(msgspec.json.encode((self.text, self.photos))).hexdigest()
        return f"{self.part}:{self.number}:{content[:16]}"


def compose(parcel: Parcel, words: Callable[[str, str], str]) -> list[Step]:
    """The calls for a parcel. Raises `Rejected` where there is nothing to say."""
    private = not parcel.address.person.startswith("-")
    shown, language = _numbered(parcel.prompt), parcel.language
    *before, last = fit(shown, LIMITS)
    markup = keyboard(last, lambda key: words(language, key), private=private)
    pictures = _pictures(last)
    steps: list[Step] = []
    if private and shown.closes_input and isinstance(markup, InlineKeyboardMarkup):
        steps.append(Step(Part.FAREWELL, 0, words(language, "telegram-input-closed")))
    if pictures and not before and _may_stand_under(pictures, last.text, markup):
        first, *others = pictures
        steps += [replace(first, text=last.text, markup=markup, main=True), *others]
    else:
        steps += [*pictures, *(Step(Part.TEXT, number, part.text) for number, part in enumerate(before))]
        steps += _words(last, markup, shown=bool(pictures))
    if last.point is not None:
        alone = not any(step.main for step in steps)
        steps.append(Step(Part.PIN, 0, markup=markup if alone else None, main=alone))
    if not any(step.main for step in steps):
        raise Rejected("a message without words, picture or place")
    return [_marked(step, words(language, "repeat-mark")) for step in steps] if parcel.repeated else steps


def _marked(step: Step, mark: str) -> Step:
    """What comes before the words is a repeat too: who meets it first must not take it for something new."""
    silent = step.part in {Part.PHOTOS, Part.RECEIPT} and not step.main
    return replace(step, mark=mark) if silent or step.part is Part.FAREWELL else step


def caption_fits(text: str) -> bool:
    """Whether the words may stand under a picture."""
    return utf16_units(text) <= LONGEST_CAPTION


def _numbered(prompt: Prompt) -> Prompt:
    text = plain(prompt.text)
    step, of = prompt.progress or (1, 1)
    if of > 1 and text:
        text = f"({step}/{of})\n{text}"
    buttons = tuple(Button(plain(button.label), button.tap) for button in prompt.buttons)
    return replace(prompt, text=text, buttons=buttons)


def _pictures(last: Prompt) -> list[Step]:
    """The receipt, and the photos in albums."""
    chunks = [last.photos[start : start + ALBUM] for start in range(0, len(last.photos), ALBUM)]
    receipt = [Step(Part.RECEIPT, 0)] if last.picture is not None else []
    return [*receipt, *(Step(Part.PHOTOS, number, photos=chunk) for number, chunk in enumerate(chunks))]


def _may_stand_under(pictures: Sequence[Step], text: str, markup: Markup | None) -> bool:
    """An album takes a caption and no buttons, a picture by itself both."""
    single = len(pictures) == 1 and len(pictures[0].photos) <= 1
    return caption_fits(text) and (markup is None or single)


def _words(last: Prompt, markup: Markup | None, *, shown: bool) -> Iterator[Step]:
    """The words as a message of their own; where there are none, buttons still need something above them."""
    if last.text or (markup is not None and shown):
        yield Step(Part.TEXT, LAST, last.text or ELLIPSIS, markup=markup, main=True)
