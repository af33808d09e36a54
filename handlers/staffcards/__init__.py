"""How a case is shown to staff: whole in private but without the reporter, and little of it in a group."""

from handlers.staffcards.group import group_card, group_line
from handlers.staffcards.private import TRIAGE, bare_card, closed_card, photos_of, private_card
from handlers.staffcards.sheet import UNTOLD, Sheet, is_extended, look, named_in
from handlers.staffcards.story import money, story
from handlers.staffcards.wording import label, line, office_name, who

__all__ = [
    "TRIAGE",
    "UNTOLD",
    "Sheet",
    "bare_card",
    "closed_card",
    "group_card",
    "group_line",
    "is_extended",
    "label",
    "line",
    "look",
    "money",
    "named_in",
    "office_name",
    "photos_of",
    "private_card",
    "story",
    "who",
]
