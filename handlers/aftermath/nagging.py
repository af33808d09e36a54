""" "Nhắc lại": whoever reported it asks how far it is, once in two working days."""

from datetime import datetime
from typing import Final

from bot.core.case import Action, Side, Status, decide
from bot.core.clocks import Limit, LimitUnit, over
from bot.core.messages import Prompt
from handlers import cards, progress, talk, tell
from handlers.aftermath import adding, relaying
from handlers.turn import Turn
from storage import clocks
from storage.cases import Case, Change, Event

EVERY: Final = Limit(amount=2, unit=LimitUnit.WORKING_DAYS)


def nag(turn: Turn, case: Case) -> None:
    """Say it to whoever has the case, or its office; where it is too early, from when it can be."""
    if not case.status.is_open or case.status is Status.NEEDS_INFO:
        status = cards.status(turn, case)
        _say(turn, turn.words("own-nag-not-now", code=case.code, status=status))
        return
    again = again_on(turn, case)
    if again is not None:
        day = cards.long_date(turn, again.date())
        _say(turn, turn.words("own-nag-early", code=case.code, time=again.strftime("%H:%M"), day=day))
        return
    after = decide(case.status, Action.NAG, Side.RESIDENT)
    channel = turn.message.address.channel
    line = Event(adding.moment(turn, case), Side.RESIDENT, channel, Action.NAG, after)
    case = progress.move(turn.connection(), case, Change(after), line)
    clocks.change(turn.connection(), case.id, nagged_at=turn.now)
    tell.changed(turn, case)
    relaying.line(turn, case, "own-news-nag")
    adding.seal(turn, case)
    turn.answer = turn.words("own-nagged", code=case.code)
    _say(turn, turn.answer)


def again_on(turn: Turn, case: Case) -> datetime | None:
    """From when it may be said again; None: now."""
    row = clocks.of(turn.connection(), [case.id]).get(case.id)
    if row is None or row.nagged_at is None:
        return None
    ward = turn.desk.ward
    again = over(EVERY, ward.working, ward.local(row.nagged_at))
    return again if turn.now < again else None


def _say(turn: Turn, text: str) -> None:
    if turn.talk.flow is None:
        talk.offer(turn, Prompt(text, cards.after(turn)), brief=turn.blank)
    else:
        turn.queue(Prompt(text), brief=turn.blank)
