"""What the dialogues about work on a case have in common: a case that somebody has taken, its buttons."""

from typing import Final

from bot.core.people import Role
from tests.scenarios.dialogues import files
from tests.scenarios.test_officers import presses
from tests.support.world import Person, World

QUESTION: Final = "Ông/Bà còn giữ hoá đơn hay túi hàng hôm đó không?"
MEASURES: Final = "Cửa hàng đã thay cân có tem kiểm định."
WHY_LONGER: Final = "Phường đang chờ kết quả kiểm định cân của đơn vị chuyên môn."


async def taken(world: World, code: str = "DL.1", **answers: str) -> tuple[Person, Person, str]:
    """Who reported, who has it, and the code."""
    lan = await world.person("lan")
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    filed = await files(lan, code, **answers)
    await minh.presses(f"case:take:{filed}")
    await lan.listens()
    return lan, minh, filed


async def concludes(person: Person, code: str, outcome: str = "outcome-no-violation") -> None:
    """From the card to the answer that is sent."""
    await person.presses(f"case:conclude:{code}")
    await person.taps(outcome)
    if person.heard_of("ask-conclude-measures"):
        await person.taps("nav-skip")
    await person.taps("confirm-send")


async def sees_buttons(person: Person, code: str) -> list[str]:
    """The labels on the newest card of this case."""
    await person.presses(f"case:open:{code}")
    card = next(one for one in person.heard if f"{code} ·" in one.text)
    return [choice.label for choice in card.buttons]


async def presses_card(person: Person, label: str) -> None:
    """A button of a card that just came."""
    await person.listens()
    await presses(person, label)
