"""What will go until a day, without touching it."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, func, select

from bot.core.retention import Closed, Goes, Part, Terms, counted_as, ends, term_of
from storage.cases.table import CASES
from storage.clocks import CASE_CLOCKS, CLEANS
from storage.columns import reads
from storage.conversations import CONVERSATIONS
from storage.evidence import EVIDENCE, EvidenceState
from storage.retention.exact import exact, undecided
from storage.retention.rows import SWEPT, is_silent, old

PORTION: Final = 500
"""So many cases are looked at in one read."""


class Ahead(msgspec.Struct, frozen=True):
    """How much will go, by kind; `kept`: so many cases are not touched."""

    goes: Mapping[Goes, int]
    kept: int


def ahead(conn: Connection, terms: Terms, until: datetime) -> Ahead:
    """What will go until this moment if nothing else happens, as the terms say."""
    found = _of_cases(conn, terms, until)
    for goes in SWEPT:
        past = old(goes, until - term_of(terms, goes)).order_by(None).subquery()
        found[goes] += conn.execute(select(func.count()).select_from(past)).scalar_one()
    silent = select(func.count()).select_from(CONVERSATIONS).where(is_silent(until - terms.unsubstantiated))
    found[Goes.PEOPLE] += conn.execute(silent).scalar_one()
    kept = select(func.count()).select_from(CASES).where(CASES.c.kept_at.is_not(None))
    return Ahead({goes: found[goes] for goes in Goes}, conn.execute(kept).scalar_one())


def _of_cases(conn: Connection, terms: Terms, until: datetime) -> Counter[Goes]:
    found: Counter[Goes] = Counter()
    closed = (
        select(CASES.c.id, CASES.c.outcome, CASES.c.cleaned_at, CASE_CLOCKS.c.closed_at)
        .join(CASE_CLOCKS, CASE_CLOCKS.c.case_id == CASES.c.id)
        .where(CLEANS, CASES.c.kept_at.is_(None), CASE_CLOCKS.c.closed_at <= until)
        .order_by(CASES.c.id)
        .limit(PORTION)
    )
    last = 0
    while rows := conn.execute(closed.where(CASES.c.id > last)).all():
        last = rows[-1].id
        files = _files(conn, [row.id for row in rows])
        waiting = undecided(conn, [row.id for row in rows])
        told = exact(conn, [row.id for row in rows if row.cleaned_at is None])
        for row in rows:
            case = Closed.with_outcome(row.closed_at, row.outcome, undecided=row.id in waiting)
            numbers = {
                Part.PLACE: int(row.id in told),
                Part.FILES: files.get(row.id, 0),
                Part.CONTENTS: int(row.cleaned_at is None),
            }
            for part, at in ends(case, terms).items():
                if at <= until:
                    found[counted_as(part, substantiated=case.substantiated)] += numbers.get(part, 1)
    return found


def _files(conn: Connection, case_ids: list[int]) -> dict[int, int]:
    stands = reads(EVIDENCE.c.state, EvidenceState.WANTED, EvidenceState.READY)
    counted = select(EVIDENCE.c.case_id, func.count()).where(EVIDENCE.c.case_id.in_(case_ids), stands)
    return {id_: number for id_, number in conn.execute(counted.group_by(EVIDENCE.c.case_id))}  # noqa: C416  a result is no mapping
