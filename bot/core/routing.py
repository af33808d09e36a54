"""Which office leads a case, who helps, how urgent it is, and why.

The rows stand in the ward file. *Guards* are tried first, then the other rows, both from the top: the
first that fits gives the lead. *Modifiers* that fit add their coordinators to whatever matched. A row
fits when all of `when` holds and, where it has `any`, at least one of that. Its `also` clauses make a
fitting row more urgent, propose escalation or add coordinators under further conditions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import msgspec

from bot.core.geo import Verdict
from bot.core.words import Wording

NONE: Final = "none"
"""How a condition names a fact that is missing."""


class Quantity(StrEnum):
    """How many such goods there are, as a resident can tell."""

    FEW = "few"
    DOZENS = "dozens"
    BOXES = "boxes"
    WAREHOUSE = "warehouse"


class Supply(StrEnum):
    """Where a fact comes from."""

    ASKED = "asked"
    WORDS = "words"
    FILING = "filing"


_ASKED: Final = MappingProxyType({"supply": Supply.ASKED})
_WORDS: Final = MappingProxyType({"supply": Supply.WORDS})
_FILING: Final = MappingProxyType({"supply": Supply.FILING})


@dataclass(frozen=True, slots=True)
class RoutingFacts:
    """What the rows may ask about one report."""

    category: str = field(metadata=_ASKED)
    """The top-level category, e.g. `DL`. Asked."""
    subcategory: str | None = field(default=None, metadata=_ASKED)
    """E.g. `DL.1`; None while the resident could not say. Asked."""
    danger: bool = field(default=False, metadata=_WORDS)
    """A threat, an assault, a weapon, fire: happening now. Read from the words."""
    injured: bool = field(default=False, metadata=_ASKED)
    """Someone is ill, hurt or poisoned. Asked, or read from the words."""
    production: bool = field(default=False, metadata=_ASKED)
    """A place where the goods are made, packed or stored. Asked."""
    quantity: Quantity | None = field(default=None, metadata=_ASKED)
    """How many such goods there are. Asked; None where not known."""
    value_30m: bool = field(default=False, metadata=_FILING)
    """As many genuine goods would cost 30 million đồng or more. Estimated at filing, mended by officers."""
    gain_5m: bool = field(default=False, metadata=_FILING)
    """The missing part cost 5 million đồng or more. Computed at filing from the amounts and sums told."""
    earlier_reports: int = field(default=0, metadata=_FILING)
    """Other people's reports about the same place and category in the last 30 days. Counted at filing."""
    substantiated_before: int = field(default=0, metadata=_FILING)
    """Cases of this category at the same place, found to be so within a year. Counted at filing."""
    fuel_hazard: bool = field(default=False, metadata=_WORDS)
    """Gas is refilled or fuel kept so that it may burn. Read from the words, or asked."""
    packs_short: int | None = field(default=None, metadata=_ASKED)
    """How many packs were short. Asked; None where not told."""
    sensitive: bool = field(default=False, metadata=_ASKED)
    """The goods go to children, elderly people or pregnant women. Asked, or read from the words."""
    food: bool = field(default=False, metadata=_ASKED)
    """It is food or drink. Asked, or read from the words."""
    safety_product: bool = field(default=False, metadata=_ASKED)
    """Goods that can hurt when they fail: electric, helmets, toys. Asked, or read from the words."""
    online: bool = field(default=False, metadata=_ASKED)
    """Sold on a social network, a web shop or by live video. Asked, or read from the words."""
    place: Verdict = field(default=Verdict.UNKNOWN, metadata=_FILING)
    """Whether the place lies in the ward. Computed from the pin, or the resident's own answer."""
    official: bool = field(default=False, metadata=_ASKED)
    """Reported is an official of ward or police, or a case officer's relative. Asked, or from words."""
    vague: bool = field(default=False, metadata=_FILING)
    """The words say too little to act on. Judged at filing."""


FACTS: Final = frozenset(f.name for f in fields(RoutingFacts))
SUPPLIES: Final[Mapping[str, Supply]] = MappingProxyType(
    {f.name: f.metadata["supply"] for f in fields(RoutingFacts)}
)

Condition: TypeAlias = bool | int | str | list[bool | str]
"""One value, a list of allowed values, or (for a count) the least number."""
Conditions: TypeAlias = dict[str, Condition]


