"""At night nobody's phone makes a sound for what can wait until the morning."""

import msgspec
import pytest
from sqlalchemy import select

from bot.core.messages import Prompt
from bot.core.people import Role
from storage.outbox import OUTBOX
from storage.touch import Connection
from tests.scenarios.dialogues import files
from tests.support.world import Person, World


def prompts_to(lane: str, conn: Connection) -> list[Prompt]:
    """All that was said there."""
    rows = conn.execute(select(OUTBOX.c.prompt).where(OUTBOX.c.lane == lane).order_by(OUTBOX.c.id))
    return [msgspec.convert(row.prompt, Prompt) for row in rows]


async def card_to(world: World, officer: Person) -> Prompt:
    """The newest message to this officer."""
    return (await world.look(lambda conn: prompts_to(officer.lane, conn)))[-1]


@pytest.mark.parametrize(("hours", "silent"), [(0, False), (12, True)])
async def test_a_usual_case_comes_with_a_sound_only_by_day(viet: World, hours: float, silent: bool) -> None:
    minh = await viet.appoints("minh", Role.OFFICER, "economic")
    viet.clock.passes(seconds=hours * 3600)
    await files(await viet.person("lan"))
    assert (await card_to(viet, minh)).silent is silent


async def test_somebody_in_danger_wakes_the_police_at_any_hour(viet: World) -> None:
    hung = await viet.appoints("hung", Role.OFFICER, "police")
    viet.clock.passes(seconds=12 * 3600)
    await files(await viet.person("lan"), "DL.2", details="Ông chủ cầm dao doạ đánh tôi khi tôi đòi cân lại")
    card = await card_to(viet, hung)
    assert "Khẩn" in card.text
    assert not card.silent
