"""Whose report is a button about? One's own, or one that was opened with its secret on this very lane.

What is anonymous belongs to no lane: its buttons carry a proof that this lane was shown them.
"""

import hmac
from collections.abc import Sequence
from typing import Final

from handlers.turn import Turn
from storage import cases
from storage.cases import Case

MARK: Final = "own:"
_PROOF: Final = 12
_LONGEST: Final = 20
_PARTS: Final = 4


def tap(turn: Turn, verb: str, case: Case, more: str = "") -> str:
    """What comes back when the button is pressed."""
    parts = [MARK + verb, case.code]
    if case.lane != turn.lane:
        parts += [more, proof(turn, case.code)]
    elif more:
        parts.append(more)
    return ":".join(parts)


def read(pressed: str) -> tuple[str, str, str, str]:
    """What is to be done, the code, what stands beside it, the proof; empty where they are missing."""
    parts = pressed.removeprefix(MARK).split(":")
    verb, code, more, shown = (*parts, *[""] * _PARTS)[:_PARTS]
    return verb, code, more, shown


def find(turn: Turn, code: str, shown: str = "") -> Case | None:
    """The case of this code, where it is this person's; what is not theirs does not exist for them."""
    case = cases.find(turn.connection(), code) if 0 < len(code) <= _LONGEST else None
    if case is None or case.lane == turn.lane:
        return case
    return case if hmac.compare_digest(shown.encode(), proof(turn, code).encode()) else None


def proof(turn: Turn, code: str) -> str:
    """That this lane was shown the report in full."""
    return turn.desk.keyring.tag("own", f"{turn.lane}:{code}".encode())[:_PROOF]


def live(turn: Turn) -> Sequence[Case]:
    """One's own reports of which an office still has to do something, newest first."""
    return [case for case in all_of(turn) if case.status.is_open]


def all_of(turn: Turn) -> Sequence[Case]:
    """One's own reports, newest first."""
    if not turn.talk.version:  # nobody who never wrote has sent anything
        return ()
    return cases.of_lane(turn.connection(), turn.lane)


def is_cut(case: Case) -> bool:
    """Whether nothing says whose it is; nothing may say so later either."""
    return case.lane is None
