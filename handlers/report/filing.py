"""What happens when the resident says "Gửi đi": one case, its code and secret, one receipt, in one commit."""

import os
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.core.codes import SECRET_BYTES, CaseCode, Secret, make, make_secret
from bot.core.errors import Refused
from bot.core.messages import Kind, LaneKey, Prompt
from bot.core.routing import Route, route
from bot.flow.fields import Place
from bot.flow.match import fold
from handlers import talk, tell
from handlers.cards import receipt_prompt
from handlers.report.told import Told, facts_of
from handlers.turn import Turn
from storage import cases, evidence, limits, state

SIMILAR: Final = timedelta(days=30)
"""How long ago a report of the same place and category counts as an earlier one."""
GRID: Final = 0.0005
"""Degrees: pins in one cell of about 50 m count as one place."""


def finish(turn: Turn, told: Told) -> None:
    """File the report, or keep it as referred when its place lies outside the ward."""
    desk = turn.desk
    conn = turn.connection()
    if not limits.take(conn, desk.limits.cases, _who(turn), wall=turn.wall):
        raise Refused("report-too-many")
    key = place_key(turn, told.place, told.stall)
    facts = facts_of(desk.ward, told, cases.earlier_at(conn, key, told.category, turn.now - SIMILAR))
    proposed = route(facts, desk.ward.routing)
    if proposed.referred:
        _refer(turn, told, proposed)
        return
    code, secret = _number(turn)
    filing = replace(_filing(turn, told, proposed, code, secret, key), confidential=facts.official)
    case = cases.file(conn, filing)
    # Nothing that this session said may lead to the case: its words go with this commit.
    turn.blank = _cut(turn, told)
    came_at = filing.filed_at if turn.blank else None
    evidence.attach(conn, told.files, case.id, keep_lane=False, came_at=came_at)
    shown = receipt_prompt(turn, code, secret, filing, returns=turn.blank)
    talk.offer(turn, shown, Kind.RECEIPT, brief=turn.blank)
    tell.filed(turn, case)


def place_key(turn: Turn, place: Place, stall: str = "") -> str | None:
    """Tells reports of one place together without telling the place; None where it has no name.

    A market without a stall is too wide to be one place. What was typed beside a pin
    does not count: nobody writes it twice alike.
    """
    if place.market:
        where = fold(stall or place.text)
        named = f"market:{place.market}:{where}" if where else ""
    elif place.point is not None:
        named = f"cell:{round(place.point.latitude / GRID)}:{round(place.point.longitude / GRID)}"
    else:
        named = f"text:{fold(place.text)}"
    return turn.desk.keyring.tag("place", named.encode()) if named else None


def _number(turn: Turn) -> tuple[CaseCode, Secret]:
    year = turn.desk.ward.local(turn.now).year
    serial = state.next_serial(turn.connection(), year)
    return make(year, serial), make_secret(os.urandom(SECRET_BYTES))


def _filing(
    turn: Turn, told: Told, proposed: Route, code: CaseCode, secret: Secret, key: str | None
) -> cases.Filing:
    cut = _cut(turn, told)
    assert proposed.lead is not None, "a referred report opens no case"
    return cases.Filing(
        code=code,
        secret=secret_tag(turn, code, secret),
        lane=None if cut else turn.lane,
        anonymous=told.anonymous,
        channel=turn.message.address.channel,
        language=turn.talk.language,
        category=told.category,
        subcategory=told.subcategory,
        priority=proposed.priority.value,
        lead=proposed.lead,
        route=_route_stored(proposed),
        report=told.report,
        place_key=key,
        # to the minute: the exact moment also stands in the inbox, beside the lane
        filed_at=turn.now.replace(second=0, microsecond=0) if cut else turn.now,
        due_on=turn.desk.ward.due(turn.now).day,
    )


def secret_tag(turn: Turn, code: str, secret: str) -> str:
    """What is kept of the secret."""
    return turn.desk.keyring.tag("case-secret", f"{code}:{secret}".encode())


def _route_stored(proposed: Route) -> dict[str, Any]:
    return {
        "row": proposed.row,
        "coordinators": list(proposed.coordinators),
        "escalate": proposed.escalate.value,
        "reasons": [{"vi": r.vi, "en": r.en} for r in proposed.reasons],
        "basis": list(proposed.basis),
    }


def _who(turn: Turn) -> str:
    """What the limit is counted under: nothing in the database leads from it back to the lane."""
    return turn.desk.keyring.tag("limit-cases", turn.lane.encode())


def _cut(turn: Turn, told: Told) -> bool:
    """Only on our own page can the tie be cut; a messenger knows its user anyway."""
    return told.anonymous and turn.message.address.channel == "web"


def _refer(turn: Turn, told: Told, proposed: Route) -> None:
    cases.refer(turn.connection(), _reporter(turn, told), told.category, proposed.row, told.report, turn.now)
    talk.offer(turn, Prompt(turn.words("report-referred"), talk.home(turn)))


def _reporter(turn: Turn, told: Told) -> LaneKey | None:
    return None if _cut(turn, told) else turn.lane
