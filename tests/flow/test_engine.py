"""One step of a conversation, rule by rule."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.core.messages import Attachment, MediaKind, Point
from bot.flow.engine import (
    Answers,
    Asked,
    Cancelled,
    Done,
    Draft,
    Editing,
    Flow,
    Nav,
    Option,
    Question,
    Reply,
    Restarted,
    Stored,
    advance,
    before,
    current,
    file_of,
    steps,
)
from bot.flow.fields import choice, fact, media, place, text
from tests.flow.trees import (
    BACK,
    CONFIRM,
    DETAILS,
    DONE,
    EDIT,
    HEIGHT,
    HERE,
    KIND,
    KNOWN,
    NEIGHBOURS,
    PHONE,
    PHOTOS,
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
    caught,
    finished,
    path,
    photo,
    reason,
    says,
    side,
    talk,
    tap,
    thaw,
    until,
)

TODAY = {"day": "today", "text": ""}


def test_a_report_is_asked_in_the_order_of_the_path_and_ends_with_the_answers_on_it() -> None:
    draft, outcome = talk(
        Draft(seed="s"), tap(KIND, "fallen"), tap(SORT, "lime"), says("7.5"), says("Gate of the school"),
        says(STORY), photo("p1"), DONE, says("0900 000 001"),
    )  # fmt: skip
    assert asked(outcome) == "confirm"
    _, outcome = talk(draft, tap(CONFIRM, "send", draft.stamp))
    assert finished(outcome) == {
        "kind": "fallen",
        "sort": "lime",
        "height": {"metres": 7.5},
        "spot": {"text": "Gate of the school"},
        "when": TODAY,
        "details": STORY,
        "photos": {"items": [{"id": "p1", "kind": "photo", "name": ""}], "done": True},
        "phone": "0900000001",
        "confirm": "send",
    }


def test_a_reply_that_does_not_answer_is_asked_again_with_a_reason_and_its_numbers() -> None:
    draft, outcome = talk(until("details"), says("short"))
    assert isinstance(outcome, Asked)
    assert (outcome.question, outcome.reason, outcome.args) == (DETAILS, "reask-short", {"least": 10})
    assert "details" not in draft.answers


def test_a_sticker_says_nothing_and_is_asked_again() -> None:
    assert reason(talk(until("kind"), Reply())[1]) == "reask-choice"


def test_a_required_question_cannot_be_skipped_and_an_optional_one_can() -> None:
    assert reason(talk(until("kind"), SKIP)[1]) == "reask-required"
    draft, outcome = talk(until("phone"), SKIP)
    assert (asked(outcome), draft.answers["phone"]) == ("confirm", None)


def test_cancel_and_restart_leave_the_draft_as_it_is() -> None:
    draft = until("details")
    assert talk(draft, Reply(nav=Nav.CANCEL)) == (thaw(TREES, draft), Cancelled())
    assert talk(draft, Reply(nav=Nav.RESTART)) == (thaw(TREES, draft), Restarted())


class TestGoingBack:
    def test_back_asks_the_one_before_and_its_answer_returns_to_the_first_open_question(self) -> None:
        draft, outcome = talk(until("details"), BACK)
        assert asked(outcome) == "spot", "a default that was never asked is passed over"
        draft, outcome = talk(draft, says("Behind the school"))
        assert (asked(outcome), draft.cursor) == ("details", None)

    def test_back_twice_goes_two_questions_back(self) -> None:
        assert asked(talk(until("details"), BACK, BACK)[1]) == "height"

    def test_back_from_the_first_question_says_that_there_is_nothing_before(self) -> None:
        draft, outcome = talk(Draft(), BACK)
        assert (asked(outcome), reason(outcome), draft.cursor) == ("kind", "reask-first", None)

    def test_skipping_a_revisited_question_keeps_its_answer(self) -> None:
        draft, outcome = talk(until("details"), BACK, SKIP)
        assert (asked(outcome), draft.answers["spot"]) == ("details", {"market": "old"})
        draft, outcome = talk(
            until("confirm"), Reply(edit="phone"), says("0900 000 001"), Reply(edit="phone"), SKIP
        )
        assert (asked(outcome), draft.answers["phone"]) == ("confirm", "0900000001")

    def test_a_revisited_question_without_a_valid_answer_is_skipped_like_any_other(self) -> None:
        draft = replace(until("phone"), cursor="phone")
        assert talk(draft, SKIP)[0].answers["phone"] is None

    def test_a_default_that_was_changed_is_one_of_the_questions_before(self) -> None:
        draft, _ = talk(until("details"), Reply(edit="when"), says("sáng nay"))
        assert draft.answers["when"] == {"day": "today", "text": "sáng nay"}
        assert before(TREES, draft, DETAILS)[-1] is WHEN
        assert asked(talk(draft, BACK)[1]) == "when"

    def test_back_from_a_default_that_is_revisited_goes_to_the_one_before_it(self) -> None:
        assert asked(talk(until("photos"), Reply(edit="when"), BACK)[1]) == "spot"

    def test_before_the_end_every_question_was_before(self) -> None:
        assert before(TREES, until("sort"), None) == [KIND, SORT]


class TestEditing:
    def test_the_menu_holds_the_listed_questions_that_are_answered(self) -> None:
        draft = until("details")
        assert talk(draft, EDIT)[1] == Editing((KIND, SORT, HEIGHT, SPOT, WHEN))

    def test_with_nothing_to_edit_the_question_is_asked_again(self) -> None:
        assert reason(talk(Draft(), EDIT)[1]) == "reask-first"

    def test_editing_opens_and_closes_a_branch_and_the_answers_off_the_path_stay_out(self) -> None:
        draft, outcome = talk(until("confirm"), Reply(edit="kind"), tap(KIND, "roots"))
        assert asked(outcome) == "sort", "this sort does not go with that kind"
        draft, outcome = talk(draft, tap(SORT, "fig"))
        assert asked(outcome) == "neighbours"
        draft, outcome = talk(draft, tap(NEIGHBOURS, "yes"))
        assert asked(outcome) == "confirm"
        done = finished(talk(draft, tap(CONFIRM, "send", draft.stamp))[1])
        assert "height" in draft.answers
        assert "height" not in done

    def test_an_unknown_key_is_pointed_out_and_changes_nothing(self) -> None:
        draft, outcome = talk(until("details"), Reply(edit="nonsense"))
        assert (asked(outcome), reason(outcome), draft.cursor) == ("details", "reask-gone", None)

    def test_a_key_that_the_question_had_before_is_known(self) -> None:
        draft, outcome = talk(until("details"), Reply(edit="where"))
        assert (asked(outcome), draft.cursor) == ("spot", "spot")

    def test_a_default_is_shown_but_only_asked_when_it_is_edited(self) -> None:
        draft, outcome = talk(until("confirm"), Reply(edit="when"))
        assert asked(outcome) == "when"
        draft, outcome = talk(draft, tap(WHEN, "yesterday"))
        assert (asked(outcome), draft.answers["when"]) == ("confirm", {"day": "yesterday", "text": ""})

    def test_a_cursor_that_left_the_path_is_forgotten(self) -> None:
        draft = replace(until("sort"), cursor="height")
        draft, outcome = talk(draft, tap(SORT, "lime"))
        assert (asked(outcome), draft.cursor) == ("height", None)


class TestOldButtons:
    def test_a_tap_on_an_old_button_edits_that_question(self) -> None:
        draft, outcome = talk(until("details"), tap(SORT, "lime"))
        assert (asked(outcome), draft.answers["sort"]) == ("details", "lime")

    def test_a_tap_on_a_question_that_left_the_path_points_to_the_current_one(self) -> None:
        draft = until("details", talk(Draft(), tap(KIND, "dry"))[0])
        for old in (tap(NEIGHBOURS, "yes"), tap(CONFIRM, "send"), Reply(question="nonsense", option="x")):
            after, outcome = talk(draft, old)
            assert (asked(outcome), reason(outcome), after) == ("details", "reask-gone", draft)

    def test_a_tap_on_an_option_that_is_gone_points_to_the_current_question(self) -> None:
        _, outcome = talk(until("details"), tap(SORT, "fig"))
        assert (asked(outcome), reason(outcome)) == ("details", "reask-gone")

    def test_an_option_that_was_renamed_is_still_understood(self) -> None:
        draft, outcome = talk(Draft(), tap(KIND, "toppled"))
        assert (asked(outcome), draft.answers["kind"]) == ("sort", "fallen")

    def test_a_double_tap_on_skip_skips_once(self) -> None:
        skip = Reply(nav=Nav.SKIP, question="photos")
        draft, outcome = talk(until("photos"), skip)
        assert asked(outcome) == "phone"
        after, outcome = talk(draft, skip)
        assert (asked(outcome), reason(outcome), after) == ("phone", "reask-gone", draft)

    def test_a_double_tap_on_back_goes_back_once(self) -> None:
        back = Reply(nav=Nav.BACK, question="details")
        _, outcome = talk(until("details"), back, back)
        assert (asked(outcome), reason(outcome)) == ("spot", "reask-gone")

    def test_a_second_tap_on_send_after_the_end_is_still_the_end(self) -> None:
        draft = until("confirm")
        send = tap(CONFIRM, "send", draft.stamp)
        draft, outcome = talk(draft, send)
        assert finished(outcome) == finished(talk(draft, send)[1])


class TestConfirming:
    def test_a_confirmation_holds_only_for_the_answers_it_was_shown_with(self) -> None:
        draft = until("confirm")
        send = tap(CONFIRM, "send", draft.stamp)
        changed, _ = talk(draft, photo("late"))
        after, outcome = talk(changed, DONE, send)
        assert (asked(outcome), reason(outcome)) == ("confirm", "reask-changed")
        assert isinstance(talk(after, tap(CONFIRM, "send", after.stamp))[1], Done)

    def test_without_a_stamp_nothing_is_sent(self) -> None:
        assert reason(talk(until("confirm"), tap(CONFIRM, "send"))[1]) == "reask-changed"

    def test_the_same_answers_in_another_draft_are_another_confirmation(self) -> None:
        draft = until("confirm")
        assert replace(draft, seed="other").stamp != draft.stamp

    def test_sending_while_an_answer_is_revisited_sends(self) -> None:
        draft = until("confirm")
        assert isinstance(talk(draft, Reply(edit="kind"), tap(CONFIRM, "send", draft.stamp))[1], Done)

    def test_a_photo_beside_the_confirming_words_is_shown_first(self) -> None:
        draft = until("confirm")
        sending = replace(tap(CONFIRM, "send", draft.stamp), files=(Stored("late", "photo"),))
        draft, outcome = talk(draft, sending)
        assert (asked(outcome), caught(outcome)) == ("photos", ("photos",))
        assert "confirm" not in draft.answers


class TestTooEarly:
    @pytest.mark.parametrize("at", ["kind", "sort", "height"])
    def test_a_photo_a_place_and_words_sent_early_fill_their_questions(self, at: str) -> None:
        draft, outcome = talk(until(at), photo("p1"), Reply(point=HERE), says(STORY))
        assert (asked(outcome), reason(outcome)) == (at, None)
        assert draft.answers["photos"]["items"] == [{"id": "p1", "kind": "photo", "name": ""}]
        assert draft.answers["spot"] == {"point": [21.0, 105.8, 12.0], "verdict": "north"}
        assert draft.answers["details"] == STORY

    def test_what_was_taken_is_named(self) -> None:
        assert caught(talk(Draft(), photo("p1", STORY))[1]) == ("details", "photos")

    def test_an_early_photo_leaves_its_question_open_for_more(self) -> None:
        draft = until("photos", talk(Draft(), photo("p1"))[0])
        draft, outcome = talk(draft, photo("p2"))
        assert (asked(outcome), caught(outcome)) == ("photos", ("photos",))
        draft, outcome = talk(draft, SKIP)
        assert asked(outcome) == "phone"
        assert [item["id"] for item in draft.answers["photos"]["items"]] == ["p1", "p2"], (
            "skipping loses none"
        )

    def test_a_photo_after_the_photos_are_closed_is_added_without_asking_again(self) -> None:
        draft, _ = talk(until("photos"), photo("p1"), DONE)
        draft, outcome = talk(draft, photo("p2"))
        assert (asked(outcome), caught(outcome)) == ("phone", ("photos",))
        assert len(draft.answers["photos"]["items"]) == 2

    def test_a_later_text_does_not_overwrite_the_details(self) -> None:
        draft, outcome = talk(until("kind"), says(STORY), says("I really do not know which one"))
        assert (draft.answers["details"], reason(outcome)) == (STORY, "reask-choice")

    def test_words_typed_at_the_photos_become_the_details_if_there_are_none(self) -> None:
        flow = Flow("short", (PHOTOS, DETAILS), lambda _: iter((PHOTOS, DETAILS)))
        draft, outcome = talk(Draft(), says(STORY), flow=flow)
        assert (asked(outcome), caught(outcome), draft.answers) == (
            "photos",
            ("details",),
            {"details": STORY},
        )

    def test_words_typed_at_the_photos_after_the_details_are_told_what_is_wanted(self) -> None:
        draft, outcome = talk(until("photos"), says("Wait a moment, please"))
        assert (reason(outcome), draft.answers["details"]) == ("reask-files", STORY)

    def test_a_caption_is_added_to_the_details_and_names_the_photo(self) -> None:
        draft, outcome = talk(until("photos"), photo("p1", "Here is the broken trunk"))
        assert draft.answers["details"] == f"{STORY}\nHere is the broken trunk"
        assert draft.answers["photos"]["items"][0]["name"] == "Here is the broken trunk"
        assert caught(outcome) == ("photos", "details")

    def test_a_photo_beside_the_words_that_were_asked_for_is_taken_too(self) -> None:
        draft, outcome = talk(until("details"), photo("p1", STORY))
        assert (draft.answers["details"], caught(outcome), asked(outcome)) == (STORY, ("photos",), "photos")

    def test_a_point_sent_at_the_words_is_taken_and_the_words_are_asked_again(self) -> None:
        draft, outcome = talk(until("details"), Reply(point=Point(-1.0, 2.0)))
        assert (asked(outcome), reason(outcome), caught(outcome)) == ("details", None, ("spot",))
        assert draft.answers["spot"] == {"market": "old", "point": [-1.0, 2.0, None], "verdict": "south"}

    def test_the_words_of_a_venue_belong_to_the_place(self) -> None:
        draft, outcome = talk(Draft(), Reply(text="School of the three elms", point=HERE))
        assert draft.answers["spot"]["text"] == "School of the three elms"
        assert caught(outcome) == ("spot",)

    def test_a_shared_contact_fills_the_phone(self) -> None:
        draft, outcome = talk(Draft(), Reply(phone="+84 900 000 001"))
        assert (asked(outcome), draft.answers["phone"]) == ("kind", "84900000001")

    def test_a_place_off_the_globe_is_refused_wherever_it_comes(self) -> None:
        draft, outcome = talk(Draft(), Reply(point=Point(91.0, 0.0)))
        assert (asked(outcome), reason(outcome), draft.answers) == ("kind", "reask-point", {})

    def test_a_photo_sent_while_going_back_is_kept(self) -> None:
        draft, outcome = talk(until("sort"), replace(BACK, files=(Stored("p1", "photo"),), text="quay lại"))
        assert (asked(outcome), caught(outcome), "details" in draft.answers) == ("kind", ("photos",), False)

    def test_too_many_files_keep_the_first_ones_and_say_so(self) -> None:
        many = Reply(files=tuple(Stored(f"p{n}", "photo") for n in range(5)))
        draft, outcome = talk(Draft(), many)
        assert isinstance(outcome, Asked)
        assert (outcome.question, outcome.reason, outcome.args) == (KIND, "reask-many-files", {"most": 3})
        assert [item["id"] for item in draft.answers["photos"]["items"]] == ["p0", "p1", "p2"]
        after, outcome = talk(draft, photo("p9"))
        assert (asked(outcome), reason(outcome), caught(outcome), after) == (
            "kind",
            "reask-many-files",
            (),
            draft,
        )

    def test_too_many_files_at_their_own_question_keep_the_first_ones_too(self) -> None:
        many = Reply(files=tuple(Stored(f"p{n}", "photo") for n in range(5)))
        draft, outcome = talk(until("photos"), many)
        assert (asked(outcome), reason(outcome), caught(outcome)) == (
            "photos",
            "reask-many-files",
            ("photos",),
        )
        after, outcome = talk(draft, photo("p9"))
        assert (reason(outcome), caught(outcome), after) == ("reask-many-files", (), draft)
        assert len(draft.answers["photos"]["items"]) == 3

    def test_too_many_files_are_told_even_when_their_caption_was_taken(self) -> None:
        many = Reply(text="Here is the broken trunk", files=tuple(Stored(f"p{n}", "photo") for n in range(5)))
        _, outcome = talk(until("photos"), many)
        assert (reason(outcome), caught(outcome)) == ("reask-many-files", ("photos", "details"))

    def test_words_that_their_own_question_refused_are_not_taken_after_all(self) -> None:
        story = text("story", least=20, catches=5)
        flow = Flow("strict", (story,), lambda _: iter((story,)))
        draft, outcome = talk(Draft(), says("a fallen tree"), flow=flow)
        assert (reason(outcome), draft.answers) == ("reask-short", {})

    def test_the_words_of_a_move_are_no_answer_to_anything(self) -> None:
        flow = Flow("short", (PHOTOS, DETAILS), lambda _: iter((PHOTOS, DETAILS)))
        draft, outcome = talk(Draft(), replace(DONE, text=STORY), flow=flow)
        assert (asked(outcome), draft.answers) == ("details", {"photos": None})

    def test_an_early_photo_or_place_fills_one_question_of_its_kind(self) -> None:
        kinds = (KIND, media("first"), media("second"), place("from", judge=side), place("to", judge=side))
        flow = Flow("two", kinds, lambda _: iter(kinds))
        draft, outcome = talk(Draft(), replace(photo("a"), point=HERE), flow=flow)
        assert (caught(outcome), set(draft.answers)) == (("first", "from"), {"first", "from"})

    def test_each_part_of_a_message_is_used_once(self) -> None:
        first, second = media("first"), media("second")
        flow = Flow("two", (first, second), lambda _: iter((first, second)))
        draft, outcome = talk(Draft(), photo("a"), DONE, photo("b"), flow=flow)
        assert [len(draft.answers[key]["items"]) for key in ("first", "second")] == [1, 1]
        assert asked(outcome) == "second"


class TestStoredDrafts:
    def test_answers_are_adopted_under_todays_names_and_values(self) -> None:
        stored = {"where": {"text": "At the old gate"}, "kind": "toppled", "gone": 1, "details": None}
        assert TREES.adopt(stored) == {"spot": {"text": "At the old gate"}, "kind": "fallen", "details": None}

    def test_todays_name_wins_over_an_old_one(self) -> None:
        for stored in ({"where": 1, "spot": 2}, {"spot": 2, "where": 1}):
            assert TREES.adopt(stored) == {"spot": 2}

    def test_a_cursor_under_an_old_name_still_points(self) -> None:
        draft = replace(until("details"), cursor="where")
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
            replace(draft, answers={**draft.answers, "colour": "red"}), tap(CONFIRM, "send", draft.stamp)
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
        assert steps(TREES, replace(until("confirm"), cursor="sort")) == (2, 8)
        assert steps(TREES, replace(until("confirm"), cursor="when")) == (5, 9)

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
        assert Answers({}).raw(WHEN) == TODAY

    def test_a_question_is_found_under_every_name_it_had(self) -> None:
        assert TREES.question("where") is TREES.question("spot") is SPOT
        assert TREES.question("nowhere") is None

    def test_a_fact_that_does_not_load_is_not_known(self) -> None:
        age = fact("age", int)
        assert age not in Answers({"age": "old"})


def test_an_attachment_becomes_a_stored_file() -> None:
    assert file_of(Attachment("ref", MediaKind.VOICE, "note"), "e1") == Stored("e1", "voice", "note")
