"""A photo or a place arrives while nothing is open: for the report that is in hand, or for a new one?

Neither is guessed. What came waits in the draft until one of the buttons is pressed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.core.messages import Button, Prompt
from bot.flow import match
from bot.flow.questions import Nav
from handlers import counter
from handlers.aftermath import owning, pouring
from handlers.turn import Turn
from storage.cases import Case

WAITS: Final = "brought_at"
"""In the draft: when something came that waits for its report to be chosen."""
TOGETHER: Final = timedelta(minutes=5)
"""What comes within this time belongs together."""
SHOWN: Final = 5
"""So many reports are offered."""


def offered(turn: Turn) -> bool:
    """Ask where it belongs; False where there is nothing to ask."""
    message, waits = turn.message, _waits(turn)
    brings = bool(turn.files or message.point)
    if message.tap is not None or message.group or not (brings or (waits and pouring.says_something(turn))):
        return False
    if not brings and _asks_for_else(turn):
        return False
    live = owning.live(turn)
    if not live:
        return False
    _keep(turn, waits=waits)
    turn.change(draft={**turn.talk.draft, WAITS: turn.now.isoformat()})
    _ask(turn, live)
    return True


def into(turn: Turn, case: Case, shown: str) -> None:
    """What waits belongs to this report."""
    kept = counter.kept(turn)
    counter.unkeep(turn)
    turn.change(draft={name: value for name, value in turn.talk.draft.items() if name != WAITS})
    if kept is None:
        pouring.choose(turn, case, shown)
    else:
        pouring.give(turn, case, kept, {"code": case.code, "proof": shown})


def _asks_for_else(turn: Turn) -> bool:
    text = turn.message.text.strip()
    leaves = match.navigation(text) is Nav.CANCEL or text == "0" or text.startswith("/")
    return leaves or match.called(text) is not None


def _waits(turn: Turn) -> bool:
    since = turn.talk.draft.get(WAITS)
    return since is not None and turn.now - datetime.fromisoformat(since) < TOGETHER


def _keep(turn: Turn, *, waits: bool) -> None:
    """Beside what came before, where that still waits."""
    before = counter.kept(turn) if waits else None
    said = pouring.said(turn)
    words, files, point = said.text, [*said.files], said.point
    if before is not None:
        words = "\n".join(part for part in (before.text, said.text) if part)
        files, point = [*before.files, *said.files], said.point or before.point
    counter.keep(turn, [[file.id, file.kind, file.name] for file in files], words, point)


def _ask(turn: Turn, live: Sequence[Case]) -> None:
    choices = [
        Button(turn.words("own-into", code=case.code), owning.tap(turn, "into", case)) for case in live
    ]
    choices = [*choices[:SHOWN], Button(turn.words("own-new"), counter.FOR_REPORT)]
    several = turn.message.more_may_follow and bool(turn.files)
    turn.change(draft={**turn.talk.draft, "aside": [[choice.tap, choice.label] for choice in choices]})
    shown = Prompt(turn.words("own-where"), tuple(choices))
    turn.queue(shown, replaces="own:where" if several else None, gathers=several)
