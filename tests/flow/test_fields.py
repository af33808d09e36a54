"""The kinds of question: what each takes, what it refuses, what it loads."""

import math
from typing import Any

import pytest

from bot.core.errors import Partly, Reask
from bot.core.messages import Ask, Point
from bot.flow.engine import Answers, Json, Nav, Option, Question, Reply, Stored
from bot.flow.fields import (
    Day,
    Files,
    Place,
    When,
    YesNo,
    amounts,
    choice,
    clean,
    count,
    fact,
    has_words,
    media,
    phone,
    pick,
    place,
    text,
    when,
    yes_no,
)
from tests.flow.trees import DONE, HERE, MARKETS, Kind, digits, metres, photo, says, side

SPOT = place("spot", judge=side, markets=MARKETS)
AT_HERE = {"point": [21.0, 105.8, 12.0], "verdict": "north"}


def refused(question: Question[Any], reply: Reply, before: Json = None) -> str:
    with pytest.raises(Reask) as problem:
        question.parse(reply, before)
    assert problem.value.reason in {*question.reasons, "reask-gone"}
    return problem.value.reason


def caught(question: Question[Any], reply: Reply, before: Json = None) -> Json:
    assert question.catch is not None
    return question.catch(reply, before)


class TestChoices:
    def test_a_choice_takes_a_tap_and_nothing_else(self) -> None:
        kind = choice("kind", Kind, "kind")
        assert kind.parse(Reply(option="dry"), None) == "dry"
        assert kind.load("dry") is Kind.DRY
        assert refused(kind, says("something else")) == "reask-choice"
        assert kind.options(Answers({}))[0] == Option("fallen", "kind-fallen")

    def test_a_pick_may_say_in_its_own_words_what_it_wants(self) -> None:
        street = pick("street", lambda _: (Option("a", "=A"),), otherwise="reask-street")
        assert refused(street, says("?")) == "reask-street"

    def test_a_picked_answer_counts_only_while_it_is_offered(self) -> None:
        street = pick("street", lambda _: (Option("a", "=A"),))
        assert street in Answers({"street": "a"})
        assert street not in Answers({"street": "b"})
        assert street not in Answers({"street": ["a"]})

    def test_yes_and_no(self) -> None:
        assert yes_no("sure").load("yes") is YesNo.YES

    def test_a_fact_is_never_an_answer(self) -> None:
        assert refused(fact("age", int), says("7")) == "reask-gone"


class TestWords:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  cân \t thiếu  ", "cân thiếu"),
            ("ca\u0302n", "cân"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("a\n\n\n\n\nb\n", "a\n\nb"),
            ("\u202eright\u202c\u0000 \u200bhere\ud800", "right here"),
            ("no\u00a0break", "no break"),
            ("\u200b\ufeff", ""),
        ],
    )
    def test_text_is_cleaned_of_what_nobody_sees(self, typed: str, kept: str) -> None:
        assert clean(typed) == kept

    def test_an_emoji_alone_is_no_word(self) -> None:
        assert not has_words("👍 !")
        assert has_words("7")

    def test_words_have_a_least_and_a_most_length(self) -> None:
        details = text("details", least=3, most=5)
        assert details.parse(says(" four "), None) == "four"
        assert refused(details, says("ab")) == "reask-short"
        assert refused(details, says("abcdef")) == "reask-long"
        assert refused(details, says("👍👍👍")) == "reask-words"

    def test_only_a_text_loads(self) -> None:
        with pytest.raises(TypeError):
            text("details").load(5)

    def test_words_are_caught_when_they_are_long_enough_and_there_are_none_yet(self) -> None:
        details = text("details", most=30, catches=10)
        assert text("note").catch is None
        assert caught(details, says("the trunk is split")) == "the trunk is split"
        assert caught(details, says("hello")) is None
        assert caught(details, says("!!!!!!!!!!!!")) is None
        assert caught(details, says("the trunk is split"), "known already") is None
        assert caught(details, Reply(text="the trunk is split", point=HERE)) is None

    def test_a_caption_is_added_once_and_only_while_there_is_room(self) -> None:
        details = text("details", most=30, catches=10)
        assert caught(details, photo("p", "split trunk"), "a plane tree") == "a plane tree\nsplit trunk"
        assert caught(details, photo("p", "split trunk"), "a split trunk") is None
        with pytest.raises(Reask, match="reask-long"):
            caught(details, photo("p", "split trunk"), "a plane tree by the school")


class TestAmounts:
    HEIGHT = amounts("height", metres, refusals=("height-odd",))

    def test_a_number_is_an_answer(self) -> None:
        assert self.HEIGHT.ask is Ask.AMOUNTS
        assert self.HEIGHT.parse(says(" 12 m "), None) == {"metres": 12.0}
        assert self.HEIGHT.load({"metres": 12.0}) == {"metres": 12.0}

    def test_what_the_reader_cannot_read_is_asked_again(self) -> None:
        assert refused(self.HEIGHT, says("very high")) == "reask-amounts"
        assert refused(self.HEIGHT, says("up to 12")) == "height-odd"
        assert refused(self.HEIGHT, Reply()) == "reask-amounts"

    def test_what_would_not_load_again_is_not_stored(self) -> None:
        assert refused(amounts("height", lambda _: None), says("12")) == "reask-amounts"
        tall = amounts("height", metres, load=lambda raw: raw["feet"])
        assert refused(tall, says("12")) == "reask-amounts"


