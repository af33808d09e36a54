""" "Vì sao hạn này?": every limit of a case, line by line, to whoever may see the case."""

from typing import Final

from bot.core import codes
from bot.core.errors import Reask
from bot.core.messages import Button, Prompt
from handlers import explained
from handlers.deadlines import case_clocks
from handlers.officer.finding import find
from handlers.turn import Turn
from handlers.work.offering import offer
from storage import cases
from storage.staff import Member

COMMANDS: Final = frozenset({"han", "due"})


def why(turn: Turn, member: Member, code: str, _more: str) -> None:
    """How each date came about, as things stand. Raises `Refused`."""
    case = find(turn, member, code)
    ward = turn.desk.ward
    clocks = case_clocks(ward, case, cases.history(turn.connection(), case.id))
    blocks = ("\n".join(explained.told(clock, ward.local(turn.now), turn.words)) for clock in clocks)
    text = "\n\n".join((turn.words("clock-of-case", code=case.code), *blocks))
    offer(turn, Prompt(text, (Button(turn.words("card-open"), f"case:open:{case.code}"),)))


def look_up(turn: Turn, member: Member, words: str, _more: str) -> None:
    """The same, of the case whose code was typed. Raises `Refused`."""
    try:
        code = codes.read(words)
    except Reask as problem:
        turn.say(problem.reason, **problem.args_)
        return
    why(turn, member, code, "")
