"""What a resident hears while their case moves, and what staff know of somebody whom nothing reaches."""

from bot.core.messages import Notice
from bot.core.people import Role
from handlers import reporters
from storage import inbox, outbox
from tests.scenarios.dialogues import files
from tests.scenarios.test_aftermath import asks, files_of
from tests.scenarios.test_filing import case_of
from tests.scenarios.working import QUESTION, taken
from tests.support.databases import KEYRING
from tests.support.papers import OTHER, PHOTO
from tests.support.world import Person, World


async def test_news_that_come_within_a_minute_are_one_message(world: World, lan: Person) -> None:
    minh = await world.appoints("minh", Role.OFFICER, "economic")
    code = await files(lan)
    await minh.presses(f"case:take:{code}")
    await minh.presses(f"case:verify:{code}:yes")
    await lan.listens()
    [news] = [one for one in lan.heard if code in one.text]
    office = lan.words("ward-office-economic")
    lan.hears("news-taken", code=code, office=office)
    lan.hears("news-verifying", code=code, office=office)
    assert news.text.count(code) == 2


async def test_news_of_two_days_are_two_messages_and_a_question_is_its_own(world: World) -> None:
    lan, minh, code = await taken(world)
    await world.passes(days=1)
    await minh.presses(f"case:verify:{code}:yes")
    await lan.listens()
    assert sum(code in one.text for one in lan.heard) == 1
    lan.hears_not("news-taken")
    await minh.presses(f"case:ask:{code}")
    await minh.says(QUESTION)
    await minh.taps("confirm-send")
    await lan.listens()
    asked = [one for one in lan.heard if QUESTION in one.text]
    assert len(asked) == 1
    assert [choice.tap for choice in asked[0].buttons] == [f"own:answer:{code}"]


async def test_an_album_reaches_the_officer_as_one_message(world: World) -> None:
    lan, minh, code = await taken(world)
    await minh.listens()
    await lan.presses(f"own:add:{code}")
    await lan.sends(PHOTO, OTHER, PHOTO)
    assert sum(lan.words("own-added", code=code) in one.text for one in lan.heard) == 1
    await minh.listens()
    reporter = reporters.named(KEYRING, await case_of(world, code), minh.words)
    head = minh.words("own-news-add", code=code, reporter=reporter, words="")
    assert sum(head in one.text for one in minh.heard) == 1
    minh.hears("story-files", count=3)
    assert len(await files_of(world, code)) == 3


async def test_whom_nothing_reaches_is_marked_and_whoever_has_the_case_hears_of_it(world: World) -> None:
    lan, minh, code = await taken(world)
    now = world.clock.now()
    blocked = Notice("blocked")
    row = inbox.notice(lan.lane, lan.front.address, "blocked", blocked)
    await world.house.database.write(lambda conn: inbox.put(conn, [row], now=now, wall=world.clock.wall()))
    await world.settles()
    await minh.listens()
    minh.hears("own-news-unreached", code=code)
    await minh.presses(f"case:open:{code}")
    minh.hears("card-reporter-unreached")
    await asks(minh, code)
    minh.hears("inquire-unreached", code=code)
    assert (await world.look(outbox.health)).queued == 0
    await lan.says("Tôi đây ạ")
    lan.hears("own-answered", code=code)
    await minh.presses(f"case:open:{code}")
    minh.hears_not("card-reporter-unreached")