class TestPhone:
    PHONE = phone("phone", digits)

    def test_a_number_is_typed_or_shared(self) -> None:
        assert self.PHONE.optional
        assert self.PHONE.parse(says("0900 000 001"), None) == "0900000001"
        assert self.PHONE.parse(Reply(phone="+84900000001"), None) == "84900000001"
        assert refused(self.PHONE, says("call me")) == "reask-phone"

    def test_a_shared_contact_is_caught_unless_there_is_a_number(self) -> None:
        assert caught(self.PHONE, Reply(phone="0900 000 001")) == "0900000001"
        assert caught(self.PHONE, Reply(phone="0900 000 001"), "0900000002") is None
        assert caught(self.PHONE, says("0900 000 001")) is None
        with pytest.raises(Reask, match="reask-phone"):
            caught(self.PHONE, Reply(phone="1"))


class TestMedia:
    PHOTOS = media("photos", most=2)

    def test_files_are_gathered_until_they_are_closed(self) -> None:
        one = self.PHOTOS.parse(photo("a"), None)
        two = self.PHOTOS.parse(photo("b"), one)
        with pytest.raises(ValueError, match="still open"):
            self.PHOTOS.load(two)
        closed = self.PHOTOS.parse(DONE, two)
        assert self.PHOTOS.load(closed) == Files((Stored("a", "photo"), Stored("b", "photo")))
        assert (count(one), count(closed), count(None), count("text")) == (1, 2, 0, 0)

    def test_closing_without_files_is_skipping_where_that_is_allowed(self) -> None:
        assert self.PHOTOS.parse(DONE, None) is None
        assert refused(media("proof", optional=False), DONE) == "reask-files"
        assert refused(self.PHOTOS, says("no photo")) == "reask-files"

    def test_the_same_file_counts_once(self) -> None:
        one = self.PHOTOS.parse(photo("a"), None)
        assert self.PHOTOS.parse(photo("a"), one) == one

    def test_a_file_whose_caption_closes_is_kept_and_closes(self) -> None:
        closing = Reply(nav=Nav.DONE, files=(Stored("a", "photo"),))
        assert count(self.PHOTOS.parse(closing, None)) == 1
        assert self.PHOTOS.parse(closing, None)["done"] is True

    def test_a_caption_names_the_first_file_that_has_no_name_of_its_own(self) -> None:
        two = Reply(text="the \u202etrunk", files=(Stored("a", "photo"), Stored("b", "photo")))
        assert [item["name"] for item in self.PHOTOS.parse(two, None)["items"]] == ["the trunk", ""]
        named = Reply(text="the trunk", files=(Stored("a", "document", "x" * 200),))
        assert self.PHOTOS.parse(named, None)["items"][0]["name"] == "x" * 120

    def test_what_finds_no_room_is_told_and_what_found_some_is_kept(self) -> None:
        three = Reply(files=tuple(Stored(name, "photo") for name in "abc"))
        with pytest.raises(Partly) as part:
            self.PHOTOS.parse(three, None)
        assert (part.value.reason, part.value.args_, count(part.value.answer)) == (
            "reask-many-files",
            {"most": 2},
            2,
        )
        assert refused(self.PHOTOS, photo("d"), part.value.answer) == "reask-many-files"

    def test_a_late_file_leaves_the_list_closed_or_open_as_it_was(self) -> None:
        assert caught(self.PHOTOS, says("no file")) is None
        assert caught(self.PHOTOS, photo("a"))["done"] is False
        closed = self.PHOTOS.parse(DONE, self.PHOTOS.parse(photo("a"), None))
        assert caught(self.PHOTOS, photo("b"), closed)["done"] is True

    def test_skipping_keeps_what_was_sent(self) -> None:
        assert self.PHOTOS.skip(None) is None
        assert self.PHOTOS.skip(self.PHOTOS.parse(photo("a"), None))["done"] is True

    def test_an_empty_list_is_no_answer(self) -> None:
        with pytest.raises(ValueError, match="still open"):
            self.PHOTOS.load({"items": [], "done": True})


