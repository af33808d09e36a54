"""What many dialogues have in common: the way to a question, and a report filed with the fewest words."""

from collections.abc import Mapping
from typing import Final

from tests.support.world import Person

DETAILS: Final = "Hàng bán ở quầy này có vấn đề, tôi mua sáng nay."
PLACE: Final = "chợ Con, quầy cô Lan"
ANSWERS: Final[Mapping[str, str]] = {
    "amounts": "2kg 1,7kg",
    "place": PLACE,
    "stall": "nav-skip",
    "shop": "trang Hàng Thử",
    "inward": "yesno-yes",
    "details": DETAILS,
    "injured": "yesno-no",
    "madehere": "yesno-no",
    "quantity": "quantity-few",
    "packs": "packs-1",
    "goods": "goods-other",
    "photos": "nav-skip",
    "identity": "identity-sealed",
    "confirm": "confirm-send",
}
"""What somebody answers who has nothing special to tell: a label to press, or words to type."""


def asked(person: Person) -> str:
    """The question of the report that stands open."""
    catalog = person.world.house.catalog
    keys = [key for key in catalog.places["vi"] if key.startswith("ask-report-")]
    if person.sees("guess-none"):
        return "guess"
    open_ = [key for key in keys if person.words(key) in person.last.text]
    assert len(open_) == 1, (open_, person.last.text)
    return open_[0].removeprefix("ask-report-")


async def agrees(person: Person) -> None:
    """Begin a report; consent once given is not asked for again."""
    await person.says("/baocao")
    if person.heard_of("ask-consent-choice"):
        await person.taps("consent-agree")


async def chooses(person: Person, code: str) -> None:
    """A category, or a sub-category by way of its category; what may be proposed before is passed over."""
    category, _, sub = code.partition(".")
    if person.sees("guess-none"):
        await person.taps("guess-none")
    await person.taps(f"ward-label-{category}")
    if sub:
        await person.taps("label-unsure" if sub == "unsure" else f"ward-label-{category}-{sub}")


async def answers_until(person: Person, question: str, **answers: str) -> None:
    """Answer what is asked until this question stands open."""
    while (at := asked(person)) != question:
        answer = {**ANSWERS, **answers}[at]
        if person.sees(answer):
            await person.taps(answer)
        else:
            await person.says(answer)


async def reaches(person: Person, question: str, code: str = "DL.1", **answers: str) -> None:
    """From the first word to this question."""
    await agrees(person)
    if question != "category":
        await chooses(person, code)
        await answers_until(person, question, **answers)


async def files(person: Person, code: str = "DL.1", **answers: str) -> str:
    """From the first word to the code."""
    await reaches(person, "confirm", code, **answers)
    await person.taps("confirm-send")
    return person.code
