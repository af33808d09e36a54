"""What a report still lacks, said while the person stands at the stall.

It is said in the question for photos and is no question of its own: most of what is missing can be
photographed, that question is one of the last before the summary, and whoever passes it over has answered
both with one tap. So nobody is asked twice, and a report takes no tap more than before. What comes instead of
a photo (a pin, the number of the stall, where it was weighed again) goes to its own answer or to the story.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import msgspec

from bot.core.checklist import Checked
from bot.flow import fields
from bot.flow.fields import Day
from bot.flow.questions import Answers, Label, Question, Speaker
from bot.ward import Ward
from handlers import checked
from handlers.wardtexts import evidence_key, hint_key

NAMED: Final = 3
"""More would not be read at a stall."""
READ: Final[tuple[Question[Any], ...]] = tuple(
    fields.fact(key, lambda raw: raw)
    for key in ("details", "more", "amounts", "place", "stall", "shop", "heard", "photos")
)
"""The answers that are looked at, as they are stored."""
_WHEN: Final = fields.when("when")


def make_hint(
    ward: Ward, code_of: Callable[[Answers], str], otherwise: Callable[[Answers], Label]
) -> Callable[[Answers], Label]:
    """The line under the question for photos; `otherwise` where the ward file has no checklist."""

    def hint(answers: Answers) -> Label:
        code = code_of(answers)
        if not ward.checklist(code):
            return otherwise(answers)
        found = checked.of_report(ward, code, _stored(answers))
        care = hint_key("care", code) if ward.care(code) else ""
        return lambda say: "\n".join(_lines(found, _lead(found, answers), care, say))

    return hint


def _stored(answers: Answers) -> Mapping[str, Any]:
    found = ((question.key, answers.raw(question)) for question in READ)
    return {key: raw for key, raw in found if raw is not msgspec.UNSET}


def _lead(found: Checked, answers: Answers) -> str:
    """Who tells of an earlier day is no longer there, but may have kept something."""
    if not found.missing:
        return "gaps-none"
    when = answers.given(_WHEN)
    return "gaps-kept" if when is not None and when.day is Day.OTHER else "gaps-there"


def _lines(found: Checked, lead: str, care: str, say: Speaker) -> Iterator[str]:
    counted = {"have": found.have, "of": found.of, "photos": found.photos, "wanted": found.wanted}
    yield say(lead, **counted)
    for item in found.missing[:NAMED]:
        how, why = (say(evidence_key(about, item.id)) for about in ("how", "why"))
        yield say("gaps-item", how=how, why=why)
    if any(item.photo for item in found.missing[:NAMED]):
        yield say(care or "gaps-faces")
