""" "Chuyển": a case goes to another office, for a reason; its reporter is told where it is now.

Whoever gets a request that is another office's hands it on and says so (Luật 19/2023/QH15 Đ.11.3). Signs of a
crime go to the police at once (BLTTHS Đ.146.4), so that reason is one press and makes the case more urgent.
"""

from collections.abc import Iterator
from typing import Any, Final

from bot.core.case import Action
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.flow import fields
from bot.flow.questions import Answers, Option, Question
from bot.ward import Ward
from bot.ward.schema import OfficeKind
from handlers import progress, staffcards, tell
from handlers.officer.finding import event, find
from handlers.turn import Feature, Turn
from handlers.work import interview
from handlers.work.interview import CODE, Interview
from handlers.work.offering import offer
from handlers.work.said import attach, said
from locales import Catalog, Speaker
from storage.cases import Case, Change
from storage.staff import Member

NAME: Final = "transfer"
LONGEST_TAP: Final = 64
CRIME: Final = "crime"
FIELD: Final = "field"
OTHER: Final = "other"
URGENT: Final = "P2"
_LESS_URGENT: Final = frozenset({"P3", "P4"})

OFFICE: Final = fields.fact("office", str)
POLICE: Final = fields.fact("police", bool)
"""Whether it goes to those who look into crimes."""


def _whys(answers: Answers) -> tuple[Option, ...]:
    whys = (CRIME, FIELD, OTHER) if answers.given(POLICE) is not False else (FIELD, OTHER)
    return tuple(Option(why, f"transfer-{why}") for why in whys)


def _what(answers: Answers) -> Any:
    """Case and office in words, put under the question."""
    office, code = answers.given(OFFICE), answers.given(CODE)
    if office is None or code is None:
        return ""
    return lambda say: say("work-move-what", code=code, office=say(f"ward-office-{office}"))


WHY: Final = fields.pick("why", _whys, hint=_what)
REASON: Final = said("reason", least=5, most=500)


def _path(answers: Answers) -> Iterator[Question[Any]]:
    """Words that are typed instead of a choice are the reason."""
    if REASON in answers:
        return
    yield WHY
    if answers[WHY] == OTHER:
        yield REASON


def build(catalog: Catalog) -> Feature:
    """Handing a case on: the office is chosen by a button, the reason by another, or typed."""
    return interview.feature(catalog, PLAN)


def choose(turn: Turn, member: Member, code: str, office: str) -> None:
    """To which office, then why. Raises `Refused`."""
    case = find(turn, member, code)
    interview.decided(member, Action.TRANSFER, case)
    others = _others(turn.desk.ward, case)
    if office in others:
        facts = {OFFICE.key: office, POLICE.key: office in investigating(turn.desk.ward)}
        interview.begin(turn, member, NAME, Action.TRANSFER, code, facts)
        return
    offered = tuple(
        Button(staffcards.office_name(turn.words, each), tap)
        for each in others
        if len((tap := f"case:move:{case.code}:{each}").encode()) <= LONGEST_TAP
    )
    offer(turn, Prompt(turn.words("work-move-where", code=case.code), offered))


def investigating(ward: Ward) -> frozenset[str]:
    """The offices that look into crimes: those that take what is dangerous."""
    about = (row for row in ward.routing if "danger" in row.when or "danger" in row.any)
    return frozenset(row.lead for row in about if row.lead is not None)


def _others(ward: Ward, case: Case) -> list[str]:
    """The ward's own offices but the one that has it."""
    return [o.id for o in ward.offices if o.kind is OfficeKind.INTERNAL and o.id != case.lead]


def _finish(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
    office, typed = answers[OFFICE], answers.given(REASON)
    to = staffcards.office_name(turn.words, office)
    if office not in _others(turn.desk.ward, case):
        raise Refused("work-moved-before", code=case.code, office=to)
    crime = typed is None and answers[WHY] == CRIME
    reason = typed.text if typed is not None else turn.words(f"transfer-{answers[WHY]}")
    details: dict[str, Any] = {"reason": reason, "from": case.lead, "to": office}
    if typed is not None and typed.files:
        details["files"] = attach(turn, case, typed.files)
    after = interview.decided(member, Action.TRANSFER, case)
    priority = URGENT if crime and case.priority in _LESS_URGENT else None
    change = Change(after, lead=office, holder=0, priority=priority)
    case = progress.move(
        turn.connection(), case, change, event(turn, member, Action.TRANSFER, case, **details)
    )
    tell.handed_over(turn, case)
    turn.say("work-moved", code=case.code, office=to)
    tell.reporter(turn, case, "news-moved")


def _shown(_catalog: Catalog, _say: Speaker, _answers: Answers) -> str:
    return ""  # nothing is looked at once more: the last press says both what and where


PLAN: Final = Interview(
    NAME, Action.TRANSFER, (OFFICE, POLICE, WHY, REASON), _path, _finish, _shown, alone=False
)
