"""What happens when the resident says "Gửi đi": one case, its code and secret, one receipt, in one commit."""

import os
from dataclasses import replace
from typing import Any, Final

from msgspec.structs import asdict

from bot.core.codes import SECRET_BYTES, CaseCode, Secret, make, make_secret
from bot.core.errors import Refused
from bot.core.messages import Kind, LaneKey, Prompt
from bot.core.retention import coarse_report
from bot.core.routing import Route, route
from handlers import checked, similar, talk, tell
from handlers.cards import receipt_prompt
from handlers.report.told import Counted, Told, facts_of
from handlers.similar import Found
from handlers.turn import Turn
from storage import cases, evidence, limits, state

HINTED_AT: Final = 2
"""So many other reports there must be before a resident hears of any: whoever reports their own stall must
not learn of the one person who complained."""


def finish(turn: Turn, told: Told) -> None:
    """File the report, or keep it as referred when its place lies outside the ward."""
    desk = turn.desk
    conn = turn.connection()
    if not limits.take(conn, desk.limits.cases, _who(turn), wall=turn.wall):
        raise Refused("report-too-many")
    found = similar.find(turn, told.category, told.stored)
    others = found.others(_reporter(turn, told))
    counted = Counted(others, similar.confirmed(turn, told.category, found))
    facts = facts_of(desk.ward, told, counted)
    proposed = route(facts, desk.ward.routing)
    if proposed.referred:
        _refer(turn, told, proposed)
        return
    code, secret = _number(turn)
    filing = _filing(turn, told, proposed, (code, secret), found)
    route_kept = {**filing.route, "counted": asdict(counted)}
    filing = replace(filing, confidential=facts.official, route=route_kept)
    case = cases.file(conn, filing)
    # Nothing that this session said may lead to the case: its words go with this commit.
    turn.blank = _cut(turn, told)
    came_at = filing.filed_at if turn.blank else None
    evidence.attach(conn, told.files, case.id, keep_lane=False, came_at=came_at)
    also = others >= HINTED_AT and not facts.official
    shown = receipt_prompt(turn, code, secret, filing, returns=turn.blank, similar=also)
    talk.offer(turn, shown, Kind.RECEIPT, brief=turn.blank)
    tell.filed(turn, case)


def _number(turn: Turn) -> tuple[CaseCode, Secret]:
    year = turn.desk.ward.local(turn.now).year
    serial = state.next_serial(turn.connection(), year)
    return make(year, serial), make_secret(os.urandom(SECRET_BYTES))


def _filing(
    turn: Turn, told: Told, proposed: Route, numbers: tuple[CaseCode, Secret], found: Found
) -> cases.Filing:
    cut, (code, secret) = _cut(turn, told), numbers
    score = checked.of_report(turn.desk.ward, told.subcategory or told.category, told.stored)
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
        route={**route_stored(proposed), "similar": found.ids},
        report=told.report,
        place_key=found.key,
        # to the minute: the exact moment also stands in the inbox, beside the lane
        filed_at=turn.now.replace(second=0, microsecond=0) if cut else turn.now,
        due_on=turn.desk.ward.due(turn.now).day,
        evidence_have=score.have,
        evidence_of=score.of,
    )


def secret_tag(turn: Turn, code: str, secret: str) -> str:
    """What is kept of the secret."""
    return turn.desk.keyring.tag("case-secret", f"{code}:{secret}".encode())


def route_stored(proposed: Route) -> dict[str, Any]:
    """What is kept of the route: which row, and why."""
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
    # it is over with this message: nobody goes there, and its area tells the ward enough
    report = coarse_report(told.report) or told.report
    cases.refer(turn.connection(), _reporter(turn, told), told.category, proposed.row, report, turn.now)
    talk.offer(turn, Prompt(turn.words("report-referred"), talk.home(turn)))


def _reporter(turn: Turn, told: Told) -> LaneKey | None:
    return None if _cut(turn, told) else turn.lane
