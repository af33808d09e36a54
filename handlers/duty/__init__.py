"""The roster of an office: who is on duty when, who may change it, and who hears of it."""

from handlers.duty.desk import take
from handlers.duty.looking import Rounds
from handlers.duty.telling import NOTICES

__all__ = ["NOTICES", "Rounds", "take"]
