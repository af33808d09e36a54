"""A photo that is hard to read is said so while its sender may still be at the stall; and it is kept."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.core.messages import Button, Prompt, Value
from bot.media.limits import Flaw
from handlers import cards, talk
from handlers.turn import Turn
from storage import cases, evidence

MARK: Final = "poor"
"""What the draft remembers: which photos had come when it was said last, when that was, and how often."""
BURST: Final = timedelta(seconds=20)
"""Photos that come one after the other are told of once; taking a better one needs longer."""
PATIENCE: Final = 3
"""Who could not do better three times cannot do better."""

WAYS: Final[Mapping[str, str]] = {
    Flaw.SMALL: "photo-nearer",
    Flaw.DARK: "photo-lighter",
    Flaw.BRIGHT: "photo-glare",
    Flaw.BLURRED: "photo-steady",
}
"""How to take a better one."""


def poor(turn: Turn, args: Mapping[str, Value]) -> None:
    """One photo. Of what belongs to nothing any more, and of what a newer release found, nothing is said."""
    file, flaw = str(args.get("file", "")), str(args.get("flaw", ""))
    feature = talk.open_feature(turn)
    if flaw not in WAYS:
        return
    if feature is None:
        _filed(turn, file, flaw)
    elif file in (sent := _in_draft(turn)) and _is_news(turn, file, sent):
        # What still waits to acknowledge an album is sent before this: nothing is lost of either.
        turn.change(draft={key: kept for key, kept in turn.talk.draft.items() if key != "gathering"})
        wrong, better = turn.words(flaw), turn.words(WAYS[flaw])
        talk.again(turn, feature, reason="photo-poor", flaw=wrong, how=better)


def _in_draft(turn: Turn) -> list[str]:
    photos = turn.talk.draft.get("answers", {}).get("photos")
    return [item["id"] for item in photos["items"]] if isinstance(photos, Mapping) else []


def _is_news(turn: Turn, file: str, sent: Sequence[str]) -> bool:
    """Whether this photo came after the last word about photos; that word is noted."""
    told = turn.talk.draft.get(MARK)
    times = told["times"] if told else 0
    if told and (file in told["files"] or turn.now - datetime.fromisoformat(told["at"]) < BURST):
        return False
    if times >= PATIENCE:
        return False
    mark = {"times": times + 1, "at": turn.now.isoformat(), "files": list(sent)}
    turn.change(draft={**turn.talk.draft, MARK: mark})
    return True


def _filed(turn: Turn, file: str, flaw: str) -> None:
    """The report was sent before we had looked at its photos; a better one may be added to it."""
    found = evidence.find(turn.connection(), file)
    case = cases.by_id(turn.connection(), found.case_id) if found and found.case_id is not None else None
    if case is None or case.lane != turn.lane or not case.status.is_open:
        return
    if _is_news(turn, file, [one.id for one in evidence.of_case(turn.connection(), case.id)]):
        text = turn.words("photo-poor-filed", flaw=turn.words(flaw), code=case.code)
        add = Button(turn.words("own-add"), f"own:add:{case.code}")
        talk.offer(turn, Prompt(text, (add, *cards.after(turn))))


NOTICES: Final[Mapping[str, Callable[[Turn, Mapping[str, Value]], None]]] = {"photo-poor": poor}
