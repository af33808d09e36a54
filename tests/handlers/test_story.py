"""What is done with what was heard: it proposes, fills what is open, and changes nothing that was chosen."""

from typing import Any

import pytest

from bot.core.understanding.heard import Day
from bot.flow.engine import Asked, Draft, Reply, advance, current
from bot.flow.prompts import offered, prompt
from handlers.report.story import SILENT, Story, load_story, packs_told, quantity_told
from tests.handlers.listening import DAY, FLOW, answered, hears, says, stored, taps
from tests.support.wards import INSIDE, OUTSIDE, invented_ward
from tests.support.world import words_of

SAY = words_of(invented_ward()).speaker("vi")
SHORT = "về cân lại thì thiếu"
hears(SHORT, "DL.1", place="ở chợ cóc đầu ngõ", day=Day.YESTERDAY, when="hôm qua")
FAKE = "sữa giả không có nhãn"
hears(
    FAKE, "HG.1", "NH.1", also=("NH.1",), sure=True,
    facts={"food": True, "injured": True, "production": True, "quantity": "boxes"},
)  # fmt: skip
EITHER = "hộp này lạ lắm"
hears(EITHER, "NH.3", "CL.1", "HG", "NG.1", sure=False)
WEIGH = "cân kiểu gì ấy nhỉ"
hears(WEIGH, "DL", sure=True)
HIDDEN = "việc không có trong sổ"
hears(HIDDEN, "XX.1", "DL.99")
FAR = "ở bên phường Bến Xa"
hears(FAR, elsewhere="Bến Xa")


def at(draft: Draft) -> str:
    now = current(FLOW, draft)
    assert isinstance(now, Asked)
    return now.question.key


def shown(draft: Draft) -> tuple[str, list[str]]:
    now = current(FLOW, draft)
    assert isinstance(now, Asked)
    page = prompt(FLOW, draft, now, SAY)
    return page.text, [label for _, label in offered(page)]


class TestProposing:
    def test_a_clear_story_proposes_one_matter_with_the_words_that_decided(self) -> None:
        text, labels = shown(says(f"{SHORT} nhiều lắm")[0])
        assert text == (
            "Có phải Ông/Bà muốn báo: Cân, đong, đo thiếu – Mua hàng bị cân thiếu?\n"
            f'(vì Ông/Bà viết: "{SHORT}, 3 lạng")'
        )
        assert labels == ["Mua hàng bị cân thiếu", "Không phải, để tôi chọn", "Huỷ"]

    def test_one_tap_gives_category_and_finer_choice(self) -> None:
        draft, _ = taps(says(SHORT)[0], "guess", "DL.1")
        assert (draft.answers["category"], draft.answers["sub"]) == ("DL", "DL.1")
        assert at(draft) == "amounts"

    def test_a_proposal_of_a_category_leads_to_the_finer_choice(self) -> None:
        draft, _ = taps(says(WEIGH)[0], "guess", "DL")
        assert at(draft) == "sub"

    def test_where_it_is_not_clear_three_are_proposed(self) -> None:
        text, labels = shown(says(EITHER)[0])
        assert text.splitlines() == [
            "Ông/Bà muốn báo việc nào dưới đây?",
            "1. Không nhãn, nhãn sai – Nhãn thiếu hạn dùng, nơi sản xuất…",
            "2. Hết hạn, kém chất lượng – Hàng hết hạn, ôi, mốc",
            "3. Hàng giả, hàng nhái",
        ]
        assert len(labels) == 3 + 2

    def test_none_of_them_leads_to_the_whole_list(self) -> None:
        draft, _ = taps(says(SHORT)[0], "guess", "none")
        assert at(draft) == "category"
        assert len(shown(draft)[1]) == 6 + 2

    def test_another_category_is_an_answer_too(self) -> None:
        draft, _ = taps(says(SHORT)[0], "guess", "HG")
        assert (draft.answers["category"], at(draft)) == ("HG", "sub")

    def test_where_nothing_was_heard_the_whole_list_is_asked(self) -> None:
        assert at(says("cô bán hàng ở góc chợ ấy")[0]) == "category"

    def test_what_the_ward_does_not_offer_is_not_proposed(self) -> None:
        draft, _ = says(HIDDEN)
        assert at(draft) == "category"

    def test_a_category_that_was_chosen_is_never_changed(self) -> None:
        draft, _ = says(FAKE, answered(category="NG", sub="NG.1", place={"text": "ngõ 9"}))
        assert (draft.answers["category"], draft.answers["sub"]) == ("NG", "NG.1")

    def test_the_words_may_be_unknown(self) -> None:
        draft = answered(details="abc", heard={"codes": ["DL.1"], "sure": True})
        assert shown(draft)[0] == "Có phải Ông/Bà muốn báo: Cân, đong, đo thiếu – Mua hàng bị cân thiếu?"


