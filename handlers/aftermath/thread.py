"""The whole story of a report as its reporter may read it, with what they can do about it now."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from bot.core.case import Action, Status
from bot.core.messages import Button, Prompt
from handlers import cards, talk, withdraw
from handlers.aftermath import nagging, owning
from handlers.turn import Turn
from storage import cases, clocks
from storage.cases import Case, Event

CUT: Final = 400
"""So many letters of what was said stand in the story, which must stay one message."""
SHOWN: Final = 12
"""So many of the newest lines are shown."""
_OVER: Final = frozenset({Status.CONCLUDED, Status.CLOSED})


def show(turn: Turn, case: Case) -> None:
    """The story below everything else; of one whose contents were deleted, that and how it ended."""
    if case.cleaned_at is not None:
        turn.queue(Prompt(_cleaned(turn, case, case.cleaned_at), cards.after(turn)), brief=True)
        return
    history = cases.history(turn.connection(), case.id)
    prompt = Prompt(worded(turn, case, history), tuple(buttons(turn, case, history)))
    if owning.is_cut(case):
        turn.queue(prompt, brief=True)  # nothing of it is kept beside this session
    elif turn.talk.flow is None:
        talk.offer(turn, prompt)
    else:
        turn.queue(prompt)


def _cleaned(turn: Turn, case: Case, since: datetime) -> str:
    day = turn.desk.ward.local(since).strftime("%d/%m/%Y")
    key = f"outcome-{case.outcome}"
    if case.status is Status.CLOSED and turn.desk.catalog.has(key):
        ended = turn.words("thread-cleaned", outcome=turn.words(key), day=day)
    else:
        ended = turn.words("thread-cleaned-over", day=day)
    return "\n".join([cards.head(turn, case), "", ended])


def worded(turn: Turn, case: Case, history: Sequence[Event]) -> str:
    """Where it stands, what the ward waits for, what happened, what the result means."""
    lines = [cards.head(turn, case)]
    asked = _question(case, history)
    if asked:
        lines += ["", turn.words("thread-waits", question=asked)]
    told = [line for event in history for line in _line(turn, event)]
    if told:
        lines += ["", *told[-SHOWN:]]
    if has_result(case):
        lines += ["", *_ways(turn, case)]
    return "\n".join(lines)


def buttons(turn: Turn, case: Case, history: Sequence[Event]) -> Iterator[Button]:
    """What works now."""
    if case.status is Status.NEEDS_INFO:
        yield Button(turn.words("own-answer"), owning.tap(turn, "answer", case))
    elif case.status.is_open:
        yield Button(turn.words("own-add"), owning.tap(turn, "add", case))
        if nagging.again_on(turn, case) is None:
            yield Button(turn.words("own-nag"), owning.tap(turn, "nag", case))
    if has_result(case) and may_dispute(turn, case, history):
        yield Button(turn.words("own-yes"), owning.tap(turn, "rate", case, "yes"))
        yield Button(turn.words("own-no"), owning.tap(turn, "rate", case, "no"))
    yield from withdraw.offered(turn, case)
    yield from cards.after(turn)


def has_result(case: Case) -> bool:
    """Whether there is a result that somebody may be content with."""
    return case.status in _OVER


def question(turn: Turn, case: Case) -> str:
    """What the ward waits for; empty where it does not."""
    if case.status is not Status.NEEDS_INFO:
        return ""
    return _question(case, cases.history(turn.connection(), case.id))


def may_dispute(turn: Turn, case: Case, history: Sequence[Event]) -> bool:
    """Whether another look may still be asked for: in time, once for each result."""
    since = since_result(history)
    asked = any(event.action == Action.DISPUTE for event in since)
    return not asked and turn.desk.ward.local(turn.now).date() <= last_day(turn, case)


def last_day(turn: Turn, case: Case) -> date:
    """The last day on which another look may be asked for."""
    row = clocks.of(turn.connection(), [case.id]).get(case.id)
    since = (row.concluded_at or row.closed_at) if row is not None else None
    days = turn.desk.ward.clocks.reopen_days
    return turn.desk.ward.local(since or case.filed_at).date() + timedelta(days=days)


def since_result(history: Sequence[Event]) -> Sequence[Event]:
    """What happened since it was concluded last."""
    ends = [nth for nth, event in enumerate(history) if event.action == Action.CONCLUDE]
    return history[ends[-1] :] if ends else history


def _question(case: Case, history: Sequence[Event]) -> str:
    if case.status is not Status.NEEDS_INFO:
        return ""
    asked = [_details(event).get("text", "") for event in history if event.action == Action.ASK_RESIDENT]
    return asked[-1] if asked else ""


def _ways(turn: Turn, case: Case) -> Iterator[str]:
    """What the result means, and what else may be done: a report is neither a denunciation nor a complaint
    (Luật Tố cáo 25/2018 Đ.22–23, Luật Khiếu nại 02/2011 Đ.8)."""
    last = last_day(turn, case)
    if turn.desk.ward.local(turn.now).date() <= last:
        yield turn.words("thread-until", day=cards.long_date(turn, last))
    else:
        yield turn.words("thread-closed")
    yield turn.words("thread-ways")


def _line(turn: Turn, event: Event) -> Iterator[str]:
    """One step, where it concerns whoever reported it."""
    key = f"event-{event.action}"
    if not turn.desk.catalog.has(key):
        return
    told = _TOLD.get(event.action)
    what = turn.words(key)
    words = told(turn, _details(event)) if told is not None else ""
    text = turn.words("thread-line", what=what, words=_cut(words)) if words else what
    yield turn.words("case-event", at=cards.moment(turn, event.at), what=text)


def _cut(words: str) -> str:
    return words if len(words) <= CUT else f"{words[:CUT]}…"


def _said(turn: Turn, details: Mapping[str, Any]) -> str:
    parts = [str(details.get("text", ""))]
    if details.get("files"):
        parts.append(turn.words("story-files", count=len(details["files"])))
    if details.get("point"):
        parts.append(turn.words("place-around" if details.get("coarse") else "place-pinned"))
    return ", ".join(part for part in parts if part)


def _office(turn: Turn, details: Mapping[str, Any]) -> str:
    key = f"ward-office-{details.get('to')}"
    return turn.words(key) if turn.desk.catalog.has(key) else ""


def _result(_turn: Turn, details: Mapping[str, Any]) -> str:
    return str(details.get("answer", ""))


def _more_time(turn: Turn, details: Mapping[str, Any]) -> str:
    days = turn.words("clock-working-days", count=int(details.get("days", 0)))
    return f"{days}. {details.get('reason', '')}".strip()


def _rated(turn: Turn, details: Mapping[str, Any]) -> str:
    return turn.words("own-yes" if details.get("content") else "own-no")


def _upheld(_turn: Turn, details: Mapping[str, Any]) -> str:
    return str(details.get("reason", ""))


_TOLD: Final[Mapping[str, Callable[[Turn, Mapping[str, Any]], str]]] = {
    Action.TRANSFER: _office,
    Action.ASK_RESIDENT: _said,
    Action.ANSWER: _said,
    Action.ADD: _said,
    Action.EXTEND: _more_time,
    Action.CONCLUDE: _result,
    Action.REFER: _result,
    Action.RATE: _rated,
    Action.UPHOLD: _upheld,
}
"""The words that stand behind a step. Who took it, and why it was handed on, is none of them."""


def _details(event: Event) -> Mapping[str, Any]:
    return event.details if isinstance(event.details, Mapping) else {}
