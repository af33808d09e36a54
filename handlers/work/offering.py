"""Choices about a case that stand beside whatever is open."""

from bot.core.messages import Prompt
from handlers import talk
from handlers.turn import Turn


def offer(turn: Turn, prompt: Prompt) -> None:
    """Say it; where nothing is open its buttons may be typed too."""
    if turn.talk.flow is None:
        talk.offer(turn, prompt)
    else:
        turn.queue(prompt)