class TestWhen:
    WHEN = when()

    def test_it_is_today_unless_said_otherwise(self) -> None:
        assert Answers({})[self.WHEN] == When(Day.TODAY)

    @pytest.mark.parametrize(
        ("option", "day"), [("today", "today"), ("yesterday", "yesterday"), ("earlier", "other")]
    )
    def test_a_tap_names_the_day(self, option: str, day: str) -> None:
        assert option in {o.value for o in self.WHEN.options(Answers({}))}
        assert self.WHEN.parse(Reply(option=option), None) == {"day": day, "text": ""}

    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("Sáng nay lúc 8 giờ", Day.TODAY),
            ("this morning", Day.TODAY),
            ("chieu qua", Day.YESTERDAY),
            ("Hôm qua, khoảng trưa", Day.YESTERDAY),
            ("thứ bảy tuần trước", Day.OTHER),
            ("todays", Day.OTHER),
        ],
    )
    def test_words_are_kept_and_their_day_is_understood(self, typed: str, day: Day) -> None:
        assert self.WHEN.load(self.WHEN.parse(says(typed), None)) == When(day, typed)

    def test_neither_a_photo_nor_a_novel_is_a_time(self) -> None:
        assert refused(self.WHEN, photo("p")) == "reask-when"
        assert refused(self.WHEN, says("long ago " * 40)) == "reask-long"

    @pytest.mark.parametrize("raw", ["today", {"day": "someday"}, {"day": "today", "text": 1}, {}])
    def test_what_is_no_time_does_not_load(self, raw: Json) -> None:
        assert self.WHEN not in Answers({"when": raw})


class TestPlace:
    def test_a_market_is_tapped(self) -> None:
        stored = SPOT.parse(Reply(option="old"), None)
        assert SPOT.load(stored) == Place(market="old")

    def test_a_market_that_is_no_longer_listed_is_asked_again(self) -> None:
        assert SPOT not in Answers({"spot": {"market": "closed"}})

    @pytest.mark.parametrize("option", ["here", "type"])
    def test_two_buttons_explain_how_to_answer(self, option: str) -> None:
        assert option in {o.value for o in SPOT.options(Answers({}))}
        assert refused(SPOT, Reply(option=option)) == f"place-how-{option}"

    def test_an_address_is_typed(self) -> None:
        assert SPOT.load(SPOT.parse(says("12 School Lane"), None)) == Place(text="12 School Lane")

    @pytest.mark.parametrize(
        ("typed", "why"),
        [
            ("", "reask-place"),
            ("👍👍👍👍👍", "reask-place"),
            ("12345678", "reask-place"),
            ("12a", "reask-short"),
            ("a" * 301, "reask-long"),
        ],
    )
    def test_what_is_no_address_is_refused(self, typed: str, why: str) -> None:
        assert refused(SPOT, says(typed)) == why

    def test_a_point_is_judged(self) -> None:
        stored = SPOT.parse(Reply(point=HERE), None)
        assert stored == AT_HERE
        assert SPOT.load(stored) == Place(point=HERE, verdict="north")

    def test_the_words_of_a_venue_are_kept_with_its_point(self) -> None:
        assert SPOT.parse(Reply(text="The old school", point=HERE), None) == {
            **AT_HERE,
            "text": "The old school",
        }

    def test_a_point_as_the_answer_replaces_what_was_there(self) -> None:
        assert SPOT.parse(Reply(point=HERE), {"market": "old", "text": "gate"}) == AT_HERE

    def test_a_point_that_comes_later_is_added(self) -> None:
        assert caught(SPOT, Reply(point=HERE), {"text": "12 School Lane"}) == {
            "text": "12 School Lane",
            **AT_HERE,
        }
        assert caught(SPOT, Reply(point=HERE), {"market": "closed"}) == AT_HERE
        assert caught(SPOT, says("12 School Lane")) is None

    def test_words_after_a_point_say_where_exactly_and_else_replace(self) -> None:
        assert SPOT.parse(says("B5"), AT_HERE) == {**AT_HERE, "text": "B5"}
        assert SPOT.parse(says("12 School Lane"), {"market": "old"}) == {"text": "12 School Lane"}

    @pytest.mark.parametrize(
        "far", [Point(90.1, 0), Point(0, -180.1), Point(math.nan, 0), Point(0, math.inf)]
    )
    def test_a_point_off_the_globe_is_refused(self, far: Point) -> None:
        assert refused(SPOT, Reply(point=far)) == "reask-point"

    @pytest.mark.parametrize("accuracy", [None, math.nan, math.inf, -1.0])
    def test_an_accuracy_that_is_no_length_is_left_out(self, accuracy: float | None) -> None:
        assert SPOT.parse(Reply(point=Point(1.0, 2.0, accuracy)), None)["point"] == [1.0, 2.0, None]

    @pytest.mark.parametrize(
        "raw",
        [
            {}, {"text": ""}, {"text": 5}, {"market": 5}, "12 School Lane", {"point": [1.0, 2.0]},
            {"point": [None, 2.0, 1.0]}, {"point": ["x", 2.0, 1.0]}, {"point": [100, 2.0, 1.0]},
            {"point": [1.0, 2.0, None], "verdict": None},
        ],
    )  # fmt: skip
    def test_what_is_no_place_does_not_load(self, raw: Json) -> None:
        assert SPOT not in Answers({"spot": raw})
