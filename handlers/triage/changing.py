""" "Đổi loại việc": the category is put right; where the routing table then names another office, one press
hands the case on. The report stays as it was told."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from bot.core.case import Action
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.core.routing import Route
from handlers import checked, progress, staffcards, tell
from handlers.hands import able
from handlers.officer.finding import event, find
from handlers.report.filing import route_stored
from handlers.triage.sorting import propose
from handlers.turn import Turn
from handlers.work.interview import decided
from handlers.work.offering import offer
from handlers.work.sorting import put_right
from storage.cases import Case, Change
from storage.staff import Member

REROUTE: Final = "reroute"


def sort(turn: Turn, member: Member, code: str, chosen: str) -> None:
    """Which category, which of its kinds; then it is that. Raises `Refused`."""
    case = find(turn, member, code)
    decided(member, Action.CHANGE, case)
    ward = turn.desk.ward
    topic, kind = ward.category(chosen), ward.subcategory(chosen)
    if kind is not None and kind.code == chosen:
        _sort(turn, member, case, chosen.partition(".")[0], chosen)
    elif topic is None or topic.code != chosen:
        _offer(turn, case, "sort-which", [each.code for each in ward.categories])
    elif topic.subcategories:
        _offer(turn, case, "sort-which-kind", [each.code for each in topic.subcategories])
    else:
        _sort(turn, member, case, chosen, "")


def reroute(turn: Turn, member: Member, code: str, _more: str) -> None:
    """To the office that leads such a case by the routing table. Raises `Refused`, also where it is there."""
    case = find(turn, member, code)
    after = decided(member, Action.TRANSFER, case)
    route = propose(turn.desk.ward, case, case.subcategory or case.category)
    lead = _elsewhere(case, route)
    if lead is None:
        office = staffcards.office_name(turn.words, case.lead)
        raise Refused("work-moved-before", code=case.code, office=office)
    reason = route.reasons[0].to(turn.talk.language)
    priority = min(case.priority, route.priority.value)
    change = Change(after, lead=lead, holder=0, priority=priority, route=_route(case, route))
    details = {"reason": reason, "from": case.lead, "to": lead}
    line = event(turn, member, Action.TRANSFER, case, **details)
    case = progress.move(turn.connection(), case, change, line)
    tell.handed_over(turn, case)
    turn.say("work-moved", code=case.code, office=staffcards.office_name(turn.words, lead))
    tell.reporter(turn, case, "news-moved")


def _offer(turn: Turn, case: Case, key: str, codes: Sequence[str]) -> None:
    labels = tuple(
        Button(staffcards.label(turn.desk, each, turn.words), f"case:sort:{case.code}:{each}")
        for each in codes
        if each != case.subcategory
    )
    offer(turn, Prompt(turn.words(key, code=case.code), labels))


def _sort(turn: Turn, member: Member, case: Case, category: str, kind: str) -> None:
    """What nobody had sorted yet is as urgent from now on as the routing table says, at least."""
    before, after = case.subcategory or case.category, kind or category
    if before == after:
        raise Refused("change-same", code=case.code)
    route = propose(turn.desk.ward, case, after)
    stays = _elsewhere(case, route) is None
    change = Change(
        case.status,
        category=category,
        subcategory=kind,
        route=_route(case, route) if stays else None,
        priority=min(case.priority, route.priority.value) if case.subcategory is None else None,
    )
    change = checked.rescored(turn, replace(case, category=category, subcategory=kind or None), change)
    case = put_right(turn, member, case, change, {"what": "category", "from": before, "to": after})
    if not stays and Action.TRANSFER in able(member, case):
        _propose_move(turn, case, route)


def _elsewhere(case: Case, route: Route) -> str | None:
    """The office that leads it by the routing table; None where it is there already. What is about an
    official stays with those to whom it was given."""
    return None if case.confidential or route.lead in {None, case.lead} else route.lead


def _route(case: Case, route: Route) -> dict[str, Any]:
    """Why it is where it is, in the words of its new category; who helps already goes on helping."""
    helping = dict.fromkeys((*case.route.get("coordinators", ()), *route.coordinators))
    return {**case.route, **route_stored(route), "coordinators": list(helping)}


def _propose_move(turn: Turn, case: Case, route: Route) -> None:
    assert route.lead is not None, "it leads elsewhere"
    office = staffcards.office_name(turn.words, route.lead)
    why = route.reasons[0].to(turn.talk.language)
    press = Button(turn.words("sort-hand-on", office=office), f"case:{REROUTE}:{case.code}")
    offer(turn, Prompt(turn.words("sort-elsewhere", code=case.code, office=office, why=why), (press,)))