class Urgency(StrEnum):
    """P1 is at once, P4 is when there is time."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Escalate(StrEnum):
    """Whether a report to the city is proposed; a human decides."""

    NO = "no"
    PROPOSE = "propose"


class RowKind(StrEnum):
    """When a row is tried."""

    GUARD = "guard"
    ROW = "row"
    MODIFIER = "modifier"


class Also(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What further conditions add to a row that fits."""

    reason: Wording
    when: Conditions = {}
    any: Conditions = {}
    coordinators: tuple[str, ...] = ()
    priority: Urgency | None = None
    escalate: Escalate = Escalate.NO


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the table. Without a lead no case is opened: the report is referred."""

    id: str
    reason: Wording
    when: Conditions = {}
    any: Conditions = {}
    kind: RowKind = RowKind.ROW
    lead: str | None = None
    refer: bool = False
    coordinators: tuple[str, ...] = ()
    priority: Urgency | None = None
    escalate: Escalate = Escalate.NO
    basis: tuple[str, ...] = ()
    also: tuple[Also, ...] = ()

    @property
    def parts(self) -> tuple["Row | Also", ...]:
        """The row itself and its clauses."""
        return (self, *self.also)


@dataclass(frozen=True, slots=True)
class Route:
    """A proposal that an officer accepts, changes or gives back with a reason."""

    row: str
    lead: str | None
    coordinators: tuple[str, ...]
    priority: Urgency
    escalate: Escalate
    reasons: tuple[Wording, ...]
    basis: tuple[str, ...]

    @property
    def referred(self) -> bool:
        """Whether no case is opened, because it is another authority's."""
        return self.lead is None


def route(facts: RoutingFacts, rules: Sequence[Row]) -> Route:
    """The row that fits, with what its clauses and the modifiers add."""
    row = next((row for row in _in_order(rules) if fits(row, facts)), None)
    if row is None:
        raise ValueError(f"no routing row takes {facts.category} {facts.subcategory or NONE}")
    added = [clause for clause in row.also if fits(clause, facts)]
    modifiers = [m for m in rules if m.kind is RowKind.MODIFIER and not row.refer and fits(m, facts)]
    parts: list[Row | Also] = [row, *added, *modifiers]
    named = dict.fromkeys(office for part in parts for office in part.coordinators)
    named.pop(row.lead or "", None)
    proposed = any(part.escalate is Escalate.PROPOSE for part in parts)
    return Route(
        row=row.id,
        lead=row.lead,
        coordinators=tuple(named),
        priority=min(part.priority for part in parts if part.priority is not None),
        escalate=Escalate.PROPOSE if proposed else Escalate.NO,
        reasons=tuple(part.reason for part in parts),
        basis=tuple(dict.fromkeys(law for part in (row, *modifiers) for law in part.basis)),
    )


def explain(route: Route, language: str = "vi") -> tuple[str, ...]:
    """The reasons as sentences."""
    return tuple(reason.to(language) for reason in route.reasons)


def fields_read_by(category: str, rules: Sequence[Row]) -> frozenset[str]:
    """The facts that rows about this category (`DL`) or sub-category (`DL.1`) ask for.

    A row that names no category asks for nothing here, so a report asks only what decides its route.
    """
    read = (name for row in rules if _about(row, category) for part in row.parts for name in _names(part))
    return frozenset(read) - {"category", "subcategory"}


def fits(part: Row | Also, facts: RoutingFacts) -> bool:
    """Whether all of `when` and, where given, one of `any` holds."""
    for name, condition in part.when.items():
        if not _holds(condition, getattr(facts, name)):
            return False
    return not part.any or any(
        _holds(condition, getattr(facts, name)) for name, condition in part.any.items()
    )


def allowed(condition: Condition) -> list[bool | str] | int:
    """The allowed values, or the least number."""
    if isinstance(condition, list):
        return condition
    return [condition] if isinstance(condition, (bool, str)) else condition


def _holds(condition: Condition, value: Any) -> bool:
    if isinstance(condition, list):
        return (NONE if value is None else value) in condition
    if isinstance(condition, (bool, str)):
        return (NONE if value is None else value) == condition
    return value is not None and value >= condition


def _in_order(rules: Iterable[Row]) -> list[Row]:
    """Guards before rows, each from the top."""
    rows = tuple(rules)
    return [row for kind in (RowKind.GUARD, RowKind.ROW) for row in rows if row.kind is kind]


def _names(part: Row | Also) -> tuple[str, ...]:
    return (*part.when, *part.any)


def _about(row: Row, category: str) -> bool:
    """Whether a row names the category, its parent or one of its children."""
    named = [
        value
        for part in (row.when, row.any)
        for name in ("category", "subcategory")
        for value in _listed(part, name)
    ]
    return any(
        value == category or value.startswith(f"{category}.") or category.startswith(f"{value}.")
        for value in named
    )


def _listed(conditions: Conditions, name: str) -> list[str]:
    values = allowed(conditions.get(name, []))
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
