"""Who is reminded of what, and what happens to a case by itself when its time has come."""

from handlers.reminders.looking import Looked, look
from handlers.reminders.marking import take
from handlers.reminders.notices import NOTICES
from handlers.reminders.owed import Owed
from handlers.reminders.owing import DUTIES, duties_of

__all__ = ["DUTIES", "NOTICES", "Looked", "Owed", "duties_of", "look", "take"]
