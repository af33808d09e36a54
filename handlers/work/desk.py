"""Which message is about working on a case? Its buttons, whatever is open beside them, and "/han"."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from bot.core.case import Action
from bot.core.errors import Refused
from bot.flow import match
from handlers import officer, tell
from handlers.officer.finding import find
from handlers.turn import Turn
from handlers.work import (
    asking,
    concluding,
    escalating,
    extending,
    giving,
    helping,
    interview,
    keeping,
    linking,
    more,
    moving,
    noting,
    placing,
    reckoning,
    resuming,
    sorting,
    unmasking,
)
from storage import cases
from storage.staff import Member

Press = Callable[[Turn, Member, str, str], None]


def _opens(name: str, action: Action) -> Press:
    return lambda turn, member, code, _more: interview.begin(turn, member, name, action, code)


PRESSES: Final[Mapping[str, Press]] = {
    "ask": _opens(asking.NAME, Action.ASK_RESIDENT),
    "move": moving.choose,
    "note": _opens(noting.NAME, Action.NOTE),
    "conclude": lambda turn, member, code, _: concluding.begin(turn, member, code),
    "extend": lambda turn, member, code, _: extending.begin(turn, member, code),
    "more": more.show,
    "story": more.tell_story,
    "why": reckoning.why,
    "back": giving.give_back,
    "assign": giving.assign,
    "verify": giving.verify,
    "urge": sorting.press,
    "place": _opens(placing.NAME, Action.CHANGE),
    "help": helping.choose,
    "link": linking.link,
    "unlink": linking.unlink,
    "escalate": _opens(escalating.NAME, Action.PROPOSE),
    "escalated": escalating.confirm,
    "declined": escalating.decline,
    "resume": _opens(resuming.NAME, Action.REOPEN),
    "keep": _opens(keeping.NAME, Action.KEEP),
    "release": _opens(keeping.END, Action.RELEASE),
    "unmask": lambda turn, member, code, _: unmasking.begin(turn, member, code),
}
"""By the verb on the button: `case:<verb>:<code>[:more]`."""

PLANS: Final = (
    asking.PLAN, noting.PLAN, extending.PLAN, moving.PLAN, placing.PLAN, escalating.PLAN, unmasking.PLAN,
    resuming.PLAN, keeping.KEEP, keeping.RELEASE,
)  # fmt: skip
NAMES: Final = frozenset({concluding.NAME, *(plan.name for plan in PLANS)})


def take(turn: Turn) -> bool:
    """What is done with a case; the rest is left to the next. For who is no staff nothing here exists."""
    if turn.message.edited:
        return False
    member = turn.member()
    if member is None:
        return _cut_short(turn)
    return officer.pressed(turn, partial(_pressed, turn, member)) or _typed(turn, member)


def _cut_short(turn: Turn) -> bool:
    """Whoever may not act any more ends here, in the middle of what they were doing."""
    if turn.talk.flow not in NAMES:
        return False
    turn.talk = turn.talk.closed()
    turn.say("staff-not-allowed")
    return True


def _pressed(turn: Turn, member: Member, verb: str, about: str) -> bool:
    """One press. It is authorised on what stands now, whatever the card says."""
    known = PRESSES.get(verb)
    if known is None:
        return False
    press(turn, member, known, about)
    return True


def press(turn: Turn, member: Member, act: Press, about: str) -> None:
    """Do what a button is for; where that cannot be, say why."""
    code, _, rest = about.partition(":")
    try:
        act(turn, member, code, rest)
    except Refused as problem:
        turn.answer = turn.words(problem.reason, **problem.args_)
        turn.say(problem.reason, **problem.args_)
        if problem.reason == "case-not-now":
            _tell_last(turn, member, code)


def _typed(turn: Turn, member: Member) -> bool:
    """The dates of a case by its code. Nothing is said of it in a group."""
    said = match.command(turn.message.text)
    if said is None or said[0] not in reckoning.COMMANDS or turn.message.group:
        return False
    press(turn, member, reckoning.look_up, said[1])
    return True


def _tell_last(turn: Turn, member: Member, code: str) -> None:
    """Somebody was faster: what they did, and the card as it is now."""
    case = find(turn, member, code)
    done = [line for line in cases.history(turn.connection(), case.id) if line.staff not in {None, member.id}]
    if done:
        interview.tell_news(turn, member, case, done[-1:])
    else:
        tell.show(turn, member, case)
