"""What time says, and who of this house answers it."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.messages import Value
from handlers.reminders import aloud, itself, marking, telling
from handlers.reminders.looking import ASKS_AGAIN, CLOSES, DISPUTED, GOES_ON
from handlers.reminders.noted import REMIND, REMIND_GROUP
from handlers.reminders.owed import DUTY
from handlers.turn import Turn

NOTICES: Final[Mapping[str, Callable[[Turn, Mapping[str, Value]], None]]] = {
    REMIND: telling.remind,
    REMIND_GROUP: aloud.remind,
    DUTY: marking.remind,
    ASKS_AGAIN: itself.ask_again,
    GOES_ON: itself.go_on,
    CLOSES: itself.close,
    DISPUTED: itself.dispute_waits,
}
