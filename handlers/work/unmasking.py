""" "Mở danh tính": who reported it is shown to a head or a leader, for a written reason that others see.

Whoever receives a report keeps secret who sent it (Luật Tố cáo 25/2018 Đ.8, Đ.56); it is opened only where
the matter needs it, written down, and told to those who watch over it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.core.case import Action
from bot.core.errors import Refused
from bot.core.messages import Priority, Prompt
from bot.core.people import Role
from bot.flow import fields
from bot.flow.questions import Answers, Question
from handlers import progress, reporters, staffcards, tell
from handlers.circle import reported
from handlers.officer.finding import event, find
from handlers.turn import Recipient, Turn
from handlers.work import interview
from handlers.work.interview import CODE, Interview, Send
from handlers.work.said import attach, said
from locales import Catalog, Speaker
from storage import conversations, staff
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "unmask"
REASON: Final = said("reason", least=15, most=1000)
CONFIRM: Final = fields.choice("confirm", Send, "confirm")
CHANNELS: Final[Mapping[str, str]] = {"web": "counter-on-web", "telegram": "counter-on-telegram"}


def _path(_: Answers) -> Iterator[Question[Any]]:
    yield REASON
    yield CONFIRM


def begin(turn: Turn, member: Member, code: str) -> None:
    """Open it. Raises `Refused`, also where nothing is known of the reporter."""
    case = find(turn, member, code)
    interview.decided(member, Action.UNMASK, case)
    _check(case)
    interview.begin(turn, member, NAME, Action.UNMASK, code)


def _check(case: Case) -> None:
    if case.anonymous:
        raise Refused("unmask-anonymous", code=case.code)


def _shown(_catalog: Catalog, say: Speaker, answers: Answers) -> str:
    reporter = interview.reporter(say, answers)
    return say("unmask-shown", code=answers[CODE], reporter=reporter, reason=answers[REASON].text)


def _finish(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
    _check(case)
    reason = answers[REASON]
    attach(turn, case, reason.files)
    number = reporters.number(turn.desk.keyring, case)
    line = event(turn, member, Action.UNMASK, case, reason=reason.text, reporter=number)
    case = progress.move(turn.connection(), case, Change(case.status), line)
    tell.changed(turn, case)
    turn.queue(Prompt(_identity(turn, case), guarded=True), priority=Priority.ANSWER)
    for one in _watching(turn, member, case):
        if one.address is not None:
            say = turn.worded(one.language)
            named = say("reporter-named", number=number)
            words = {"who": staffcards.who(say, member), "reporter": named, "reason": reason.text}
            text = say("unmask-told", code=case.code, **words)
            turn.post(Recipient(one.lane, one.address, one.language), Prompt(text))


def _identity(turn: Turn, case: Case) -> str:
    """What is known of the reporter: the number that they left, and by which channel they write."""
    talk = conversations.find(turn.connection(), case.lane) if case.lane is not None else None
    channel = talk.address.channel if talk is not None else case.channel
    named = turn.words(CHANNELS[channel]) if channel in CHANNELS else channel
    phone = case.report.get("phone") or turn.words("unmask-no-phone")
    reporter = reporters.named(turn.desk.keyring, case, turn.words)
    about = {"code": case.code, "reporter": reporter, "channel": named}
    return turn.words("unmask-identity", phone=str(phone), **about)


def _watching(turn: Turn, member: Member, case: Case) -> list[Member]:
    """Those who watch over it: the coordinators; of what is about an official those who lead."""
    role = Role.LEADER if case.confidential else Role.COORDINATOR
    found = staff.working(turn.connection(), role)
    return [one for one in found if one.reached and one.id != member.id and not reported(one, case)]


PLAN: Final = Interview(NAME, Action.UNMASK, (REASON,), _path, _finish, _shown, CONFIRM)
