"""The books of the siege find what they are for."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.core.messages import Prompt
from storage.outbox import OutboxState
from tests.crash.telegram_toll import CATALOG, Ledger
from tests.support.botapi import Shown

MARK = CATALOG.say("vi", "repeat-mark")


def row(text: str, state: OutboxState = OutboxState.DELIVERED, repeats: int = 0) -> Any:
    return SimpleNamespace(
        id=1, channel="telegram", account="4242", person=b"7", prompt=Prompt(text), language="vi",
        state=state, attempts=1, repeats=repeats,
    )  # fmt: skip


def said(*texts: str) -> list[Shown]:
    return [Shown({"message_id": number, "text": text}) for number, text in enumerate(texts)]


def ledger(*rows: Any) -> Ledger:
    made = Ledger()
    for one in rows:
        made.add(one)
    return made


def test_what_was_said_once_or_repeated_with_its_mark_is_well() -> None:
    ledger(row("Có"), row("Có")).holds(said("Có", "Có"))
    ledger(row("Có", repeats=1)).holds(said("Có", f"{MARK}\nCó"))
    ledger(row("Có", repeats=1)).holds(said(f"{MARK}\nCó"))
    ledger(row("Có", OutboxState.REPLACED)).holds(said())


@pytest.mark.parametrize(
    "heard", [["Có", "Có"], ["Có", f"{MARK}\nCó"], [], ["Có", "Không"], [f"{MARK}\nCó"]], ids=str
)
def test_what_is_missing_doubled_or_made_up_is_found(heard: list[str]) -> None:
    with pytest.raises(AssertionError):
        ledger(row("Có")).holds(said(*heard))


def test_a_repeat_needs_its_mark() -> None:
    with pytest.raises(AssertionError):
        ledger(row("Có", repeats=1)).holds(said("Có", "Có"))
