"""What a button carries, and how it is read back.

    report:place:market-1             an option of a question
    report:confirm:send.1a2b3c4d      one that holds only for the answers it was shown with
    nav:skip:report:photos            a move, under this question
    edit:place:report                 one entry of the edit menu
    nav:skip  edit:place              the same without saying where

The names are bounded where flows and options are made, so that every tap fits into the 64 bytes that
the narrowest platform carries.
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.flow.questions import Nav, Reply

LONGEST: Final = 64
_STAMPED: Final = re.compile(r"(.+)\.([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that was pressed; `flow` is None where the button does not say."""

    flow: str | None
    reply: Reply


def for_option(flow: str, question: str, option: str, stamp: str | None = None) -> str:
    """The tap of an option."""
    return f"{flow}:{question}:{option}" if stamp is None else f"{flow}:{question}:{option}.{stamp}"


def for_move(move: Nav, flow: str, question: str) -> str:
    """The tap of a move under this question."""
    return f"nav:{move}:{flow}:{question}"


def for_edit(question: str, flow: str) -> str:
    """The tap that goes back to a question."""
    return f"edit:{question}:{flow}"


def read(tap: str) -> Tap | None:
    """What a tap says; None for anything that no button of ours carries."""
    if len(tap) > LONGEST or len(tap.encode(errors="replace")) > LONGEST or not tap.isprintable():
        return None
    head, *parts = tap.split(":")
    if not head or not all(parts):
        return None
    if head == "nav":
        return _move(parts)
    if head == "edit":
        return _edit(parts)
    return _option(head, parts)


def _move(parts: list[str]) -> Tap | None:
    if len(parts) not in {1, 3} or parts[0] not in set(Nav):
        return None
    flow, question = (parts[1], parts[2]) if len(parts) > 1 else (None, None)
    return Tap(flow, Reply(nav=Nav(parts[0]), question=question))


def _edit(parts: list[str]) -> Tap | None:
    if len(parts) not in {1, 2}:
        return None
    return Tap(parts[1] if len(parts) > 1 else None, Reply(edit=parts[0]))


def _option(flow: str, parts: list[str]) -> Tap | None:
    if len(parts) <= 1:
        return None
    question, option = parts[0], ":".join(parts[1:])
    stamped = _STAMPED.fullmatch(option)
    if stamped is None:
        return Tap(flow, Reply(question=question, option=option))
    return Tap(flow, Reply(question=question, option=stamped.group(1), stamp=stamped.group(2)))
