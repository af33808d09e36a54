"""The methods that the fake knows, each at its place in the table."""

from tests.support.botapi.methods import about, editing, intake, media, sending, topics
from tests.support.botapi.methods.call import METHODS, Call

__all__ = ["METHODS", "Call", "about", "editing", "intake", "media", "sending", "topics"]
