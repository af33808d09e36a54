"""What the resident may want to report, proposed in words once something was heard: one tap is enough."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.flow import fields
from bot.flow.questions import Answers, Json, Label, Option, Question, Speaker
from bot.ward import Ward
from handlers.report.story import SILENT, Story, category_of
from handlers.wardtexts import label_key

NONE: Final = "none"
"""None of the proposals: the person chooses from the whole list."""
PROPOSED: Final = 3
"""So many at most."""
QUOTED: Final = 3
"""So many of the words that decided are quoted."""


def proposals(story: Story | None) -> tuple[str, ...]:
    """The codes to propose, best first: one where it is clear, else a few."""
    return story.codes[: 1 if story.sure else PROPOSED] if story is not None else ()


def make_guess(
    ward: Ward, heard: Question[Story], category: Question[str], subcategory: Question[str]
) -> Question[str]:
    """The question; a category by its name, or by a button of the whole list above, is an answer too."""
    every = tuple(Option(c.code, label_key(c.code), shown=False) for c in ward.offered)

    def options(answers: Answers) -> Sequence[Option]:
        proposed = proposals(answers.given(heard))
        return (
            *(Option(code, label_key(code)) for code in proposed),
            Option(NONE, "guess-none"),
            *(option for option in every if option.value not in proposed),
        )

    def asks(answers: Answers) -> Label:
        story = answers.given(heard) or SILENT
        return _wording(story) if len(proposals(story)) == 1 else ""

    def implies(code: Json) -> Mapping[str, Json]:
        return dict(_implied(str(code), category, subcategory))

    return fields.pick("guess", options, asks=asks, implies=implies)


def _wording(story: Story) -> Label:
    code = story.codes[0]
    words = ", ".join(story.because.get(code, ())[:QUOTED])

    def ask(say: Speaker) -> str:
        what = say(label_key(code))
        return say("guess-because", what=what, words=words) if words else say("guess-one", what=what)

    return ask


def _implied(code: str, category: Question[str], subcategory: Question[str]) -> Iterator[tuple[str, str]]:
    if code != NONE:
        yield category.key, category_of(code)
    if "." in code:
        yield subcategory.key, code
