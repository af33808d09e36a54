"""Whatever a person sends, in whatever order: every message is answered, and the way to a code stays open."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.core.messages import Point
from tests.scenarios.conftest import living
from tests.scenarios.dialogues import PLACE
from tests.support.databases import sqlite_url
from tests.support.papers import PHOTO
from tests.support.world import Person, World

Move = Callable[[World, Person], Awaitable[None]]

WORDS = (
    "/baocao", "/start", "/tracuu", "/tracuu 26-0001-3", "/dulieu", "/xoa", "/ngonngu",
    "xin chào", "0", "1", "2",
    "9", "hai", "bỏ qua", "quay lại", "huỷ", "xong", "sửa", "làm lại", "gặp cán bộ",
    "2kg 1,7kg", "0912345678",
    "Mua cá bị cân thiếu ở chợ", "mua 2 cân thịt lợn", "về cân lại có 1,7", "sữa giả, không có nhãn", "đúng",
    "không phải", "chợ phường Lê Thanh Nghị", "bao nham", "ngõ 5 chợ Con", "có cháy ở chợ", "😀😀",
    "<b>x</b>", "\u202eabc", "a" * 3000,
    "26-0001-3", "ABCD2345",
)  # fmt: skip
TAPS = (
    "report:confirm:send.00000000", "report:guess:DL.1", "report:guess:none", "report:place:told",
    "report:amounts:1", "report:category:DL", "report:sub:HG.9", "consent:choice:agree",
    "track:code:26-0001-3", "edit:place:report", "nav:edit", "nav:back:report:photos", "go:report",
    "go:language:en", "go:language:xx", "::", "report:", "x" * 200,
)  # fmt: skip


def says(text: str) -> Move:
    return lambda _, person: person.writes(text)


def presses(tap: str) -> Move:
    return lambda _, person: person.presses(tap)


def offered(which: int) -> Move:
    async def press(_: World, person: Person) -> None:
        buttons = person.last.buttons if person.heard else ()
        if buttons:
            await person.presses(buttons[which % len(buttons)].tap)
        else:
            await person.says("1")

    return press


def pins(latitude: float, longitude: float) -> Move:
    return lambda _, person: person.pins(Point(latitude, longitude))


async def sends(_: World, person: Person) -> None:
    await person.sends(PHOTO)


async def restarts(world: World, _: Person) -> None:
    await world.restarts()


async def waits(world: World, person: Person) -> None:
    await world.passes(days=2)
    person.heard = person.heard or []


SEEN = st.characters(exclude_categories=("Cc", "Cf", "Cs"))
"""What is nothing but unseen marks is refused at the door, with a sentence; that is tested there."""

MOVES = st.one_of(
    st.integers(0, 12).map(offered),
    st.integers(0, 12).map(offered),
    st.sampled_from(WORDS).map(says),
    st.text(SEEN, min_size=1, max_size=40).filter(str.strip).map(says),
    st.sampled_from(TAPS).map(presses),
    st.tuples(st.floats(-90, 90), st.floats(-180, 180)).map(lambda at: pins(*at)),
    st.just(sends),
    st.just(restarts),
    st.just(waits),
)
ANSWERED = {restarts, waits}
"""Moves that are no message need no answer."""


async def play(moves: list[Move]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with living(sqlite_url(folder), folder, "vi", messages_per_minute=1000) as world:
            person = await world.person("lan")
            for move in moves:
                await move(world, person)
                assert person.heard or move in ANSWERED, "a message without an answer"
            await to_a_code(person)


async def to_a_code(person: Person) -> None:
    """From wherever it ended: the shortest report still goes through."""
    await person.says("huỷ")
    await person.presses("go:language:vi")
    await person.says("/baocao")
    if person.heard_of("ward-consent"):
        await person.taps("consent-agree")
    await person.taps("ward-label-DL", "ward-label-DL-1")
    await person.says("2kg 1,7kg", PLACE)
    await person.taps("nav-skip", "identity-sealed", "confirm-send")
    assert person.code


@given(st.lists(MOVES, max_size=14))
@example([says("/baocao"), presses("consent:choice:agree"), sends, says("huỷ"), restarts])
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_message_is_answered_and_the_way_to_a_code_stays_open(moves: list[Move]) -> None:
    asyncio.run(play(moves))
