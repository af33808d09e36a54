"""What a resident hears of their request: from an office, never from a name."""

from bot.core.messages import Button, Kind, Prompt
from handlers.counter import cards
from handlers.counter.entry import Entry
from handlers.turn import Turn
from locales import Speaker


def answer(turn: Turn, entry: Entry, words: str) -> None:
    """The ward answered. Whoever asked about their data does not end that by a thank-you: the law wants an
    answer of the ward."""
    say = _speaker(turn, entry)
    text = say("counter-answer", number=str(entry.number), office=_office(turn, say, entry), words=words)
    able = [Button(say("counter-write"), f"ask:write:{entry.number}")]
    if entry.kind.calls:
        able.append(Button(say("counter-thanks"), f"ask:thanks:{entry.number}"))
    _post(turn, entry, Prompt(text, tuple(able)), Kind.QUESTION)


def moved(turn: Turn, entry: Entry) -> None:
    """Another office answers from now on."""
    say = _speaker(turn, entry)
    office = _office(turn, say, entry)
    text = say("counter-moved-resident", number=str(entry.number), office=office)
    _post(turn, entry, Prompt(text), Kind.REPLY)


def settled(turn: Turn, entry: Entry) -> None:
    """The ward is done with it."""
    say = _speaker(turn, entry)
    text = say(
        "counter-settled", number=str(entry.number), office=_office(turn, say, entry),
        outcome=entry.outcome,
    )  # fmt: skip
    again = Button(say("menu-officer"), "go:officer")
    _post(turn, entry, Prompt(text, (again,)), Kind.QUESTION)


def _speaker(turn: Turn, entry: Entry) -> Speaker:
    return turn.worded(entry.resident.language if entry.resident is not None else turn.talk.language)


def _office(turn: Turn, say: Speaker, entry: Entry) -> str:
    return cards.office_name(turn.desk, say, entry.office)


def _post(turn: Turn, entry: Entry, prompt: Prompt, kind: Kind) -> None:
    """Nothing is said to somebody who left."""
    if entry.resident is not None:
        turn.post(entry.resident, prompt, kind)
