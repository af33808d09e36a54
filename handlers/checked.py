"""How much of what an officer needs a report has: for the resident, for the card, for the order of the list.

All read the same stored answers, so that everybody is told the same number. An anonymous report is worth as
much as any other: how to reach its reporter is no point of any list.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec.structs import replace

from bot.core import checklist
from bot.core.checklist import Checked, Mark, Shown
from bot.core.measure import Kind, quantities
from bot.core.messages import MediaKind
from bot.core.places import is_precise
from bot.ward import Ward
from handlers.retold import ONLINE
from handlers.turn import Turn
from storage import cases, evidence
from storage.cases import Case, Change
from storage.evidence import EvidenceState, File

STORY: Final = 40
"""So many letters tell more than the bare fact."""
_TWO: Final = 2
_THOUSAND: Final = 1000
_LEAST: Final = 20
"""Thousand đồng: smaller bare numbers are of days and pieces."""
_STANDS: Final = frozenset({EvidenceState.WANTED, EvidenceState.READY})


def of_report(ward: Ward, code: str, report: Mapping[str, Any]) -> Checked:
    """The score of answers as they are stored, for the finest code that was chosen."""
    return _score(ward, code, report, kinds_in(report.get("photos")), ())


def of_case(ward: Ward, case: Case, files: Iterable[File], added: Iterable[str]) -> Checked:
    """The score of a case with its files and what its reporter wrote since."""
    kinds = [file.kind for file in files if file.state in _STANDS]
    return _score(ward, case.subcategory or case.category, case.report, kinds, added)


def rescored(turn: Turn, case: Case, change: Change, *added: str) -> Change:
    """The change of a case to which its reporter adds words or files, with the score as it stands then."""
    if case.unreadable:  # what it was worth can be counted no more
        return change
    conn = turn.connection()
    told = [line for line in cases.history(conn, case.id) if isinstance(line.details, Mapping)]
    before = [line.details["text"] for line in told if line.role == "resident" and "text" in line.details]
    ours = {id_ for line in told if line.staff is not None for id_ in line.details.get("files", ())}
    files = [file for file in evidence.of_case(conn, case.id) if file.id not in ours]
    found = of_case(turn.desk.ward, case, files, (*before, *added))
    return replace(change, evidence_have=found.have, evidence_of=found.of)


def kinds_in(photos: Any) -> Sequence[str]:
    """The kinds of the files of a stored answer, also while more may follow."""
    items = photos.get("items", ()) if isinstance(photos, Mapping) else ()
    return [item["kind"] for item in items if isinstance(item, Mapping) and "kind" in item]


def _score(
    ward: Ward, code: str, report: Mapping[str, Any], kinds: Sequence[str], added: Iterable[str]
) -> Checked:
    story = "\n".join((*_typed(report, "details", "more"), *added))
    words = "\n".join((story, *_where(report), *_typed(_part(report, "amounts"), "text")))
    marks = frozenset(_marks(report, story, voiced=MediaKind.VOICE in kinds))
    photos = sum(kind != MediaKind.VOICE for kind in kinds)
    return checklist.score(ward.checklist(code), Shown(marks, words, photos))


def _marks(report: Mapping[str, Any], story: str, *, voiced: bool) -> Iterator[Mark]:
    if _is_found(report):
        yield Mark.PLACE
    if {"bought", "got"} <= _part(report, "amounts").keys():
        yield Mark.AMOUNTS
    if story and len(_sums(story)) >= _TWO:
        yield Mark.PRICES
    if voiced or len(story) >= STORY:
        yield Mark.STORY


def _sums(story: str) -> frozenset[float]:
    """The different sums of money; people leave out the thousand: "ghi 50 thu 80"."""
    told = quantities(story)
    money = {one.value for one in told if one.kind is Kind.MONEY}
    bare = {one.value * _THOUSAND for one in told if one.kind is Kind.BARE and one.value >= _LEAST}
    return frozenset(money | bare)


def _is_found(report: Mapping[str, Any]) -> bool:
    """Whether somebody who goes there finds it: a pin, a shop on the net, a stall, a house."""
    place = _part(report, "place")
    if place.get("point") or (place.get("market") == ONLINE and report.get("shop")):
        return True
    if place.get("market") and report.get("stall"):
        return True
    return any(is_precise(words) for words in _where(report))


def _where(report: Mapping[str, Any]) -> Iterator[str]:
    """All words that tell the place, those of the story among them."""
    yield from _typed(_part(report, "place"), "text")
    yield from _typed(report, "stall", "shop")
    yield from _typed(_part(report, "heard"), "place")


def _part(report: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """One stored answer; nothing where it was passed over, or stored in another way by an older release."""
    found = report.get(key)
    return found if isinstance(found, Mapping) else {}


def _typed(stored: Mapping[str, Any], *keys: str) -> Iterator[str]:
    return (stored[key] for key in keys if isinstance(stored.get(key), str) and stored[key])
