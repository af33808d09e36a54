"""Nudges once and by day, ends of drafts, sweeps, leases; and clocks that jump."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from bot.core.errors import Unreachable
from bot.core.messages import Attachment, EvidenceId, LaneKey
from bot.core.people import Role
from bot.workers.timers import Retention, Timers
from bot.workers.turns import Turns
from storage import conversations, evidence, inbox, people, staff, state, threads
from storage.conversations import Conversation
from storage.evidence import Wanted
from storage.inbox import INBOX
from storage.people import Asked, RequestKind
from storage.staff import InvitationKind, Invited
from storage.threads import Line, ThreadSide
from storage.touch import Connection
from tests.workers.rig import Rig, delivers, desk, steps, texts

KEEP = Retention(timedelta(days=7), timedelta(days=14), timedelta(days=7))


def timers(rig: Rig, holder: str = "one") -> Timers:
    return Timers(rig.database, rig.clock, KEEP, holder)


async def opens(rig: Rig, person: str, **changed: Any) -> Conversation:
    """Somebody stopped in the middle of a report."""
    told: dict[str, Any] = {
        "answers": {"category": "HG"},
        "cursor": None,
        "seed": "5eed",
        "offered": [],
        "asks": "choice",
    }
    now = rig.clock.now()
    talk = Conversation(
        rig.lane(person), rig.address(person), "vi", now, flow="report", draft=told,
        nudge_at=now + timedelta(hours=20), expires_at=now + timedelta(days=7), consent="2026-11",
    )  # fmt: skip
    talk = replace(talk, **changed)
    await rig.database.write(lambda conn: conversations.save(conn, [talk]))
    return talk


async def notices(rig: Rig) -> list[tuple[str, datetime, LaneKey]]:
    """(what, its own moment, lane), in the order in which they will be handled."""

    def read(conn: Connection) -> Sequence[Any]:
        return conn.execute(select(INBOX).where(INBOX.c.kind == "notice").order_by(INBOX.c.id)).all()

    return [(row.external_id.split(":")[1], row.received_at, row.lane) for row in await rig.look(read)]


async def test_a_draft_is_nudged_once(rig: Rig) -> None:
    talk = await opens(rig, "an")
    loop = timers(rig)
    await loop.step()
    assert await notices(rig) == []
    rig.clock.passes(hours=21)
    for _ in range(3):
        await loop.step()
    assert await notices(rig) == [("draft-nudge", talk.nudge_at, talk.lane)]
    assert rig.rung == []


async def test_a_nudge_is_heard_once_whatever_a_turn_of_the_same_moment_wrote(rig: Rig) -> None:
    """On PostgreSQL a turn of another process may write the old nudge back."""
    talk = await opens(rig, "an", nudge_at=rig.clock.now())
    loop, dispatcher = timers(rig), rig.dispatcher(Turns(desk(), rig.channels, rig.clock))
    await loop.step()
    await steps(dispatcher)
    await delivers(rig.courier())
    heard = len(rig.paper.sent)
    assert heard >= 1
    again = (await rig.look(lambda conn: conversations.load(conn, [talk.lane])))[talk.lane]
    await rig.database.write(
        lambda conn: conversations.save(conn, [replace(again, nudge_at=rig.clock.now())])
    )
    rig.clock.passes(hours=1)
    await loop.step()
    await steps(dispatcher)
    await delivers(rig.courier())
    assert len(rig.paper.sent) == heard


async def test_whoever_came_back_by_themselves_is_not_nudged(rig: Rig) -> None:
    talk = await opens(rig, "an")
    rig.clock.passes(hours=25)
    await rig.database.write(
        lambda conn: conversations.save(conn, [replace(talk, version=1, updated_at=rig.clock.now())])
    )
    await timers(rig).step()
    await steps(rig.dispatcher(Turns(desk(), rig.channels, rig.clock)))
    assert await rig.inbox_states() == ["done"]
    assert await rig.states() == []


async def test_a_draft_ends_after_its_last_day_and_its_person_is_told(rig: Rig) -> None:
    talk = await opens(rig, "an", nudge_at=None)
    rig.clock.passes(days=7, seconds=1)
    loop = timers(rig)
    await loop.step()
    await loop.step()
    await steps(rig.dispatcher(Turns(desk(), rig.channels, rig.clock)))
    stands = (await rig.look(lambda conn: conversations.load(conn, [talk.lane])))[talk.lane]
    assert (stands.flow, stands.draft.get("answers")) == (None, None)
    assert len(await rig.states()) == 1


async def test_what_was_missed_over_a_weekend_comes_in_the_order_of_its_moments(rig: Rig) -> None:
    start = rig.clock.now()
    for hours, person in ((30, "an"), (20, "bình"), (50, "chi")):
        await opens(rig, person, nudge_at=start + timedelta(hours=hours), expires_at=None)
    await opens(rig, "dũng", nudge_at=None, expires_at=start + timedelta(hours=40))
    rig.clock.passes(days=3)
    await timers(rig).step()
    told = await notices(rig)
    assert [at for _, at, _ in told] == [start + timedelta(hours=hours) for hours in (20, 30, 40, 50)]
    assert [name for name, _, _ in told] == ["draft-nudge", "draft-nudge", "draft-expired", "draft-nudge"]


async def test_only_the_holder_of_the_lease_acts_and_another_takes_over_when_it_dies(rig: Rig) -> None:
    one, two = timers(rig, "one"), timers(rig, "two")
    await one.step()
    await opens(rig, "an", nudge_at=rig.clock.now())
    await two.step()
    assert await notices(rig) == []
    rig.clock.passes(seconds=20)
    await two.step()
    assert len(await notices(rig)) == 1


async def test_a_stopped_process_gives_the_lease_back(rig: Rig) -> None:
    one = timers(rig, "one")
    one.stop()
    await one.step()
    await one.run()
    held = await rig.database.write(
        lambda conn: state.hold(conn, "timers", "two", wall=rig.clock.wall(), term=timedelta(seconds=15))
    )
    assert held


async def test_a_clock_set_back_by_an_hour_holds_up_nothing(rig: Rig) -> None:
    await rig.hears("an", "một")
    await rig.says("bình", "hai", "ba")
    rig.paper.fails = [Unreachable("away")]
    courier, loop = rig.courier(), timers(rig)
    await loop.step()
    await delivers(courier)
    await opens(rig, "chi", nudge_at=rig.clock.now() - timedelta(hours=2))
    rig.clock.passes(hours=-1)
    await loop.step()
    await steps(rig.dispatcher())
    await delivers(courier)
    assert sorted(texts(rig.paper.sent)) == ["ba", "hai", "re: ", "re: một"]


async def test_a_clock_set_back_while_nobody_ran_holds_up_nothing_either(rig: Rig) -> None:
    await rig.hears("an", "một")
    rig.clock.passes(hours=-1)
    await timers(rig).step()
    await steps(rig.dispatcher())
    assert await rig.inbox_states() == ["done"]


async def test_a_lease_from_before_the_clock_was_set_back_does_not_bind(rig: Rig) -> None:
    await timers(rig, "dead").step()
    rig.clock.passes(hours=-5)
    await opens(rig, "an", nudge_at=rig.clock.now())
    await timers(rig, "two").step()
    assert len(await notices(rig)) == 1


async def test_a_clock_that_jumps_a_year_ahead_loses_no_message(rig: Rig) -> None:
    await rig.hears("an", "một")
    await rig.says("bình", "hai")
    loop = timers(rig)
    await loop.step()
    rig.clock.passes(days=365)
    await loop.step()
    await steps(rig.dispatcher())
    await delivers(rig.courier())
    assert sorted(texts(rig.paper.sent)) == ["hai", "re: một"]


async def test_texts_are_blanked_after_their_days_and_keys_kept_longer(rig: Rig) -> None:
    await rig.hears("an", "một")
    await steps(rig.dispatcher())
    rig.clock.passes(days=8)
    loop = timers(rig)
    await loop.step()
    [told] = await rig.look(lambda conn: inbox.story(conn, rig.lane("an"), most=9))
    assert told["raw"] is None
    rig.clock.passes(days=7)
    await loop.step()
    assert await rig.inbox_states() == []


@pytest.mark.parametrize(("flow", "erased"), [(None, True), ("report", False)])
async def test_loose_files_go_but_not_those_of_an_open_conversation(
    rig: Rig, flow: str | None, erased: bool
) -> None:
    await opens(rig, "an", flow=flow, expires_at=None, nudge_at=None)
    want = Wanted(EvidenceId("e" * 32), rig.lane("an"), "paper", Attachment("ref"), 0, rig.clock.now())
    await rig.database.write(lambda conn: evidence.want(conn, [want], wall=rig.clock.wall()))
    rig.clock.passes(days=9)
    await timers(rig).step()
    found = await rig.look(lambda conn: evidence.find(conn, want.id))
    assert found is not None
    assert (str(found.state) == "deleted") is erased


async def test_links_that_are_over_go_after_thirty_days_and_those_that_work_stay(rig: Rig) -> None:
    def invite(conn: Connection, token: str, days: int) -> int:
        now = rig.clock.now()
        return staff.invite(
            conn,
            Invited(
                token, InvitationKind.PERSON, Role.OFFICER, "economic", "Lê Văn Mẫu", None, now,
                now + timedelta(days=days),
            ),
        )  # fmt: skip

    over = await rig.database.write(lambda conn: invite(conn, "a" * 64, 2))
    works = await rig.database.write(lambda conn: invite(conn, "b" * 64, 90))
    for days, left in ((31, [True, True]), (2, [False, True])):
        rig.clock.passes(days=days)
        await timers(rig).step()
        found = [await rig.look(partial(staff.invitation, id_=id_)) for id_ in (over, works)]
        assert [each is not None for each in found] == left


async def test_what_was_written_about_a_request_is_blanked_some_days_after_it_was_settled(rig: Rig) -> None:
    def write(conn: Connection, person: str) -> int:
        now = rig.clock.now()
        request = people.ask(conn, Asked(RequestKind.OFFICER, "culture", rig.lane(person), {}, now))
        threads.write(conn, request, Line(ThreadSide.RESIDENT, None, "khi nào mở cửa?", now))
        return request

    settled = await rig.database.write(lambda conn: write(conn, "an"))
    waiting = await rig.database.write(lambda conn: write(conn, "bình"))
    await rig.database.write(lambda conn: people.settle_request(conn, settled, "xong", at=rig.clock.now()))
    for days, left in ((6, ["khi nào mở cửa?"] * 2), (2, [None, "khi nào mở cửa?"])):
        rig.clock.passes(days=days)
        await timers(rig).step()
        lines = [await rig.look(partial(threads.read, request=id_)) for id_ in (settled, waiting)]
        assert [line.words for each in lines for line in each] == left
