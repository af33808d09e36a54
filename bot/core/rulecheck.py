"""Routing rows that cannot work, found before the first report comes in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, get_args, get_type_hints

from bot.core.routing import FACTS, NONE, Also, Condition, Conditions, RoutingFacts, Row, RowKind, allowed


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What rows may name: offices (True: may lead) and categories with their sub-categories."""

    offices: Mapping[str, bool]
    categories: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class RowFault:
    """The `index`-th row cannot work; None where a row is missing altogether."""

    index: int | None
    sentence: str


def faults(rows: Sequence[Row], catalogue: Catalogue) -> list[RowFault]:
    """Everything that is wrong with the table, from the top."""
    found = [RowFault(i, s) for i, row in enumerate(rows) for s in _row_faults(row, rows[:i], catalogue)]
    if found:
        return found  # what follows reads the conditions, so they must be sound
    return [*_unreachable(rows), *_missing(rows, catalogue)]


def _row_faults(row: Row, before: Sequence[Row], catalogue: Catalogue) -> Iterator[str]:
    if any(other.id == row.id for other in before):
        yield f"row {row.id} stands twice"
    yield from _lead_faults(row, catalogue)
    for part in row.parts:
        for office in part.coordinators:
            if office not in catalogue.offices:
                yield f"row {row.id} names the unknown office {office!r}"
        for name, condition in (*part.when.items(), *part.any.items()):
            problem = _condition_fault(name, condition, catalogue)
            if problem:
                yield f"row {row.id}: {problem}"


def _lead_faults(row: Row, catalogue: Catalogue) -> Iterator[str]:
    leads = row.kind is not RowKind.MODIFIER and not row.refer
    if leads and row.lead is None:
        yield f"row {row.id} has no lead"
    if not leads and row.lead is not None:
        yield f"row {row.id} adds to others or refers, so it cannot have a lead"
    if row.kind is not RowKind.MODIFIER and row.priority is None:
        yield f"row {row.id} has no priority"
    if row.lead is not None and row.lead not in catalogue.offices:
        yield f"row {row.id} names the unknown office {row.lead!r}"
    elif row.lead is not None and not catalogue.offices[row.lead]:
        yield f"row {row.id} is led by {row.lead!r}, which is not an office of the ward"


def _condition_fault(name: str, condition: Condition, catalogue: Catalogue) -> str | None:
    if name not in FACTS:
        return f"there is no fact {name!r}"
    values = allowed(condition)
    known = _known_values(name, catalogue)
    if known is None:
        counted = isinstance(values, int) and values >= 1
        return None if counted else f"{name} is a count and takes the least number, 1 or more"
    if isinstance(values, int):
        return f"{name} takes {_listing(known)}, not a number"
    if not values:
        return f"{name} allows nothing"
    unknown = [value for value in values if not _among(value, known)]
    return f"{name} cannot be {_listing(unknown)}" if unknown else None


def _among(value: bool | str, known: Sequence[bool | str]) -> bool:
    return any(value == k and isinstance(value, bool) == isinstance(k, bool) for k in known)


def _listing(values: Sequence[bool | str]) -> str:
    return ", ".join(str(value).lower() if isinstance(value, bool) else repr(str(value)) for value in values)


_TYPES: Final[Mapping[str, Any]] = get_type_hints(RoutingFacts)


def _known_values(name: str, catalogue: Catalogue) -> list[bool | str] | None:
    """Every value that a fact can have; None for a count."""
    if name == "category":
        return list(catalogue.categories)
    if name == "subcategory":
        return [*(child for children in catalogue.categories.values() for child in children), NONE]
    kinds = get_args(_TYPES[name]) or (_TYPES[name],)
    if int in kinds:
        return None
    if bool in kinds:
        return [True, False]
    words: list[bool | str] = [word.value for kind in kinds if issubclass(kind, StrEnum) for word in kind]
    return [*words, NONE] if type(None) in kinds else words


def _unreachable(rows: Sequence[Row]) -> Iterator[RowFault]:
    """Rows of which every reading is already taken by a row that is tried before."""
    order = sorted(
        (i for i, row in enumerate(rows) if row.kind is not RowKind.MODIFIER),
        key=lambda i: rows[i].kind is not RowKind.GUARD,
    )
    taken: list[tuple[str, Conditions]] = []
    for index in order:
        readings = alternatives(rows[index])
        takers = [next((id_ for id_, wider in taken if _covers(wider, r)), None) for r in readings]
        if None not in takers:
            yield RowFault(index, f"row {rows[index].id} is never reached: {_cause(takers)}")
        taken += [(rows[index].id, reading) for reading in readings]


def _cause(takers: Sequence[str | None]) -> str:
    names = list(dict.fromkeys(str(taker) for taker in takers))
    if not names:
        return "its conditions exclude each other"
    return f"{' and '.join(names)} {'take' if len(names) > 1 else 'takes'} everything before it"


def alternatives(part: Row | Also) -> list[Conditions]:
    """The plain conjunctions that a row stands for: `when` with each one of `any`."""
    joined = [_joined(part.when, {name: c}) for name, c in part.any.items()] or [dict(part.when)]
    return [conditions for conditions in joined if conditions is not None]


def _joined(one: Conditions, other: Conditions) -> Conditions | None:
    """Both together; None where they exclude each other."""
    joined = dict(one)
    for name, condition in other.items():
        values, before = allowed(condition), allowed(joined.get(name, condition))
        if isinstance(values, int) or isinstance(before, int):
            joined[name] = max(v for v in (values, before) if isinstance(v, int))
            continue
        common = [value for value in values if value in before]
        if not common:
            return None
        joined[name] = common
    return joined


def _covers(wider: Conditions, narrow: Conditions) -> bool:
    """Whether every report that fits `narrow` fits `wider` too."""
    full = _with_category(narrow)
    return all(name in full and _within(full[name], condition) for name, condition in wider.items())


def _within(narrow: Condition, wide: Condition) -> bool:
    inner, outer = allowed(narrow), allowed(wide)
    if isinstance(inner, int) or isinstance(outer, int):
        return isinstance(inner, int) and isinstance(outer, int) and inner >= outer
    return all(value in outer for value in inner)


def _with_category(conditions: Conditions) -> Conditions:
    """A sub-category says its category too."""
    children = allowed(conditions.get("subcategory", NONE))
    if "category" in conditions or not isinstance(children, list) or NONE in children:
        return conditions
    return {**conditions, "category": list(dict.fromkeys(str(child).partition(".")[0] for child in children))}


def _missing(rows: Sequence[Row], catalogue: Catalogue) -> Iterator[RowFault]:
    """Categories and sub-categories for which no row is left when nothing special is known."""
    readings = [r for row in rows if row.kind is not RowKind.MODIFIER for r in alternatives(row)]
    for category, children in catalogue.categories.items():
        for child in (*children, NONE):
            case: Conditions = {"category": [category], "subcategory": [child]}
            if not any(_covers(reading, case) for reading in readings):
                name = child if child != NONE else f"{category} without a sub-category"
                yield RowFault(None, f"no routing row takes {name} in every case: a catch-all is missing")
