"""The kinds of question: each makes a `Question` that knows how to read and to load its answer.

What is handed in (`judge`, `read`) must be pure. An answer that was stored before may be anything,
also what an older release wrote: it is looked at, never trusted.
"""

from bot.flow.fields.choices import Options, YesNo, choice, fact, pick, yes_no
from bot.flow.fields.days import Day, When, when
from bot.flow.fields.files import Files, count, media
from bot.flow.fields.places import HERE, TYPE, Place, place
from bot.flow.fields.words import amounts, clean, has_words, phone, text

__all__ = [
    "HERE",
    "TYPE",
    "Day",
    "Files",
    "Options",
    "Place",
    "When",
    "YesNo",
    "amounts",
    "choice",
    "clean",
    "count",
    "fact",
    "has_words",
    "media",
    "phone",
    "pick",
    "place",
    "text",
    "when",
    "yes_no",
]
