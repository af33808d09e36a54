"""From an outcome to a prompt."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.messages import Ask, Button, Value
from bot.flow import taps
from bot.flow.engine import (
    Answers,
    Asked,
    Draft,
    Editing,
    Flow,
    Option,
    Outcome,
    Question,
    Reply,
    advance,
    current,
)
from bot.flow.fields import choice, pick, text
from bot.flow.prompts import offered, prompt, required_keys
from bot.flow.reading import reply_for
from bot.flow.survey import survey
from tests.flow.trees import (
    BACK,
    CONFIRM,
    DETAILS,
    EDIT,
    HEIGHT,
    KIND,
    PHOTOS,
    SORT,
    SPOT,
    STORY,
    TREES,
    Confirm,
    Kind,
    photo,
    says,
    talk,
    tap,
    until,
)


def say(key: str, **args: Value) -> str:
    return key + "".join(f" {name}={value}" for name, value in args.items())


def summary(answers: Answers) -> str:
    return f"A {answers[KIND]} tree"


def labels(draft: Draft) -> list[str]:
    outcome = current(TREES, draft)
    assert isinstance(outcome, Asked)
    return [button.label for button in prompt(TREES, draft, outcome, say, summary).buttons]


class TestText:
    def test_a_question_is_its_locale_key_in_words(self) -> None:
        shown = prompt(TREES, Draft(), Asked(KIND), say)
        assert shown.text == "ask-trees-kind"
        assert (shown.ask, shown.optional, shown.progress) == (Ask.CHOICE, False, (1, 8))

    def test_the_reason_comes_first_then_what_was_taken_then_the_question(self) -> None:
        draft, _ = talk(Draft(), photo("p1"), photo("p2"))
        outcome = Asked(KIND, "reask-many-files", {"most": 3}, ("photos", "details"))
        shown = prompt(TREES, draft, outcome, say)
        assert shown.text == (
            "reask-many-files most=3\ncaught-photos count=2\ncaught-details count=0\n\nask-trees-kind"
        )

    @pytest.mark.parametrize(
        ("kind", "asked"),
        [
            (Kind.FALLEN, "ask-trees-details\nhint-fallen"),
            (Kind.DRY, "ask-trees-details\nWhich branches?"),
            (Kind.ROOTS, "ask-trees-details"),
        ],
    )
    def test_a_hint_depends_on_the_answers(self, kind: Kind, asked: str) -> None:
        assert prompt(TREES, Draft({"kind": kind.value}), Asked(DETAILS), say).text == asked

    def test_the_confirmation_shows_the_summary_above_its_own_words(self) -> None:
        shown = prompt(TREES, until("confirm"), Asked(CONFIRM), say, summary)
        assert shown.text == "A fallen tree\n\nask-trees-confirm"
        assert prompt(TREES, until("confirm"), Asked(CONFIRM), say).text == "ask-trees-confirm"


class TestButtons:
    def test_the_options_come_first_then_the_moves(self) -> None:
        assert labels(Draft()) == ["kind-fallen", "kind-dry", "kind-roots", "nav-cancel"]
        assert labels(until("spot")) == [
            "Chợ Cũ",
            "market-new",
            "place-here",
            "place-type",
            "nav-back",
            "nav-cancel",
        ]
        assert labels(until("phone")) == ["nav-skip", "nav-back", "nav-cancel"]
        assert labels(until("confirm")) == ["confirm-send", "nav-edit", "nav-back", "nav-cancel"]

    def test_photos_are_skipped_until_there_is_one_and_then_closed(self) -> None:
        draft = until("photos")
        assert labels(draft) == ["nav-skip", "nav-back", "nav-cancel"]
        assert labels(talk(draft, photo("p1"))[0]) == ["nav-done", "nav-back", "nav-cancel"]

    def test_a_revisited_answer_may_be_kept(self) -> None:
        draft, _ = talk(until("details"), BACK)
        assert labels(draft)[-3:] == ["nav-keep", "nav-back", "nav-cancel"]
        assert labels(talk(until("confirm"), Reply(edit="phone"))[0])[0] == "nav-skip"

    def test_a_button_carries_flow_question_and_option(self) -> None:
        shown = prompt(TREES, until("sort"), Asked(SORT), say)
        assert shown.buttons[0] == Button("sort-plane", "trees:sort:plane")
        assert shown.buttons[-2:] == (
            Button("nav-back", "nav:back:trees:sort"),
            Button("nav-cancel", "nav:cancel:trees:sort"),
        )

    def test_the_confirming_button_carries_the_stamp_of_what_is_shown(self) -> None:
        draft = until("confirm")
        assert prompt(TREES, draft, Asked(CONFIRM), say).buttons[0].tap == f"trees:confirm:send.{draft.stamp}"

    def test_without_listed_questions_there_is_nothing_to_edit(self) -> None:
        confirm = choice("confirm", Confirm, "confirm")
        flow = Flow("brief", (confirm,), lambda _: iter((confirm,)), confirm)
        shown = prompt(flow, Draft(), Asked(confirm), say)
        assert [button.label for button in shown.buttons] == ["confirm-send", "nav-cancel"]
        assert "nav-edit" not in required_keys(flow)
        assert "edit-which" not in required_keys(flow)

    def test_what_was_offered_is_kept_as_taps_and_labels(self) -> None:
        shown = prompt(TREES, Draft(), Asked(KIND), say)
        assert offered(shown)[0] == ("trees:kind:fallen", "kind-fallen")

    @given(st.integers(1, 20), st.text(min_size=1, max_size=8))
    def test_no_tap_is_longer_than_64_bytes(self, length: int, value: str) -> None:
        name, key, option = (
            "f" * (21 - length),
            "q" * length,
            (value * 8).encode()[:32].decode(errors="ignore"),
        )
        confirm = pick(key, lambda _: (Option(option or "o", "=o"),), listed=True)
        flow = Flow(name, (confirm,), lambda _: iter((confirm,)), confirm)
        shown = prompt(flow, Draft(), Asked(confirm), say)
        menu = prompt(flow, Draft(), Editing((confirm,)), say)
        taken = [button.tap for button in (*shown.buttons, *menu.buttons)]
        assert max(len(tap.encode()) for tap in taken) <= taps.LONGEST == 64


class TestEditMenu:
    def test_each_listed_answer_may_be_chosen_and_back_returns_to_the_open_question(self) -> None:
        draft, outcome = talk(until("spot"), EDIT)
        assert isinstance(outcome, Editing)
        shown = prompt(TREES, draft, outcome, say)
        assert (shown.text, shown.ask) == ("edit-which", Ask.CHOICE)
        assert offered(shown) == [
            ("edit:kind:trees", "name-trees-kind"),
            ("edit:sort:trees", "name-trees-sort"),
            ("edit:height:trees", "name-trees-height"),
            ("edit:spot:trees", "nav-back"),
        ]
        back = reply_for("trees", "", "edit:spot:trees", [], shown.ask)
        assert back is not None
        draft, outcome = advance(TREES, draft, back)
        assert outcome == Asked(SPOT)
        assert talk(draft, says("12 School Lane"))[0].cursor is None

    def test_a_finished_draft_has_nowhere_to_go_back_to(self) -> None:
        draft = until("confirm")
        draft, _ = talk(draft, tap(CONFIRM, "send", draft.stamp))
        assert [b.label for b in prompt(TREES, draft, Editing((KIND,)), say).buttons] == ["name-trees-kind"]


class TestRequiredKeys:
    KEYS = required_keys(TREES)

    def test_they_hold_the_questions_but_no_facts(self) -> None:
        assert {key for key in self.KEYS if key.startswith("ask-")} == {
            f"ask-trees-{question.key}" for question in TREES.questions if question.key != "known"
        }

    def test_they_hold_labels_and_hints_of_every_branch_and_no_ready_words(self) -> None:
        assert {
            "sort-plane",
            "sort-oak",
            "sort-fig",
            "market-new",
            "place-here",
            "yesno-yes",
            "when-earlier",
        } <= self.KEYS
        assert "hint-fallen" in self.KEYS
        assert not {key for key in self.KEYS if not key or key.startswith("=")}

    def test_they_hold_reasons_moves_names_and_what_may_be_caught(self) -> None:
        assert {
            "reask-gone",
            "reask-changed",
            "height-odd",
            "reask-many-files",
            "place-how-here",
        } <= self.KEYS
        assert {key for key in self.KEYS if key.startswith("nav-")} == {
            "nav-back", "nav-cancel", "nav-done", "nav-edit", "nav-keep", "nav-skip",
        }  # fmt: skip
        assert {key for key in self.KEYS if key.startswith("caught-")} == {
            "caught-spot", "caught-details", "caught-photos", "caught-phone",
        }  # fmt: skip
        assert "name-trees-kind" in self.KEYS
        assert "name-trees-confirm" not in self.KEYS

    def test_a_flow_of_one_required_choice_needs_little(self) -> None:
        mood = choice("mood", Confirm, "mood")
        assert required_keys(Flow("mood", (mood,), lambda _: iter((mood,)))) == {
            "ask-mood-mood", "mood-send", "nav-back", "nav-cancel", "nav-keep", "reask-choice",
            "reask-required", "reask-gone", "reask-changed", "reask-first",
        }  # fmt: skip


class TestSurvey:
    def test_every_declared_question_can_be_reached(self) -> None:
        found = survey(TREES)
        assert found.questions == {question.key for question in TREES.questions} - {"known"}
        assert found.unforeseen == set()

    def test_an_answer_that_cannot_be_foreseen_is_named_and_a_sample_stands_for_it(self) -> None:
        story = text("story")

        def by_words(answers: Answers) -> Iterator[Question[Any]]:
            yield story
            if "road" in answers[story]:
                yield HEIGHT

        flow = Flow("curious", (story, HEIGHT), by_words)
        assert survey(flow).unforeseen == {"story"}
        found = survey(flow, {"story": [STORY, "nothing"]})
        assert (found.questions, found.unforeseen) == ({"story", "height"}, set())

    def test_a_sample_stands_beside_the_default(self) -> None:
        weather = text("weather", default="dry")

        def path(answers: Answers) -> Iterator[Question[Any]]:
            yield weather
            yield PHOTOS if answers[weather] == "dry" else HEIGHT

        found = survey(Flow("sky", (weather, PHOTOS, HEIGHT), path), {"weather": ["wet"]})
        assert found.questions == {"weather", "photos", "height"}


def test_a_dialogue_by_typing_alone_reaches_the_end() -> None:
    draft = Draft(seed="s")
    outcome: Outcome = current(TREES, draft)
    for typed in ("2", "sort-oak", "2", STORY, "bỏ qua", "0900 000 001", "confirm send"):
        assert isinstance(outcome, Asked)
        shown = prompt(TREES, draft, outcome, say, summary)
        reply = reply_for("trees", typed, None, offered(shown), shown.ask)
        assert reply is not None
        draft, outcome = advance(TREES, draft, reply)
    assert not isinstance(outcome, Asked)
    assert draft.answers["spot"] == {"market": "new"}
