"""What is stored: drafts of an older release, facts, progress, flows that cannot work."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.core.messages import Attachment, MediaKind
from bot.flow.engine import (
    Answers,
    Asked,
    Done,
    Draft,
    Flow,
    Option,
    Question,
    Reply,
    Stored,
    advance,
    current,
    file_of,
    steps,
)
from bot.flow.fields import choice, fact, text
from tests.flow.trees import (
    BACK,
    CONFIRM,
    DETAILS,
    DONE,
    EDIT,
    HERE,
    KIND,
    KNOWN,
    PHONE,
    QUESTIONS,
    SKIP,
    SORT,
    SPOT,
    STORY,
    TREES,
    WHEN,
    Confirm,
    Kind,
    asked,
    finished,
    path,
    photo,
    reason,
    says,
    talk,
    tap,
    until,
)


class TestStoredDrafts:
    def test_answers_are_adopted_under_todays_names_and_values(self) -> None:
        stored = {"where": {"text": "At the old gate"}, "kind": "toppled", "gone": 1, "details": None}
        assert TREES.adopt(stored) == {"spot": {"text": "At the old gate"}, "kind": "fallen", "details": None}

    def test_todays_name_wins_over_an_old_one(self) -> None:
        for stored in ({"where": 1, "spot": 2}, {"spot": 2, "where": 1}):
            assert TREES.adopt(stored) == {"spot": 2}

    def test_a_cursor_under_an_old_name_still_points(self) -> None:
        draft = until("details").at("where")
        assert asked(current(TREES, draft)) == "spot"
        draft, outcome = talk(draft, SKIP)
        assert (asked(outcome), draft.cursor, draft.answers["spot"]) == ("details", None, {"market": "old"})

    @pytest.mark.parametrize(
        "garbage", [1, 1.5, True, "?", "", [], [1], {}, {"items": 3}, {"point": ["a"]}, {"day": 7}]
    )
    @pytest.mark.parametrize("key", [q.key for q in QUESTIONS])
    def test_garbage_is_asked_again_and_never_raises(self, key: str, garbage: object) -> None:
        draft = Draft({**until("confirm").answers, key: garbage})
        assert isinstance(current(TREES, draft), Asked | Done)
        for reply in (
            says(STORY),
            photo("p1"),
            Reply(point=HERE),
            DONE,
            SKIP,
            BACK,
            EDIT,
            Reply(phone="0900000001"),
        ):
            advance(TREES, draft, reply)
        assert steps(TREES, draft) is None or isinstance(steps(TREES, draft), tuple)

    def test_an_option_that_a_deploy_removed_is_asked_again(self) -> None:
        assert asked(current(TREES, Draft({"kind": "hollow", "sort": "lime"}))) == "kind"

    def test_a_question_that_became_required_is_asked_again(self) -> None:
        assert asked(current(TREES, Draft({**until("confirm").answers, "details": None}))) == "details"

    def test_a_draft_that_an_older_question_set_left_goes_on_under_this_one(self) -> None:
        old_where = text("where", least=3)
        old_kind = choice("kind", Kind, "kind")
        old = Flow(
            "trees", (old_kind, old_where, CONFIRM), lambda _: iter((old_kind, old_where, CONFIRM)), CONFIRM
        )
        draft, outcome = talk(Draft(seed="s"), tap(old_kind, "dry"), says("Gate of the school"), flow=old)
        assert asked(outcome) == "confirm"
        draft, outcome = talk(
            draft.changed({**draft.answers, "colour": "red"}, draft.cursor), tap(CONFIRM, "send", draft.stamp)
        )
        assert (asked(outcome), reason(outcome)) == ("sort", "reask-gone"), "the new questions come first"
        assert "colour" not in draft.answers
        draft, outcome = talk(draft, tap(SORT, "oak"))
        assert asked(outcome) == "spot", "an answer in words no longer fits the place and is asked again"


class TestFacts:
    def test_a_fact_changes_the_path_and_is_no_answer(self) -> None:
        draft = until("confirm", Draft({"known": True}, seed="s"))
        assert "phone" not in draft.answers
        done = finished(talk(draft, tap(CONFIRM, "send", draft.stamp))[1])
        assert "known" not in done

    def test_nobody_can_tap_or_type_a_fact(self) -> None:
        for forged in (tap(KNOWN, "x"), Reply(edit="known")):
            draft, outcome = talk(until("details"), forged)
            assert (reason(outcome), "known" in draft.answers) == ("reask-gone", False)
        lone = Flow("lone", (KNOWN,), lambda _: iter((KNOWN,)))
        assert reason(talk(Draft(), says("true"), flow=lone)[1]) == "reask-gone"


class TestSteps:
    def test_the_steps_are_counted_as_far_as_they_can_be_foreseen(self) -> None:
        assert steps(TREES, Draft()) == (1, 8)
        assert steps(TREES, Draft({"kind": "dry"})) == (2, 7)
        assert steps(TREES, until("confirm")) == (8, 8)

    def test_a_revisited_question_has_its_own_step(self) -> None:
        assert steps(TREES, until("confirm").at("sort")) == (2, 8)
        assert steps(TREES, until("confirm").at("when")) == (5, 9)

    def test_a_finished_draft_has_no_step(self) -> None:
        draft = until("confirm")
        assert steps(TREES, talk(draft, tap(CONFIRM, "send", draft.stamp))[0]) is None

    def test_a_path_that_looks_at_open_words_is_counted_up_to_there(self) -> None:
        def curious(answers: Answers) -> Iterator[Question[Any]]:
            yield KIND
            yield DETAILS
            if "road" in answers[DETAILS]:
                yield SPOT

        flow = Flow("curious", (KIND, DETAILS, SPOT), curious)
        assert steps(flow, Draft()) == (1, 2)


class TestMakingFlows:
    def test_a_flow_without_questions_on_its_path_is_done(self) -> None:
        flow = Flow("empty", (KIND,), lambda _: iter(()))
        assert talk(Draft(), says("hello there"), flow=flow)[1] == Done({})

    def test_a_flow_without_a_confirmation_is_done_with_its_last_answer(self) -> None:
        flow = Flow("brief", (KIND,), lambda _: iter((KIND,)))
        assert talk(Draft(), tap(KIND, "dry"), flow=flow)[1] == Done({"kind": "dry"})

    @pytest.mark.parametrize("name", ["", "nav", "edit", "a:b"])
    def test_a_name_that_taps_could_not_carry_is_refused(self, name: str) -> None:
        with pytest.raises(ValueError, match="cannot be the name"):
            Flow(name, (KIND,), path)

    @pytest.mark.parametrize("key", ["", "a:b", "k" * 26])
    def test_a_key_that_does_not_fit_on_a_button_is_refused(self, key: str) -> None:
        with pytest.raises(ValueError, match="does not fit"):
            Flow("trees", (text(key),), path)

    def test_a_confirmation_needs_room_for_its_stamp(self) -> None:
        confirm = choice("c" * 17, Confirm, "confirm")
        Flow("trees", (confirm,), path)
        with pytest.raises(ValueError, match="does not fit"):
            Flow("trees", (confirm,), path, confirm)

    def test_a_key_is_used_once_in_all_its_history(self) -> None:
        with pytest.raises(ValueError, match="twice"):
            Flow("trees", (text("spot"), text("place", was=("spot",))), path)

    @pytest.mark.parametrize("value", ["", "v" * 33, "ệ" * 11])
    def test_an_option_has_a_value_of_1_to_32_bytes(self, value: str) -> None:
        with pytest.raises(ValueError, match="32 bytes"):
            Option(value, "label")


class TestAnswers:
    def test_answers_are_read_through_the_questions(self) -> None:
        answers = Answers({"kind": "dry", "phone": None, "details": 5})
        assert answers[KIND] is Kind.DRY
        assert answers.given(KIND) is Kind.DRY
        assert (answers.given(PHONE), answers.given(DETAILS), answers.given(SPOT)) == (None, None, None)
        assert "kind" not in answers
        with pytest.raises(KeyError):
            answers[PHONE]
        with pytest.raises(KeyError):
            answers[SPOT]

    def test_the_default_counts_until_another_answer_is_given(self) -> None:
        assert WHEN in Answers({})
        assert Answers({}).raw(WHEN) == {"day": "today", "text": ""}

    def test_a_question_is_found_under_every_name_it_had(self) -> None:
        assert TREES.question("where") is TREES.question("spot") is SPOT
        assert TREES.question("nowhere") is None

    def test_a_fact_that_does_not_load_is_not_known(self) -> None:
        age = fact("age", int)
        assert age not in Answers({"age": "old"})


def test_an_attachment_becomes_a_stored_file() -> None:
    assert file_of(Attachment("ref", MediaKind.VOICE, "note"), "e1") == Stored("e1", "voice", "note")
