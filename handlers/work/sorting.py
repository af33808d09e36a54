"""Category and priority are put right. The report stays as it was told; the change stands in the history."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.case import Action
from bot.core.errors import Refused
from bot.core.messages import Button, Prompt
from bot.core.routing import Urgency
from handlers import checked, progress, staffcards, tell
from handlers.officer.finding import event, find
from handlers.staffcards.wording import PRIORITIES
from handlers.turn import Turn
from handlers.work.interview import decided
from handlers.work.offering import offer
from storage.cases import Case, Change
from storage.staff import Member


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


def _offer(turn: Turn, case: Case, key: str, codes: Sequence[str]) -> None:
    labels = tuple(
        Button(staffcards.label(turn.desk, each, turn.words), f"case:sort:{case.code}:{each}")
        for each in codes
        if each != case.subcategory
    )
    offer(turn, Prompt(turn.words(key, code=case.code), labels))


def _sort(turn: Turn, member: Member, case: Case, category: str, kind: str) -> None:
    before, after = case.subcategory or case.category, kind or category
    if before == after:
        raise Refused("change-same", code=case.code)
    change = Change(case.status, category=category, subcategory=kind)
    change = checked.rescored(turn, replace(case, category=category, subcategory=kind or None), change)
    _write(turn, member, case, change, {"what": "category", "from": before, "to": after})


def press(turn: Turn, member: Member, code: str, chosen: str) -> None:
    """How urgent it is; then it is that. Raises `Refused`."""
    case = find(turn, member, code)
    decided(member, Action.CHANGE, case)
    if chosen not in set(Urgency):
        urgencies = tuple(
            Button(turn.words(PRIORITIES[each]), f"case:urge:{case.code}:{each}")
            for each in Urgency
            if each != case.priority
        )
        offer(turn, Prompt(turn.words("urge-which", code=case.code), urgencies))
        return
    if chosen == case.priority:
        raise Refused("change-same", code=case.code)
    details = {"what": "priority", "from": case.priority, "to": chosen}
    _write(turn, member, case, Change(case.status, priority=chosen), details)


def _write(turn: Turn, member: Member, case: Case, change: Change, details: dict[str, Any]) -> None:
    case = progress.move(turn.connection(), case, change, event(turn, member, Action.CHANGE, case, **details))
    tell.changed(turn, case)
    turn.say("change-done", code=case.code)
