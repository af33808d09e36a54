"""Taking a report back: which one, are you sure, done. Staff see it on their cards, whoever took it is told.

It may be done to one's own report, and to one that was opened with its secret: the button under such a
thread carries a proof for this lane, for what is anonymous belongs to no lane.
"""

import hmac
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.core import codes
from bot.core.case import Action, Side, decide
from bot.core.messages import Button, Prompt
from handlers import cards, progress, reporters, talk, tell
from handlers.turn import Recipient, Turn
from storage import cases, staff
from storage.cases import Case, Change, Event

MARK: Final = "back:"
ASK: Final = "ask"
YES: Final = "yes"
_PROOF: Final = 12


def offered(turn: Turn, case: Case) -> tuple[Button, ...]:
    """The button under a thread that this person may see in full, while there is something to take back."""
    if not case.status.is_open:
        return ()
    return (Button(turn.words("withdraw"), _tap(turn, ASK, case)),)


def begin(turn: Turn) -> None:
    """Somebody asks for it in words."""
    code = codes.find(turn.message.text)
    own = cases.of_lane(turn.connection(), turn.lane)
    named = [case for case in own if case.code == code]
    live = [case for case in own if case.status.is_open]
    if code is not None and not named:
        _offer(turn, turn.words("withdraw-secret", code=code), cards.after(turn)[:1])
    elif named or len(live) == 1:
        _ask(turn, (named or live)[0])
    elif live:
        _offer(turn, turn.words("withdraw-which"), _choices(turn, live))
    else:
        _offer(turn, turn.words("withdraw-none"), talk.home(turn))


def beside_draft(turn: Turn, text: str, ways: tuple[Button, ...]) -> None:
    """The same in the middle of a report: perhaps that one is meant, perhaps one that was sent."""
    live = [case for case in cases.of_lane(turn.connection(), turn.lane) if case.status.is_open]
    if live:
        turn.queue(Prompt(turn.words("withdraw-which"), _choices(turn, live)))
    turn.queue(Prompt(text, ways))


def press(turn: Turn, tap: str) -> None:
    """The button under a thread, one of the choices, or the yes."""
    verb, _, about = tap.removeprefix(MARK).partition(":")
    code, _, proof = about.partition(":")
    case = cases.find(turn.connection(), code)
    if case is None or not hmac.compare_digest(proof.encode(), _proof(turn, code).encode()):
        turn.say("button-over")
    elif verb == YES:
        _withdraw(turn, case)
    else:
        _ask(turn, case)


def _ask(turn: Turn, case: Case) -> None:
    if _is_over(turn, case):
        return
    sure = Button(turn.words("withdraw-yes"), _tap(turn, YES, case))
    stay = Button(turn.words("withdraw-no"), "go:track")
    about = cards.topic(turn, case.category, case.subcategory)
    _offer(turn, turn.words("withdraw-sure", code=case.code, topic=about), (sure, stay))


def _withdraw(turn: Turn, case: Case) -> None:
    """Raises `Stale` where an office was faster by a hair: then all is looked at again."""
    if _is_over(turn, case):
        return
    after = decide(case.status, Action.WITHDRAW, Side.RESIDENT)
    event = Event(_moment(turn, case), Side.RESIDENT, turn.message.address.channel, Action.WITHDRAW, after)
    case = progress.move(turn.connection(), case, Change(after), event)
    tell.changed(turn, case)
    _tell_holder(turn, case)
    _offer(turn, turn.words("withdraw-done", code=case.code), cards.after(turn))


def _is_over(turn: Turn, case: Case) -> bool:
    """Whether there is nothing left to take back; says why."""
    if case.status.is_open:
        return False
    status = cards.status(turn, case)
    _offer(turn, turn.words("withdraw-over", code=case.code, status=status), cards.after(turn))
    return True


def _moment(turn: Turn, case: Case) -> datetime:
    """Of what is anonymous only the hour, for the moment itself also stands beside a lane; and not before
    what happened last."""
    if not case.anonymous:
        return turn.now
    last = cases.history(turn.connection(), case.id)[-1].at
    return max(turn.now.replace(minute=0, second=0, microsecond=0), last)


def _tell_holder(turn: Turn, case: Case) -> None:
    holder = staff.member(turn.connection(), case.holder) if case.holder is not None else None
    if holder is None or holder.address is None or not (holder.works and holder.reached):
        return
    to = Recipient(holder.lane, holder.address, holder.language)
    say = turn.worded(holder.language)
    reporter = reporters.named(turn.desk.keyring, case, say)
    turn.post(to, Prompt(say("withdraw-news", code=case.code, reporter=reporter)))


def _choices(turn: Turn, live: Sequence[Case]) -> tuple[Button, ...]:
    lines = cards.listed(turn, live)
    return tuple(Button(line, _tap(turn, ASK, case)) for case, (_, line) in zip(live, lines, strict=True))


def _tap(turn: Turn, verb: str, case: Case) -> str:
    return f"{MARK}{verb}:{case.code}:{_proof(turn, case.code)}"


def _proof(turn: Turn, code: str) -> str:
    """That this lane was shown the button."""
    return turn.desk.keyring.tag("withdraw", f"{turn.lane}:{code}".encode())[:_PROOF]


def _offer(turn: Turn, text: str, buttons: tuple[Button, ...]) -> None:
    """What is open goes on beside it."""
    if turn.talk.flow is None:
        talk.offer(turn, Prompt(text, buttons))
    else:
        turn.queue(Prompt(text, buttons))
