"""Danger first: the emergency numbers before anything else."""

from bot.core.danger import Sign, danger
from bot.core.messages import Prompt
from handlers.turn import Turn


def warn(turn: Turn) -> tuple[Sign, ...]:
    """Show the numbers that the words call for. Gives the signs that were found."""
    text = turn.message.text
    if not text:
        return ()
    signs = danger(text, turn.desk.ward.danger)
    numbers = dict.fromkeys(sign.hotline for sign in signs)
    if numbers:
        lines = [_line(turn, number) for number in numbers]
        turn.queue(Prompt("\n".join([turn.words("alarm-head"), *lines, turn.words("alarm-tail")])))
    return signs


def _line(turn: Turn, number: str) -> str:
    name = turn.words(f"ward-hotline-{number.replace(' ', '-')}")
    return turn.words("hotline-line", number=number, name=name)
