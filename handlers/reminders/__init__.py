"""Who is reminded of what, and what happens to a case by itself when its time has come."""

from handlers.reminders.looking import Looked, look
from handlers.reminders.marking import take
from handlers.reminders.notices import NOTICES
from handlers.reminders.owed import Owed

__all__ = ["NOTICES", "Looked", "Owed", "look", "take"]
