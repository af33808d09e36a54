"""What a reporter answers or adds becomes part of the case at once: words, files, a place."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from bot.core.case import Action, Side, Status, decide
from bot.core.errors import Refused
from bot.core.messages import Point
from bot.flow.fields import has_words
from bot.flow.fields.words import words_of
from bot.flow.questions import Reply
from handlers import checked, progress, tell
from handlers.aftermath import owning
from handlers.turn import Turn
from storage import cases, evidence, limits
from storage.cases import Case, Change, Event
from storage.limits import Limit

LONGEST: Final = 4000
MOST_FILES: Final = 40
"""So many files a case takes from its reporter."""
ADDED: Final = Limit("added", 80, 86_400)
"""So many messages one person may add to reports in a day."""


def deliver(turn: Turn, case: Case, said: Reply) -> Case:
    """The case as it stands with this. Raises `Reask` or `Refused` where it cannot be added."""
    action = Action.ANSWER if case.status is Status.NEEDS_INFO else Action.ADD
    after = decide(case.status, action, Side.RESIDENT)
    text = words_of(said, 1, LONGEST) if has_words(said.text) else ""
    conn = turn.connection()
    if not limits.take(conn, ADDED, _who(turn), wall=turn.wall):
        raise Refused("own-too-many")
    files = _attach(turn, case, [file.id for file in said.files])
    details = _details(text, files, said.point)
    line = Event(moment(turn, case), Side.RESIDENT, turn.message.address.channel, action, after, details)
    case = progress.move(turn.connection(), case, checked.rescored(turn, case, Change(after), text), line)
    tell.changed(turn, case)
    seal(turn, case)
    return case


def moment(turn: Turn, case: Case) -> datetime:
    """When it happened. Where nothing says whose case it is only to the minute, for the moment itself also
    stands in the inbox beside a lane; and not before what happened last."""
    if not owning.is_cut(case):
        return turn.now
    history = cases.history(turn.connection(), case.id)
    return max(turn.now.replace(second=0, microsecond=0), history[-1].at)


def seal(turn: Turn, case: Case) -> None:
    """Nothing that this session said may lead to a case whose tie was cut: its words go with this commit."""
    turn.blank = turn.blank or owning.is_cut(case)


def _details(text: str, files: Sequence[str], point: Point | None) -> Mapping[str, Any]:
    found: dict[str, Any] = {"text": text, "files": list(files)}
    if point is not None:
        found["point"] = [point.latitude, point.longitude]
    return {name: value for name, value in found.items() if value}


def _attach(turn: Turn, case: Case, ids: Sequence[str]) -> Sequence[str]:
    """The files are part of the case from now on. Those of this very message are ordered first: a file that
    is not known yet could not be attached."""
    if not ids:
        return ()
    conn = turn.connection()
    before = evidence.of_case(conn, case.id)
    if len(before) + len(ids) > MOST_FILES:
        raise Refused("own-many-files", most=MOST_FILES)
    evidence.want(conn, turn.wants, wall=turn.wall)
    stands = evidence.standing(conn, ids)
    kept = [id_ for id_ in ids if id_ in stands]
    came_at = turn.now.replace(second=0, microsecond=0) if owning.is_cut(case) else None
    evidence.attach(conn, kept, case.id, keep_lane=False, came_at=came_at, first=len(before))
    return kept


def _who(turn: Turn) -> str:
    """What the limit is counted under: nothing in the database leads from it back to the lane."""
    return turn.desk.keyring.tag("limit-added", turn.lane.encode())