class TestFilling:
    def test_day_and_facts_are_filled(self) -> None:
        draft, _ = says(f"{SHORT} đấy")
        assert stored(draft, "when") == {"day": "yesterday", "text": "hôm qua", "said": DAY}
        fake, _ = says(FAKE)
        assert {key: fake.answers.get(key) for key in ("injured", "madehere", "quantity", "goods")} == {
            "injured": "yes", "madehere": "yes", "quantity": "boxes", "goods": "food",
        }  # fmt: skip
        assert "when" not in fake.answers

    def test_a_day_without_the_local_one_is_kept_as_it_is(self) -> None:
        draft, _ = advance(FLOW, answered(), Reply(f"{SHORT} đấy"))
        assert stored(draft, "when") == {"day": "yesterday", "text": "hôm qua"}

    def test_what_was_answered_stays(self) -> None:
        draft, _ = says(FAKE, answered(injured="no", when={"day": "today", "text": ""}))
        assert draft.answers["injured"] == "no"
        later, _ = says(SHORT, answered(when={"day": "today", "text": ""}))
        assert stored(later, "when")["day"] == "today"

    @pytest.mark.parametrize(
        ("told", "packs"), [(1, "1"), (3, "3"), (12, "3"), (0, None), (True, None), ("2", None), (None, None)]
    )
    def test_packs_are_counted_up_to_three(self, told: Any, packs: str | None) -> None:
        assert packs_told({"packs_short": told} if told is not None else {}) == packs

    @pytest.mark.parametrize(("told", "quantity"), [("few", "few"), ("much", None), (3, None)])
    def test_a_quantity_is_one_of_the_bands(self, told: Any, quantity: str | None) -> None:
        assert quantity_told({"quantity": told}) == quantity

    def test_few_words_are_a_story_where_they_say_what_it_is_about(self) -> None:
        hears("cân láo", "DL.1")
        draft, _ = says("cân láo")
        assert draft.answers["details"] == "cân láo"
        assert "details" not in says("alo alo")[0].answers

    def test_a_telephone_number_is_no_story(self) -> None:
        assert "details" not in says("09123456789012")[0].answers


class TestPlace:
    def told(self) -> Draft:
        draft, _ = taps(says(f"mua 2 cân, {SHORT} 3 lạng")[0], "guess", "DL.1")
        assert at(draft) == "place"
        return draft

    def far(self) -> Draft:
        draft, _ = taps(says(FAR)[0], "category", "NG")
        return taps(draft, "sub", "NG.1")[0]

    def test_the_place_of_the_story_is_offered_first(self) -> None:
        assert shown(self.told())[1][0] == "Dùng: chợ cóc đầu ngõ"

    def test_a_market_of_the_ward_has_its_button_already(self) -> None:
        hears("mua hàng của cô Mẫu", "NG.1", place="cho mau")
        draft, _ = taps(says("mua hàng của cô Mẫu")[0], "guess", "NG.1")
        assert shown(draft)[1][0] == "Chợ Mẫu"

    def test_another_ward_is_asked_about_by_name(self) -> None:
        draft, _ = says("quầy đầu chợ", self.far())
        assert at(draft) == "inward"
        assert shown(draft)[0].endswith(
            'Ông/Bà có nhắc tới "Bến Xa". Nơi bán hàng có thuộc phường mình không?'
        )
        no, _ = taps(draft, "inward", "no")
        assert not isinstance(current(FLOW, no), Asked)
        yes, _ = taps(draft, "inward", "yes")
        assert at(yes) == "photos"

    def test_another_ward_may_be_named_with_the_place(self) -> None:
        draft, _ = says(f"chợ chiều {FAR}", answered(category="NG", sub="NG.1"))
        assert at(draft) == "inward"
        draft, _ = says("chợ chiều đầu ngõ", advance(FLOW, draft, Reply(edit="place"))[0])
        assert at(draft) == "details"

    def test_a_pin_tells_better_than_a_name(self) -> None:
        draft, _ = advance(FLOW, self.far(), Reply(point=INSIDE))
        assert at(draft) == "photos"
        outside, _ = advance(FLOW, answered(category="NG", sub="NG.1"), Reply(point=OUTSIDE))
        assert shown(outside)[0].endswith(SAY("ask-report-inward"))


class TestNotes:
    STORY = Story(codes=("HG.1", "NH.1"), sure=True, also=("NH.1", "CL"))

    @pytest.mark.parametrize(
        ("chosen", "besides", "instead"),
        [
            ("HG", ("NH", "CL"), ""),
            ("NH", ("HG", "CL"), ""),
            ("DL", ("NH", "CL"), "HG.1"),
        ],
    )
    def test_what_else_was_told_depends_on_what_was_chosen(
        self, chosen: str, besides: tuple[str, ...], instead: str
    ) -> None:
        assert (self.STORY.besides(chosen), self.STORY.contradicts(chosen)) == (besides, instead)

    def test_where_it_is_not_clear_nothing_contradicts(self) -> None:
        assert SILENT.contradicts("DL") == ""
        assert Story(codes=("HG.1",)).contradicts("DL") == ""
        assert SILENT.besides("DL") == ()

    @pytest.mark.parametrize("raw", [3, [], {"codes": 3}, {"because": []}])
    def test_what_is_no_story_is_not_loaded(self, raw: Any) -> None:
        with pytest.raises(ValueError, match="story"):
            load_story(raw)

    def test_only_a_plain_yes_tells_a_fact(self) -> None:
        assert Story(facts={"food": True}).tells("food")
        assert not Story(facts={"food": 1}).tells("food")
