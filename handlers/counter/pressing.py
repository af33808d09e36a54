"""The buttons of the queue, and `/hangdoi`: every press asks again who may do what."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.messages import Button, Prompt
from bot.flow import match
from bot.ward.schema import OfficeKind
from handlers import talk
from handlers.counter import answering, cards, letters, resident, told
from handlers.counter.entry import Reach, answers, look, served, stand
from handlers.turn import Recipient, Turn
from storage import people
from storage.threads import ThreadAction

QUEUE: Final = ("hàng đợi", "/hangdoi", "queue", "/queue")
LISTED: Final = 10
MARK: Final = "ask:"
_DIGITS: Final = 15
"""No request has a longer number."""


def take(turn: Turn) -> bool:
    """What belongs to the queue, and nobody else."""
    if turn.message.group or turn.message.edited:
        return False
    if turn.talk.flow in {answering.REPLY, answering.SETTLE} and turn.member() is None:
        turn.talk = turn.talk.closed()
        turn.say("counter-no-more")
        return True
    tap = turn.message.tap or _aside(turn)
    if tap.startswith(MARK) and tap != letters.FOR_REPORT:
        _press(turn, tap)
        return True
    if turn.on_staff and match.means(turn.message.text, QUEUE) and turn.member() is not None:
        show_queue(turn)
        return True
    return False


def _aside(turn: Turn) -> str:
    """A button of ours that was typed. Looked for only where one was offered."""
    if not any(tap.startswith(MARK) for tap, _ in turn.talk.draft.get("aside", ())):
        return ""
    return talk.aside(turn) or ""


def _press(turn: Turn, tap: str) -> None:
    verb, _, rest = tap.removeprefix(MARK).partition(":")
    number, _, more = rest.partition(":")
    act = ACTS.get(verb)
    if act is None or not number.isdecimal() or len(number) > _DIGITS:
        turn.say("button-over")
    else:
        act(turn, int(number), more)


def _reply(turn: Turn, number: int, _more: str) -> None:
    entry = served(turn, number)
    if entry is None or _busy(turn):
        return
    if entry.reach is Reach.OPEN:
        answering.begin(turn, answering.REPLY, entry)
    else:
        answering.unreached(turn, entry)


def _settle(turn: Turn, number: int, _more: str) -> None:
    entry = served(turn, number)
    if entry is not None and not _busy(turn):
        answering.begin(turn, answering.SETTLE, entry)


def _busy(turn: Turn) -> bool:
    """Whether something else is half written: it is not thrown away for a press."""
    feature = talk.open_feature(turn)
    if feature is None:
        return False
    draft = talk.load(turn, feature)
    if talk.holds_something(feature, draft):
        turn.say("counter-busy")
        talk.again(turn, feature)
        return True
    talk.leave(turn, feature, draft)
    return False


def _move(turn: Turn, number: int, office: str) -> None:
    entry = served(turn, number, alone=True)
    if entry is None:
        return
    others = [o.id for o in turn.desk.ward.offices if o.kind is OfficeKind.INTERNAL and o.id != entry.office]
    if office not in others:
        _ask_where(turn, number, others)
        return
    conn = turn.connection()
    people.hand_over(conn, number, office)
    answering.note(turn, entry, None, ThreadAction.MOVE, office)
    now = look(turn, number)
    assert now is not None, "just moved"
    told.withdraw(turn, now)
    told.tell(turn, now)
    resident.moved(turn, now)
    named = cards.office_name(turn.desk, turn.worded(turn.talk.language), office)
    turn.answer = turn.words("counter-moved", number=str(number), office=named)
    turn.say("counter-moved", number=str(number), office=named)


def _ask_where(turn: Turn, number: int, offices: list[str]) -> None:
    say = turn.worded(turn.talk.language)
    choices = tuple(
        Button(cards.office_name(turn.desk, say, office), f"ask:move:{number}:{office}") for office in offices
    )
    talk.offer(turn, Prompt(turn.words("counter-move-where", number=str(number)), choices))


def _show(turn: Turn, number: int, _more: str) -> None:
    """The card once more, below everything else."""
    entry = served(turn, number)
    if entry is not None:
        told.show(turn, entry, Recipient(turn.lane, turn.message.address, turn.talk.language))


def show_queue(turn: Turn) -> None:
    """What waits for this member, oldest first."""
    member = turn.member()
    conn = turn.connection()
    waiting = [row for row in people.open_requests(conn) if answers(member, row)]
    entries = [stand(turn, row) for row in waiting[:LISTED]]
    if not waiting:
        turn.say("counter-queue-empty")
    else:
        lines = [cards.line(turn.desk, turn.talk.language, entry, turn.now) for entry in entries]
        more = len(waiting) - len(entries)
        if more:
            lines.append(turn.words("counter-queue-more", count=more))
        choices = tuple(
            Button(turn.words("counter-open", number=str(s.number)), f"ask:open:{s.number}") for s in entries
        )
        text = turn.words("counter-queue", count=len(waiting), lines="\n".join(lines))
        talk.offer(turn, Prompt(text, choices))
    feature = talk.open_feature(turn)
    if feature is not None:
        talk.again(turn, feature)


def _write(turn: Turn, number: int, _more: str) -> None:
    letters.begin(turn, number)


def _never(turn: Turn, number: int, _more: str) -> None:
    letters.drop(turn, number)


def _thank(turn: Turn, number: int, _more: str) -> None:
    letters.thank(turn, number)


ACTS: Final[Mapping[str, Callable[[Turn, int, str], None]]] = {
    "reply": _reply,
    "done": _settle,
    "move": _move,
    "open": _show,
    "write": _write,
    "never": _never,
    "thanks": _thank,
}
