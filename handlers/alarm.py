"""Danger first: the emergency numbers before anything else."""

from collections.abc import Iterable

from bot.core.danger import danger
from bot.core.messages import Prompt
from handlers.turn import Turn


def warn(turn: Turn) -> None:
    """Show the numbers that the words call for, and note the signs that were found."""
    if not turn.message.text:
        return
    turn.signs = danger(turn.message.text, turn.desk.ward.danger)
    ring(turn, [sign.hotline for sign in turn.signs if sign.hotline])


def ring(turn: Turn, numbers: Iterable[str]) -> None:
    """Show these numbers, each once."""
    lines = [line(turn, number) for number in dict.fromkeys(numbers)]
    if lines:
        turn.queue(Prompt("\n".join([turn.words("alarm-head"), *lines, turn.words("alarm-tail")])))


def line(turn: Turn, number: str) -> str:
    """A number and whose it is."""
    name = turn.words(f"ward-hotline-{number.replace(' ', '-')}")
    return turn.words("hotline-line", number=number, name=name)
