"""Which button, or typed label of one, is about one's own report, or about another look at one?"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from bot.core.case import Status
from bot.core.messages import Button, Prompt
from bot.flow import match
from handlers import cards, officer, talk
from handlers.aftermath import bringing, deciding, nagging, owning, pouring, rating, thread
from handlers.turn import Turn
from storage.cases import Case
from storage.staff import Member

Act = Callable[[Turn, Case, str, str], None]
WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "own-answer": ("answer", ""),
    "own-add": ("add", ""),
    "own-nag": ("nag", ""),
    "own-no": ("rate", "no"),
    "own-yes": ("rate", "yes"),
}
"""The labels of the house, for people who type them where no button stands."""


def take(turn: Turn) -> bool:
    """What belongs here; everything else is left to the next."""
    if turn.message.group or turn.message.edited:
        return False
    if turn.on_staff and _decides(turn):
        return True
    tap = turn.message.tap or _typed(turn)
    if tap.startswith(owning.MARK):
        _press(turn, tap)
        return True
    return False


def named(turn: Turn) -> bool:
    """The label of a button that stands nowhere just now: which report is meant?"""
    text = turn.message.text
    if turn.message.tap is not None or turn.message.group:
        return False
    meant = next((WORDS[key] for key in WORDS if match.means(text, [turn.words(key)])), None)
    if meant is None:
        return False
    verb, more = meant
    able = [case for case in owning.all_of(turn) if _FITS[verb](case)]
    if len(able) == 1:
        _ACTS[verb](turn, able[0], more, "")
    elif able:
        lines = zip(able, cards.listed(turn, able), strict=True)
        choices = tuple(Button(line, owning.tap(turn, verb, case, more)) for case, (_, line) in lines)
        talk.offer(turn, Prompt(turn.words("own-which"), choices))
    else:
        talk.offer(turn, Prompt(turn.words("own-none"), cards.after(turn)))
    return True


def _decides(turn: Turn) -> bool:
    """Whether a head decides on another look. Whoever may not act any more ends here in the middle of it."""
    member = turn.member()
    if member is None and turn.talk.flow == deciding.NAME:
        turn.talk = turn.talk.closed()
        turn.say("staff-not-allowed")
        return True
    return member is not None and officer.pressed(turn, partial(_presses, turn, member))


def _presses(turn: Turn, member: Member, verb: str, about: str) -> bool:
    if verb != deciding.VERB:
        return False
    deciding.press(turn, member, about)
    return True


def _typed(turn: Turn) -> str:
    """A button of ours that was typed. Looked for only where one was offered."""
    offered = turn.talk.draft.get("aside", ())
    if pouring.is_chosen(turn):
        return ""  # a number that is typed now belongs to the report
    if turn.message.tap is not None or not any(tap.startswith(owning.MARK) for tap, _ in offered):
        return ""
    return talk.aside(turn) or ""


def _press(turn: Turn, tap: str) -> None:
    """One press. Whose it is and what is possible is asked anew, whatever the button says."""
    verb, code, more, shown = owning.read(tap)
    if verb == "stop":
        pouring.stop(turn)
        return
    case, act = owning.find(turn, code, shown), _ACTS.get(verb)
    if case is None or act is None or (case.cleaned_at is not None and verb != "show"):
        turn.say("button-over")
    else:
        act(turn, case, more, shown)


_FITS: Final[Mapping[str, Callable[[Case], bool]]] = {
    "answer": lambda case: case.status is Status.NEEDS_INFO,
    "add": lambda case: case.status.is_open,
    "nag": lambda case: case.status.is_open,
    "rate": thread.has_result,
}

_ACTS: Final[Mapping[str, Act]] = {
    "answer": lambda turn, case, _, shown: pouring.choose(turn, case, shown),
    "add": lambda turn, case, _, shown: pouring.choose(turn, case, shown),
    "into": lambda turn, case, _, shown: bringing.into(turn, case, shown),
    "nag": lambda turn, case, _more, _shown: nagging.nag(turn, case),
    "rate": rating.rate,
    "show": lambda turn, case, _more, _shown: thread.show(turn, case),
}
