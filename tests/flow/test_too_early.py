"""Anything useful may come at any time, and fills its question."""

import pytest
from msgspec.structs import replace

from bot.core.messages import Point
from bot.flow.engine import (
    Asked,
    Draft,
    Flow,
    Reply,
    Stored,
)
from bot.flow.fields import media, place, text
from tests.flow.trees import (
    BACK,
    DETAILS,
    DONE,
    HERE,
    KIND,
    PHOTOS,
    SKIP,
    STORY,
    asked,
    caught,
    photo,
    reason,
    says,
    side,
    talk,
    until,
)


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
