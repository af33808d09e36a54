"""A message was edited: its new words are a new version, and never a command that is run again."""

from typing import Final

from handlers import checked, talk, tell
from handlers.turn import Turn
from storage import cases
from storage.cases import Change, Event

LONGEST: Final = 2000


def take(turn: Turn) -> bool:
    """An answer of the open report changes with its message; a report that was sent gets a line beside it."""
    message = turn.message
    if not message.edited:
        return False
    feature = talk.open_feature(turn) if turn.talk.flow is not None else None
    key = turn.talk.draft.get("said", {}).get(message.message_id)
    if feature is not None and key is not None:
        talk.revise(turn, feature, key)
    elif feature is None:
        _add_to_case(turn, turn.talk.draft.get("told", {}).get(message.message_id))
    return True


def _add_to_case(turn: Turn, question: str | None) -> None:
    """The report stands as it was sent; what the person says now is written beside it."""
    if question is None or not turn.message.text:
        return
    conn = turn.connection()
    newest = cases.of_lane(conn, turn.lane, most=1)
    if not newest or not newest[0].status.is_open:
        return
    [case] = newest
    text = turn.message.text[:LONGEST]
    if any(line.details == {"question": question, "text": text} for line in cases.history(conn, case.id)):
        return
    channel = turn.message.address.channel
    details = {"question": question, "text": text}
    line = Event(turn.now, "resident", channel, "edit", case.status, details)
    change = checked.rescored(turn, case, Change(case.status), text)
    cases.move(conn, case.id, case.version, change, line)
    turn.say("edit-noted", code=case.code)
    stands = cases.by_id(conn, case.id)
    assert stands is not None, "it was just changed"
    tell.changed(turn, stands)
