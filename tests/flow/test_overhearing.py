"""Questions that read along in a story, choices that settle several answers, words that depend on answers."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from bot.core.messages import Ask, Value
from bot.flow.engine import Answers, Asked, Draft, Flow, Question, Reply, advance, current, steps
from bot.flow.fields import fact, pick, place, text, yes_no
from bot.flow.prompts import offered, prompt, required_keys
from bot.flow.questions import Json, Label, Option, Speaker
from bot.flow.survey import survey
from tests.flow.trees import SKIP, asked, caught, reason, says, tap

KINDS = {"oak": "leafy", "lime": "leafy", "pine": "needly"}


def hears(stored: Mapping[str, Json], _reply: Reply) -> Json:
    """The trees that the story names."""
    return [kind for kind in KINDS if kind in stored.get("story", "")]


def hears_harm(stored: Mapping[str, Json], reply: Reply) -> Json:
    """A yes on the day it was said, while nothing was answered."""
    return "yes" if "hurt" in stored["story"] and "harm" not in stored and reply.day else None


def proposed(answers: Answers) -> tuple[Option, ...]:
    named = answers.given(HEARD) or []
    shown = tuple(Option(kind, f"kind-{kind}") for kind in named)
    return (*shown, Option("other", "kind-other"), *(Option(k, f"kind-{k}", shown=False) for k in KINDS))


def settles(kind: Json) -> Mapping[str, Json]:
    return {"kind": kind, "leaves": KINDS[kind]} if kind in KINDS else {}


def asks(answers: Answers) -> Label:
    named = answers.given(HEARD) or []
    return (lambda say: say("is-it", kind=named[0])) if len(named) == 1 else "which" if named else ""


def where_told(answers: Answers) -> tuple[Option, ...]:
    story = answers.given(STORY) or ""
    lane = story.partition(" at ")[2]

    def label(say: Speaker) -> str:
        return say("use", lane=lane)

    return (Option("told", label),) if lane else ()


HEARD: Question[Any] = fact("heard", list, overhear=hears)
GUESS = pick("guess", proposed, asks=asks, implies=settles)
KIND = pick("kind", lambda _: [Option(kind, f"kind-{kind}") for kind in KINDS], listed=True)
LEAVES = pick("leaves", lambda _: [Option("leafy", "=Leafy"), Option("needly", "=Needly")], listed=True)
HARM = yes_no("harm", overhear=hears_harm)
SPOT = place("spot", judge=lambda _: "", told=where_told)
STORY = text("story", least=3, catches=10, tells=True)


def path(answers: Answers) -> Iterator[Question[Any]]:
    if KIND not in answers and answers.given(HEARD):
        yield GUESS
    yield KIND
    yield LEAVES
    yield HARM
    yield STORY
    yield SPOT


FLOW = Flow("woods", (HEARD, GUESS, KIND, LEAVES, HARM, SPOT, STORY), path)


def told(words: str, stored: Mapping[str, Json] | None = None) -> tuple[Draft, Asked]:
    draft, outcome = advance(FLOW, Draft(stored or {}), Reply(text=words, day="2026-11-22"))
    assert isinstance(outcome, Asked)
    return draft, outcome


class TestReadingAlong:
    def test_a_story_is_kept_and_others_read_in_it_without_being_named(self) -> None:
        draft, outcome = told("the oak fell and somebody was hurt")
        assert draft.answers == {
            "story": "the oak fell and somebody was hurt", "heard": ["oak"], "harm": "yes",
        }  # fmt: skip
        assert (asked(outcome), caught(outcome), reason(outcome)) == ("guess", ("story",), None)

    def test_words_that_are_no_story_are_read_by_nobody(self) -> None:
        draft, _ = advance(FLOW, told("the oak fell down")[0], tap(GUESS, "oak"))
        draft, _ = advance(FLOW, draft, tap(HARM, "no"))
        after, _ = advance(FLOW, draft, says("under the pine"))
        assert after.answers["spot"] == {"text": "under the pine"}
        assert after.answers["heard"] == ["oak"]

    def test_what_was_answered_stays(self) -> None:
        assert told("the oak fell, two were hurt", {"harm": "no"})[0].answers["harm"] == "no"

    def test_a_mended_story_is_read_anew(self) -> None:
        draft, _ = told("the oak fell down")
        draft, _ = advance(FLOW, draft, tap(GUESS, "oak"))
        draft, _ = advance(FLOW, draft, tap(HARM, "no"))
        draft, _ = advance(FLOW, draft, Reply(edit="story"))
        draft, _ = advance(FLOW, draft, says("no, the pine fell"))
        assert draft.answers["heard"] == ["pine"]
        assert draft.answers["kind"] == "oak"

    def test_a_story_that_nobody_finds_anything_in_changes_nothing_else(self) -> None:
        silent = Flow("silent", (STORY, SPOT), lambda _: iter((STORY, SPOT)))
        draft, outcome = advance(silent, Draft(), says("nothing to see"))
        assert draft.answers == {"story": "nothing to see"}
        assert asked(outcome) == "spot"


class TestSettlingSeveral:
    def test_one_tap_answers_all_that_it_implies(self) -> None:
        draft, outcome = advance(FLOW, told("the oak fell down")[0], tap(GUESS, "oak"))
        assert (draft.answers["kind"], draft.answers["leaves"]) == ("oak", "leafy")
        assert asked(outcome) == "harm"

    def test_a_choice_may_imply_nothing(self) -> None:
        draft, outcome = advance(FLOW, told("the oak fell down")[0], tap(GUESS, "other"))
        assert asked(outcome) == "kind"
        assert "leaves" not in draft.answers

    def test_a_choice_without_a_button_may_be_meant_by_other_means(self) -> None:
        draft, _ = advance(FLOW, told("the oak fell down")[0], tap(GUESS, "pine"))
        assert draft.answers["leaves"] == "needly"
        _, outcome = advance(FLOW, told("the oak fell down")[0], tap(GUESS, "birch"))
        assert reason(outcome) == "reask-gone"

    def test_what_is_implied_is_foreseen(self) -> None:
        draft, _ = told("the oak fell down")
        assert steps(FLOW, draft) == (1, 6)
        assert steps(FLOW, advance(FLOW, draft, tap(GUESS, "oak"))[0]) == (3, 5)


def say(key: str, **args: Value) -> str:
    return key + "".join(f" {name}={value}" for name, value in args.items())


class TestWords:
    @pytest.mark.parametrize(
        ("story", "words"),
        [
            ("the oak fell down", "is-it kind=oak"),
            ("oak or lime, one fell", "which"),
        ],
    )
    def test_a_question_is_put_as_the_answers_call_for(self, story: str, words: str) -> None:
        draft, outcome = told(story)
        assert prompt(FLOW, draft, outcome, say).text.splitlines()[-1] == words

    def test_without_such_words_it_is_put_as_usual(self) -> None:
        assert prompt(FLOW, Draft(), Asked(GUESS), say).text == "ask-woods-guess"

    def test_only_the_choices_that_are_shown_have_buttons(self) -> None:
        draft, outcome = told("the oak fell down")
        shown = prompt(FLOW, draft, outcome, say)
        assert [label for _, label in offered(shown)] == ["kind-oak", "kind-other", "nav-cancel"]

    def test_a_label_may_be_put_together_for_the_speaker(self) -> None:
        draft, _ = advance(FLOW, told("the oak fell at School Lane")[0], tap(GUESS, "oak"))
        draft, outcome = advance(FLOW, draft, tap(HARM, "no"))
        assert isinstance(outcome, Asked)
        assert prompt(FLOW, draft, outcome, say).buttons[0].label == "use lane=School Lane"

    def test_the_required_keys_hold_what_can_be_foreseen_of_such_words(self) -> None:
        keys = required_keys(FLOW, {"heard": [["oak"]]})
        assert "ask-woods-guess" in keys
        assert not any(callable(key) for key in keys)
        guessing = Flow("guessing", (HEARD, GUESS), lambda _: iter((HEARD, GUESS)))
        found = survey(guessing, {"heard": [["oak"], ["oak", "lime"]]})
        assert "which" in found.hints
        assert {"kind-oak", "kind-other", "kind-pine"} <= found.labels


def test_a_fact_that_reads_along_is_never_asked() -> None:
    draft, outcome = told("the oak fell down")
    assert HEARD.ask is Ask.NOTHING
    assert current(FLOW, draft) == Asked(GUESS)
    _, back = advance(FLOW, advance(FLOW, draft, tap(GUESS, "oak"))[0], SKIP)
    assert asked(back) == "harm"
    assert isinstance(outcome, Asked)
