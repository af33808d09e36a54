"""Whether what one part of a ward file names stands in another part."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bot.core.geo import is_on_earth
from bot.core.messages import Point
from bot.core.routing import SUPPLIES, Supply
from bot.ward import reminding
from bot.ward.schema import Law, OfficeKind, WardFile

_WITH_CLOSING: Final = frozenset({"exact_place"})
"""These may go at once."""


def check_references(plan: WardFile, laws: Law, problem: Callable[[str, str], Exception]) -> None:
    """Raises what `problem(place, sentence)` makes of the first fault."""
    for where, what in (
        *_doubles(plan),
        *_codes(plan),
        *_dangers(plan),
        *_basis(plan, laws),
        *_pointers(plan),
        *_answers(laws),
        *_evidence(plan),
        *_checklists(plan),
        *_numbers(plan),
        *reminding.faults(plan),
    ):
        raise problem(where, what)


def _doubles(plan: WardFile) -> Iterator[tuple[str, str]]:
    named: dict[str, Sequence[str]] = {
        "offices": [office.id for office in plan.offices],
        "categories": [category.code for category in plan.categories],
        "markets": [market.id for market in plan.markets],
        "hotlines": [line.number for line in plan.hotlines],
        "pointers": [pointer.id for pointer in plan.pointers],
        "evidence": [item.id for item in plan.evidence],
    }
    for table, ids in named.items():
        for index, id_ in enumerate(ids):
            if id_ in ids[:index]:
                yield f"{table}[{index}]", f"{id_!r} stands twice"


def _codes(plan: WardFile) -> Iterator[tuple[str, str]]:
    for i, category in enumerate(plan.categories):
        codes = [sub.code for sub in category.subcategories]
        for j, code in enumerate(codes):
            where = f"categories[{i}].subcategories[{j}].code"
            if not code.startswith(f"{category.code}."):
                yield where, f"{code!r} must begin with {category.code + '.'!r}"
            if code in codes[:j]:
                yield where, f"{code!r} stands twice"
    if not any(not category.hidden for category in plan.categories):
        yield "categories", "every category is hidden"


def _dangers(plan: WardFile) -> Iterator[tuple[str, str]]:
    numbers = {line.number for line in plan.hotlines}
    readable = {name for name, supply in SUPPLIES.items() if supply is not Supply.FILING} - {
        "category",
        "subcategory",
    }
    for i, sign in enumerate(plan.danger):
        if sign.hotline not in numbers and (sign.hotline or not sign.fact):
            yield f"danger[{i}].hotline", f"{sign.hotline!r} is not among the hotlines"
        if sign.fact and sign.fact not in readable:
            yield f"danger[{i}].fact", f"{sign.fact!r} is not a fact that words can tell"
        if not sign.words and not sign.marked:
            yield f"danger[{i}]", "there are no words"


def _basis(plan: WardFile, laws: Law) -> Iterator[tuple[str, str]]:
    for i, row in enumerate(plan.routing):
        for id_ in row.basis:
            if laws.citation(id_) is None:
                yield f"routing[{i}].basis", f"{id_!r} is not in the law file"


def _pointers(plan: WardFile) -> Iterator[tuple[str, str]]:
    numbers = {line.number for line in plan.hotlines}
    offices = {office.id for office in plan.offices if office.kind is OfficeKind.INTERNAL}
    topics = {sign.topic for sign in plan.danger}
    for i, pointer in enumerate(plan.pointers):
        for number in pointer.hotlines:
            if number not in numbers:
                yield f"pointers[{i}].hotlines", f"{number!r} is not among the hotlines"
        if pointer.office and pointer.office not in offices:
            yield f"pointers[{i}].office", f"{pointer.office!r} is no office of the ward's own"
        for sign in pointer.signs:
            if sign not in topics:
                yield f"pointers[{i}].signs", f"{sign!r} is no topic of the danger list"


def _answers(laws: Law) -> Iterator[tuple[str, str]]:
    """Of the law file; the sentence says which entry, for the line is one of the other file."""
    ids = [answer.id for answer in laws.answers]
    for i, answer in enumerate(laws.answers):
        if answer.id in ids[:i]:
            yield "law", f"the answer {answer.id!r} stands twice"
        for id_ in answer.basis:
            if laws.citation(id_) is None:
                yield "law", f"the answer {answer.id!r} rests on {id_!r}, which is not in the law file"
        first, last = answer.in_force_from, answer.in_force_to
        if first is not None and last is not None and last < first:
            yield "law", f"the answer {answer.id!r} ends before it begins"


def _evidence(plan: WardFile) -> Iterator[tuple[str, str]]:
    for i, item in enumerate(plan.evidence):
        if not (item.by or item.words or item.photo):
            yield f"evidence[{i}]", "nothing can fulfil it: name an answer, words or a photo"


def _checklists(plan: WardFile) -> Iterator[tuple[str, str]]:
    points = {item.id for item in plan.evidence}
    topics = {topic.code for category in plan.categories for topic in (category, *category.subcategories)}
    listed = set[str]()
    for i, checklist in enumerate(plan.checklists):
        for code in checklist.codes:
            if code not in topics:
                yield f"checklists[{i}].codes", f"{code!r} is no category or sub-category"
            if code in listed:
                yield f"checklists[{i}].codes", f"{code!r} has two checklists"
            listed.add(code)
        for id_ in checklist.items:
            if id_ not in points:
                yield f"checklists[{i}].items", f"{id_!r} is not among the evidence"
        if len(set(checklist.items)) < max(len(checklist.items), 1):
            yield f"checklists[{i}].items", "name at least one point, each once"


def _numbers(plan: WardFile) -> Iterator[tuple[str, str]]:
    for name in plan.retention.__struct_fields__:
        days = getattr(plan.retention, name)
        if days < 0 or (days == 0 and name not in _WITH_CLOSING):
            yield f"retention.{name}", "must be 1 day or more" if days == 0 else "must not be negative"
    if plan.drafts.nudge_after_hours < 1:
        yield "drafts.nudge_after_hours", "must be 1 or more"
    if not is_on_earth(Point(plan.centre.latitude, plan.centre.longitude)):
        yield "centre", "must be WGS84 degrees"
