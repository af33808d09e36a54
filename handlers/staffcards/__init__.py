"""How a case is shown to staff: whole in private but without the reporter, and little of it in a group."""

from handlers.staffcards.group import group_card, group_line
from handlers.staffcards.private import HANDS_ON, bare_card, closed_card, photos_of, private_card
from handlers.staffcards.sheet import Sheet, look
from handlers.staffcards.wording import line, office_name, who

__all__ = [
    "HANDS_ON",
    "Sheet",
    "bare_card",
    "closed_card",
    "group_card",
    "group_line",
    "line",
    "look",
    "office_name",
    "photos_of",
    "private_card",
    "who",
]
