"""What of one labelled message was heard as people hear it, and the shares over many."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import msgspec

from bot.commands.trial.figures import agree
from bot.commands.trial.rows import Row
from bot.core.danger import danger
from bot.core.geo import Verdict
from bot.core.routing import Route, RoutingFacts, Urgency
from bot.core.understanding import Heard, Intent
from bot.ward import Ward

LEADS: Final = {"police": "CA", "economic": "KT", "culture": "VX"}
NO_LEAD: Final = "-"
OTHER: Final = "other"
"""Whoever else leads, by whatever letters."""
_DANGERS: Final = frozenset({("elsewhere", "U2")})
_MOST_URGENT: Final = "U1"
_TOP: Final = 3


class Outcome(msgspec.Struct, frozen=True):
    """One message judged. None: the table says nothing of it."""

    row: Row
    heard: Heard
    category: bool
    top3: bool
    subcategory: bool | None
    amounts: bool | None
    lead: bool | None
    missed_danger: bool

    @property
    def faults(self) -> tuple[str, ...]:
        """The names of what was heard wrongly."""
        named = {name: getattr(self, name) for name in ("category", "top3", "subcategory", "amounts", "lead")}
        wrong = tuple(name for name, right in named.items() if right is False)
        return (*wrong, "danger") if self.missed_danger else wrong


def judge(row: Row, ward: Ward) -> Outcome:
    """Hears one message and compares."""
    heard = ward.heard(row.text)
    tops = _tops(heard)
    route = _route(row.text, heard, ward)
    return Outcome(
        row=row,
        heard=heard,
        category=tops[0] == row.top,
        top3=row.top in tops[:_TOP],
        subcategory=_first(heard) == row.label if "." in row.label else None,
        amounts=agree(row.quantities, heard.amounts) if row.quantities else None,
        lead=_lead(route) == _letters(row.lead) if row.lead else None,
        missed_danger=_is_danger(row) and not _is_cared_for(row.text, heard, route, ward),
    )


def scores(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The shares over the rows without doubt."""
    clear = [outcome for outcome in outcomes if not outcome.row.doubtful]
    found: dict[str, Any] = {
        "category": _share(clear, lambda outcome: outcome.category),
        "subcategory": _share(clear, lambda outcome: outcome.subcategory),
        "top3": _share(clear, lambda outcome: outcome.top3),
    }
    if any(outcome.row.quantities is not None for outcome in outcomes):
        found["amounts"] = _share(clear, lambda outcome: outcome.amounts)
    if any(outcome.row.lead is not None for outcome in outcomes):
        found["lead"] = _share(clear, lambda outcome: outcome.lead)
    return found | {
        "missed_danger": sum(outcome.missed_danger for outcome in clear),
        "rows": len(outcomes),
        "doubtful": len(outcomes) - len(clear),
    }


def _share(outcomes: Iterable[Outcome], judged: Callable[[Outcome], bool | None]) -> float | None:
    """The share of those that were judged; None where none was."""
    known = [right for outcome in outcomes if (right := judged(outcome)) is not None]
    return round(sum(known) / len(known), 4) if known else None


def _first(heard: Heard) -> str:
    return heard.readings[0].code if heard.readings else Intent.NOTHING.value


def _tops(heard: Heard) -> list[str]:
    """Each category or intent once, best first; where nothing was heard, that."""
    codes = [reading.code.partition(".")[0] for reading in heard.readings] or [Intent.NOTHING.value]
    return list(dict.fromkeys(Intent.ELSEWHERE.value if code == "KH" else code for code in codes))


def _route(text: str, heard: Heard, ward: Ward) -> Route | None:
    """Where the report would go by its words alone; None: it is no report."""
    if heard.intent is not Intent.REPORT:
        return None
    category, dot, _ = heard.readings[0].code.partition(".")
    told = {
        "category": category,
        "subcategory": heard.readings[0].code if dot else None,
        **dict.fromkeys(ward.facts_in(text), True),
        **heard.facts,
    }
    if heard.elsewhere and heard.elsewhere in heard.place:
        told["place"] = Verdict.OUTSIDE.value
    return ward.route(msgspec.convert(told, RoutingFacts))


def _lead(route: Route | None) -> str:
    if route is None or route.lead is None:
        return NO_LEAD
    return LEADS.get(route.lead, OTHER)


def _letters(lead: str) -> str:
    return lead if lead in {NO_LEAD, *LEADS.values()} else OTHER


def _is_danger(row: Row) -> bool:
    return row.urgency == _MOST_URGENT or (row.top, row.urgency) in _DANGERS


def _is_cared_for(text: str, heard: Heard, route: Route | None, ward: Ward) -> bool:
    """An emergency number, a pointer that keeps no words, or a route that is taken at once."""
    pointer = ward.pointer_to(heard.topic)
    if pointer is not None and pointer.safe:
        return True
    signs = danger(text, ward.danger)
    if any(sign.hotline or ward.pointer_of(sign.topic) is not None for sign in signs):
        return True
    return route is not None and route.priority is Urgency.P1
