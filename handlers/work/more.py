""" "Thêm…": whatever else can be done with a case now, and its whole story."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.case import Action, Status
from bot.core.messages import Button, Prompt
from handlers import staffcards
from handlers.deadlines import disputed
from handlers.hands import able
from handlers.officer.finding import event, find
from handlers.officer.opening import VIEW
from handlers.staffcards import UNTOLD
from handlers.turn import Turn
from handlers.work.escalating import open_proposal
from handlers.work.offering import offer
from storage import cases, staff
from storage.cases import Case, Event
from storage.staff import Member

CHOICES: Final = (
    (Action.GIVE_BACK, "more-give-back", "back"),
    (Action.ASSIGN, "more-assign", "assign"),
    (Action.VERIFY, "more-verify", "verify"),
    (Action.CHANGE, "more-sort", "sort"),
    (Action.CHANGE, "more-urge", "urge"),
    (Action.CHANGE, "more-place", "place"),
    (Action.COORDINATE, "more-help", "help"),
    (Action.LINK, "more-link", "link"),
    (Action.LINK, "more-unlink", "unlink"),
    (Action.PROPOSE, "more-escalate", "escalate"),
    (Action.ESCALATE, "escalate-yes", "escalated"),
    (Action.DECLINE, "escalate-no", "declined"),
    (Action.REOPEN, "dispute-yes", "reopen"),
    (Action.UPHOLD, "dispute-no", "reopen"),
    (Action.REOPEN, "more-resume", "resume"),
    (Action.UNMASK, "more-unmask", "unmask"),
    (Action.KEEP, "more-keep", "keep"),
    (Action.RELEASE, "more-release", "release"),
)
"""What may be done, how it is called, and the verb on the button."""
READING: Final = (("more-why", "why"), ("more-story", "story"))
"""What only tells something: it stands there for everybody who sees the case."""
_BEHIND: Final = {"dispute-yes": ":yes", "dispute-no": ":no"}

_Fits = Callable[[Case, list[Event]], bool]


def _is_disputed(_case: Case, history: list[Event]) -> bool:
    """Whether its reporter asked for another look, and nobody has decided on that."""
    return disputed(history) is not None


def _is_referred(case: Case, _history: list[Event]) -> bool:
    return case.status is Status.REFERRED


def _is_proposed(_case: Case, history: list[Event]) -> bool:
    return open_proposal(history) is not None


_ONLY: Final[Mapping[str, _Fits]] = {
    "more-unlink": lambda case, _: case.matter is not None,
    "more-escalate": lambda case, history: not _is_proposed(case, history),
    "escalate-yes": _is_proposed,
    "escalate-no": _is_proposed,
    "dispute-yes": _is_disputed,
    "dispute-no": _is_disputed,
    "more-resume": _is_referred,
    "more-unmask": lambda case, _: not case.anonymous,
}
"""What is possible by the table, and makes sense only now and then."""


def show(turn: Turn, member: Member, code: str, _more: str) -> None:
    """The choices. Raises `Refused`."""
    case = find(turn, member, code)
    can, history = able(member, case), cases.history(turn.connection(), case.id)
    buttons = [
        Button(turn.words(key), f"case:{verb}:{case.code}{_BEHIND.get(key, '')}")
        for action, key, verb in CHOICES
        if action in can and (key not in _ONLY or _ONLY[key](case, history))
    ]
    buttons += [Button(turn.words(key), f"case:{verb}:{case.code}") for key, verb in READING]
    offer(turn, Prompt(turn.words("more-which", code=case.code), tuple(buttons)))


def tell_story(turn: Turn, member: Member, code: str, _more: str) -> None:
    """Everything that was done, in full. Raises `Refused`."""
    case = find(turn, member, code)
    look = event(turn, member, VIEW, case, what="story")
    cases.append(turn.connection(), case.id, look)
    events = [e for e in cases.history(turn.connection(), case.id) if e.action not in UNTOLD]
    people = staff.members(turn.connection(), staffcards.named_in(events))
    lines = staffcards.story(turn.desk, turn.talk.language, case, events, people)
    key = "story-head" if lines else "story-none"
    turn.queue(Prompt("\n\n".join([turn.words(key, code=case.code), *lines]), guarded=True))
