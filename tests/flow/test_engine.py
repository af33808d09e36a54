"""One step of a conversation, rule by rule."""

import msgspec

from bot.flow.engine import (
    Asked,
    Cancelled,
    Done,
    Draft,
    Editing,
    Nav,
    Reply,
    Restarted,
    Stored,
    before,
)
from tests.flow.trees import (
    BACK,
    CONFIRM,
    DETAILS,
    DONE,
    EDIT,
    HEIGHT,
    KIND,
    NEIGHBOURS,
    SKIP,
    SORT,
    SPOT,
    STORY,
    TREES,
    WHEN,
    asked,
    caught,
    finished,
    photo,
    reason,
    says,
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
        draft = until("phone").at("phone")
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
        draft = until("sort").at("height")
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
        assert msgspec.structs.replace(draft, seed="other").stamp != draft.stamp

    def test_sending_while_an_answer_is_revisited_sends(self) -> None:
        draft = until("confirm")
        assert isinstance(talk(draft, Reply(edit="kind"), tap(CONFIRM, "send", draft.stamp))[1], Done)

    def test_a_photo_beside_the_confirming_words_is_shown_first(self) -> None:
        draft = until("confirm")
        sending = msgspec.structs.replace(tap(CONFIRM, "send", draft.stamp), files=(Stored("late", "photo"),))
        draft, outcome = talk(draft, sending)
        assert (asked(outcome), caught(outcome)) == ("photos", ("photos",))
        assert "confirm" not in draft.answers
