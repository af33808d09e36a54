"""The invented ward, hearing what a test says it hears: what is understood is tested elsewhere."""

from collections.abc import Mapping
from typing import Any

import msgspec

from bot.core.measure import purchase
from bot.core.understanding.heard import Heard, Intent, Reading
from bot.flow.engine import Draft, Outcome, Reply, advance
from bot.ward import Ward
from handlers.report.path import make_flow
from tests.support.wards import invented_ward

SPOKEN: dict[str, Heard] = {}
"""What is heard in which words; in all others only the amounts."""


class Listening(Ward, frozen=True, kw_only=True):
    """A ward that hears what stands in `SPOKEN`."""

    def heard(self, text: str) -> Heard:
        known = sorted(words for words in SPOKEN if words in text)
        told = SPOKEN[max(known, key=len)] if known else Heard(Intent.NOTHING)
        amounts = purchase(text)
        silent = getattr(amounts, "says_nothing", False)
        return msgspec.structs.replace(told, amounts=None if silent else amounts)


WARD = Listening(**msgspec.structs.asdict(invented_ward()))
FLOW, ASK = make_flow(WARD)
DAY = "2026-11-22"


def hears(words: str, *codes: str, **more: Any) -> None:
    """From now on these words speak for these codes, best first, because of themselves and more."""
    because = (words, words[:3], "3 lạng", "thiếu")
    readings = tuple(Reading(code, 9.0 - nth, because) for nth, code in enumerate(codes))
    intent = Intent.REPORT if codes else Intent.NOTHING
    SPOKEN[words] = Heard(**{"intent": intent, "readings": readings, "sure": len(codes) == 1, **more})


def says(text: str, draft: Draft | None = None) -> tuple[Draft, Outcome]:
    return advance(FLOW, draft or Draft({"channel": "web", "begun": DAY}, None, "s"), Reply(text, day=DAY))


def taps(draft: Draft, question: str, option: str) -> tuple[Draft, Outcome]:
    return advance(FLOW, draft, Reply(question=question, option=option, day=DAY))


def answered(**answers: Any) -> Draft:
    return Draft({"channel": "web", "begun": DAY, **answers}, None, "s")


def stored(draft: Draft, key: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = draft.answers[key]
    return found
