"""What a reporter is answered, as it is proposed: by category and outcome, in their language.

It names no fine's amount and no verdict that was not reached.
"""

from collections.abc import Iterator
from typing import Final

from bot.core.case import Outcome
from locales import Catalog, Speaker

ANSWERED: Final = ("DL", "HG", "NH", "CL", "NG")
"""The categories with words of their own; every other one is answered in general words."""
_OWN_WORDS: Final = frozenset(
    {Outcome.SANCTIONED, Outcome.REMINDED, Outcome.NO_VIOLATION, Outcome.INSUFFICIENT}
)


def drafted(
    catalog: Catalog, language: str, category: str, outcome: Outcome, measures: str = "", where: str = ""
) -> str:
    """The whole answer."""
    return "\n".join(_lines(catalog.speaker(language), category, outcome, measures, where))


def _lines(say: Speaker, category: str, outcome: Outcome, measures: str, where: str) -> Iterator[str]:
    yield say("result-hello")
    yield say(body_key(category, outcome))
    if measures:
        yield say("result-measures", measures=measures)
    if where:
        yield say("result-where", where=where)
    yield say("result-thanks")


def body_key(category: str, outcome: Outcome) -> str:
    """The locale key of the sentence that says what came of it."""
    own = category in ANSWERED and outcome in _OWN_WORDS
    return f"result-{category.lower() if own else 'any'}-{outcome}"
