"""What the dialogues between a resident and a person of the ward have in common."""

from typing import Final

from tests.support.world import Person

QUESTION: Final = "Chợ Mẫu mấy giờ mở cửa cho người bán hàng ạ"
ANSWER: Final = "Chợ mở từ 4 giờ 30 sáng. Ông/Bà vào bằng cổng phía sông."
OUTCOME: Final = "Đã hướng dẫn giờ mở cửa của chợ."


async def calls(lan: Person, *words: str) -> None:
    """Asks for an officer, and says what about."""
    await lan.says("0")
    lan.hears("officer-asked", number=1)
    await lan.says(*words)


def card(person: Person, label: str) -> str:
    """The tap of the newest button with this label."""
    words = person.words(label)
    taps = [choice.tap for one in person.heard for choice in one.buttons if choice.label == words]
    assert taps, f"no button {words!r} in {person.said}"
    return taps[-1]


async def answers(person: Person, words: str) -> None:
    """From the card to the answer that is sent."""
    await person.listens()
    await person.presses("ask:reply:1")
    person.hears("ask-reply-words")
    await person.says(words)
    person.hears("counter-will-send", number="1", words=words)
    await person.taps("confirm-send")
    person.hears("counter-sent", number="1")


async def settles(person: Person, outcome: str) -> None:
    """The end, with one sentence."""
    await person.presses("ask:done:1")
    await person.says(outcome)
    await person.taps("confirm-send")
    person.hears("counter-finished", number="1")
