"""What the resident may want to report, proposed in words once something was heard: one tap is enough."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from textwrap import shorten
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
QUOTED: Final = 2
"""So many of the words that decided are quoted."""
_LONGEST_QUOTE: Final = 80


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
        return partial(_wording, story) if proposals(story) else ""

    def implies(code: Json) -> Mapping[str, Json]:
        return dict(_implied(str(code), category, subcategory))

    return fields.pick("guess", options, asks=asks, implies=implies)


def _wording(story: Story, say: Speaker) -> str:
    """One proposal with the words that decided; several in the order of their buttons."""
    first, *others = proposals(story)
    if others:
        named = [_named(code, say) for code in (first, *others)]
        lines = [say("guess-line", nth=nth, what=what) for nth, what in enumerate(named, 1)]
        return "\n".join([say("ask-report-guess"), *lines])
    decided = _quoted(story.because.get(first, ())) if story.sure else ()
    words = shorten(", ".join(decided), _LONGEST_QUOTE, placeholder="…")
    what = _named(first, say)
    return say("guess-because", what=what, words=words) if words else say("guess-one", what=what)


def _named(code: str, say: Speaker) -> str:
    """A finer choice with its category before it, as a line of text: without the sign on the button."""
    names = dict.fromkeys((category_of(code), code))
    return " – ".join(_unsigned(say(label_key(name))) for name in names)


def _unsigned(label: str) -> str:
    begin = next((nth for nth, c in enumerate(label) if c.isalnum()), 0)
    return label[begin:]


def _quoted(because: Sequence[str]) -> list[str]:
    """The strongest of the words, none of them twice."""
    kept: list[str] = []
    for words in because:
        if not any(words in other for other in kept):
            kept.append(words)
    return kept[:QUOTED]


def _implied(code: str, category: Question[str], subcategory: Question[str]) -> Iterator[tuple[str, str]]:
    if code != NONE:
        yield category.key, category_of(code)
    if "." in code:
        yield subcategory.key, code
