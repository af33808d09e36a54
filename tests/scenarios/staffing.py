"""What dialogues of the staff have in common: a link from the command to the token, and how people stand."""

from bot.core.people import Role
from storage import staff
from storage.staff import Member, StaffState
from tests.support.world import Person, World


async def invites(
    person: Person, role: Role = Role.OFFICER, office: str = "economic", name: str = "Trần Thị Mẫu"
) -> str:
    """From the command to the token."""
    await person.says("/moi")
    if person.heard_of("ask-invite-role"):
        await person.taps(f"staff-role-{role}")
    if person.heard_of("ask-invite-office"):
        await person.taps(f"ward-office-{office}")
    await person.says(name)
    person.hears("invite-summary", name=name)
    await person.taps("inviting-yes")
    person.hears("invite-made", name=name)
    return person.token


async def member(world: World, person: Person) -> Member | None:
    """Who they are among the staff, None where they are not."""
    return await world.look(lambda conn: staff.member_on(conn, person.lane))


async def number(world: World, person: Person) -> int:
    """Their number among the staff."""
    found = await member(world, person)
    assert found is not None
    return found.id


async def state(world: World, person: Person) -> StaffState | None:
    """How they stand among the staff."""
    found = await member(world, person)
    return found.state if found is not None else None


async def sees(person: Person, key: str, **args: object) -> None:
    """What stands in the chat now: a card that was decided says so, edited where the channel can."""
    person.heard = await person.front.history()
    person.hears(key, **args)


def listed(person: Person) -> list[str]:
    """The codes of the list that was shown last, from the top."""
    return [button.label[:9] for button in person.last.buttons if button.tap.startswith("case:open:")]
