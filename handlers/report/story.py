"""What was heard in the resident's own words, kept beside the answers. It proposes and fills what is open;
what somebody chose stays."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias

import msgspec

from bot.core.routing import Quantity
from bot.core.understanding.heard import Day, Fact, Heard, Intent, Reading
from bot.flow import fields
from bot.flow.questions import Json, Question, Reply
from bot.ward import Ward

KEY: Final = "heard"
TOLD: Final = ("details", "more")
"""The questions whose answers are the story."""
PLACE: Final = "place"
_DAYS: Final = {
    Day.TODAY: fields.Day.TODAY,
    Day.YESTERDAY: fields.Day.YESTERDAY,
    Day.EARLIER: fields.Day.OTHER,
}
_MOST_PACKS: Final = 3
_BEHIND: Final = 0.2
"""What weighs less than this part of the first reading is not proposed."""

Overhear: TypeAlias = Callable[[Mapping[str, Json], Reply], Json]


class Story(msgspec.Struct, frozen=True, omit_defaults=True):
    """`codes`: what may be meant, best first; `because`: the words that decided, by code. The rest as in
    `Heard`; `elsewhere` may also come from the words that name the place."""

    codes: tuple[str, ...] = ()
    because: dict[str, tuple[str, ...]] = {}
    sure: bool = False
    also: tuple[str, ...] = ()
    facts: dict[str, Fact] = {}
    place: str = ""
    elsewhere: str = ""

    def besides(self, chosen: str) -> tuple[str, ...]:
        """The other categories that were told of, where this one is the matter of the report."""
        also = [category_of(code) for code in self.also]
        first = [category_of(code) for code in self.codes[:1]] if chosen in also else []
        return tuple(dict.fromkeys(code for code in (*first, *also) if code != chosen))

    def contradicts(self, chosen: str) -> str:
        """What the words clearly say instead of the category that was chosen; empty where they do not."""
        if not self.sure or not self.codes:
            return ""
        told = {category_of(code) for code in (self.codes[0], *self.also)}
        return "" if chosen in told else self.codes[0]

    def tells(self, fact: str) -> bool:
        """Whether the words make this fact true."""
        return self.facts.get(fact) is True


SILENT: Final = Story()


def category_of(code: str) -> str:
    """`DL` for `DL.1`."""
    return code.partition(".")[0]


def words_told(stored: Mapping[str, Json]) -> str:
    """The story in the order in which it was told."""
    parts = (stored.get(key) for key in TOLD)
    return "\n".join(part for part in parts if isinstance(part, str) and part)


class Ear:
    """Reads along in the story with one ward's words."""

    def __init__(self, ward: Ward, hear: Callable[[str], Heard]) -> None:
        self._ward = ward
        self.hear = hear

    def question(self) -> Question[Story]:
        """What is kept of it."""
        return fields.fact(KEY, load_story, overhear=self._story)

    def _story(self, stored: Mapping[str, Json], _reply: Reply) -> Json:
        told, where = words_told(stored), _place_words(stored)
        heard = self.hear(told)
        meant = tuple(self._meant(heard))
        story = Story(
            codes=tuple(reading.code for reading in meant),
            because={reading.code: reading.because for reading in meant},
            sure=heard.sure and bool(meant),
            also=tuple(code for code in heard.also if self._offers(code)),
            facts=dict(heard.facts),
            place=heard.place,
            elsewhere=heard.elsewhere or (self.hear(where).elsewhere if where else ""),
        )
        return msgspec.json.decode(msgspec.json.encode(story)) if story != SILENT or KEY in stored else None

    def _meant(self, heard: Heard) -> Iterator[Reading]:
        """The categories that may be meant, where it is a report at all; far behind the first is as good as
        unsaid."""
        guesses = heard.spoken if heard.intent is Intent.REPORT else ()
        least = guesses[0].weight * _BEHIND if guesses else 0
        return (each for each in guesses if each.weight >= least and self._offers(each.code))

    def _offers(self, code: str) -> bool:
        """Whether a person may choose this."""
        category = next((c for c in self._ward.offered if c.code == category_of(code)), None)
        return category is not None and (
            code == category.code or any(code == sub.code for sub in category.offered)
        )

    def facts(self, key: str, answer: Callable[[Mapping[str, Fact]], str | None]) -> Overhear:
        """Fills a question with what the facts of the story say, while nothing was said to it."""

        def overhear(stored: Mapping[str, Json], _reply: Reply) -> Json:
            return answer(self.hear(words_told(stored)).facts) if stored.get(key) is None else None

        return overhear

    def day(self, stored: Mapping[str, Json], reply: Reply) -> Json:
        """When it happened, while the person has not said so where it is asked."""
        heard = self.hear(words_told(stored))
        if heard.day is None or stored.get("when") is not None:
            return None
        said = {"said": reply.day} if reply.day else {}
        return {"day": _DAYS[heard.day].value, "text": heard.when, **said}


def load_story(raw: Json) -> Story:
    """What was heard, out of storage."""
    try:
        return msgspec.convert(raw, Story)
    except msgspec.ValidationError as problem:
        raise ValueError("not a story") from problem


def _place_words(stored: Mapping[str, Json]) -> str:
    place = stored.get(PLACE)
    words = place.get("text") if isinstance(place, Mapping) else None
    return words if isinstance(words, str) else ""


def yes_to(fact: str) -> Callable[[Mapping[str, Fact]], str | None]:
    """A yes where the words tell this fact; silence is no "no"."""
    return lambda facts: "yes" if facts.get(fact) is True else None


def goods_told(facts: Mapping[str, Fact]) -> str | None:
    """The kind of goods that weighs most among those that were told."""
    kinds = {"sensitive": "sensitive", "safety_product": "safety", "food": "food"}
    return next((kind for fact, kind in kinds.items() if facts.get(fact) is True), None)


def quantity_told(facts: Mapping[str, Fact]) -> str | None:
    """How many such goods there are."""
    told = facts.get("quantity")
    return told if isinstance(told, str) and told in set(Quantity) else None


def packs_told(facts: Mapping[str, Fact]) -> str | None:
    """How many packs were short, as the question has it."""
    told = facts.get("packs_short")
    if not isinstance(told, int) or isinstance(told, bool) or told < 1:
        return None
    return str(min(told, _MOST_PACKS))
