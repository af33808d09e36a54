"""Buttons under a message, and the keys that hand over a place or a phone number."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from bot.channels.layout import MOVE, Limits, utf8_bytes, utf16_units
from bot.core.errors import Rejected
from bot.core.messages import Ask, Button, Prompt

LIMITS: Final = Limits(text=4096, buttons=100, label=64, count=utf16_units)
LONGEST_TAP: Final = 64
SHORT: Final = 14
"""Labels of so many signs stand beside each other on a narrow phone."""
PER_ROW: Final = 3
_HANDED_OVER: Final = frozenset({Ask.PLACE, Ask.PHONE})

Markup: TypeAlias = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


def keyboard(prompt: Prompt, say: Callable[[str], str], *, private: bool) -> Markup | None:
    """What stands under the message. The phone's own place and number exist in private chats only."""
    if private and prompt.ask in _HANDED_OVER:
        return _keys(prompt, say)
    if prompt.buttons:
        return _buttons(prompt.buttons)
    return ReplyKeyboardRemove() if private and prompt.closes_input else None


def _buttons(buttons: Sequence[Button]) -> InlineKeyboardMarkup:
    for button in buttons:
        if not 0 < utf8_bytes(button.tap) <= LONGEST_TAP:
            raise Rejected("a button carries nothing, or more than the 64 bytes that the platform takes")
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(b.label or "…", callback_data=b.tap) for b in row] for row in rows(buttons)]
    )


def _keys(prompt: Prompt, say: Callable[[str], str]) -> ReplyKeyboardMarkup:
    """One key for the phone's own answer; what else could be pressed is typed by the others."""
    if prompt.ask is Ask.PLACE:
        key, hint = KeyboardButton(say("place-here"), request_location=True), "telegram-place-hint"
    else:
        key, hint = KeyboardButton(say("telegram-phone-key"), request_contact=True), "telegram-phone-hint"
    others = [button for button in prompt.buttons if button.label != key.text]  # one key a wish
    typed = [[KeyboardButton(button.label or "…") for button in row] for row in rows(others)]
    return ReplyKeyboardMarkup(
        [[key], *typed], resize_keyboard=True, one_time_keyboard=True, input_field_placeholder=say(hint)
    )


def rows(buttons: Iterable[Button]) -> list[list[Button]]:
    """One choice a row, unless all are short; moves ("Quay lại", "Huỷ") beside each other."""
    found: list[list[Button]] = []
    for _, alike in groupby(buttons, key=lambda button: button.tap.startswith(MOVE)):
        group = list(alike)
        several = PER_ROW if all(utf16_units(button.label) <= SHORT for button in group) else 1
        found += [group[start : start + several] for start in range(0, len(group), several)]
    return found
