"""What a message may mean: concepts, rules and reasons, with a lexicon of a few words."""

import pytest

from bot.core.measure import Purchase
from bot.core.understanding import Day, Heard, Intent
from bot.core.understanding.lexicon import Concept, Rule
from bot.core.understanding.particulars import Units
from bot.core.understanding.understand import Lexicon, prepare, understand
from tests.support.lexicons import small

UNITS = Units(own=frozenset({"ben thu", "phuong ben thu", "ben cu"}), others=frozenset({"Bến Khác", "Bờ Xa"}))
LEXICON = prepare(small(), {}, UNITS)


def heard(text: str, lexicon: Lexicon = LEXICON) -> Heard:
    return understand(text, lexicon)


def codes(text: str, lexicon: Lexicon = LEXICON) -> list[str]:
    return [reading.code for reading in heard(text, lexicon).readings]


def test_words_with_and_without_marks_mean_the_same_and_are_given_as_reasons() -> None:
    for text, words in (("Bị CÂN THIẾU rồi", "CÂN THIẾU"), ("bi can thieu roi", "can thieu")):
        (reading,) = heard(text).readings
        assert reading.code == "DL"
        assert reading.because[0] == words


def test_a_word_with_other_marks_is_another_word() -> None:
    assert codes("cần thiếu nữ múa") == ["DL"]  # thiếu stands alone here
    assert codes("hàng giá") == []


def test_marked_words_are_met_only_as_written() -> None:
    assert codes("bà ấy cân điêu") == ["DL"]
    assert codes("ba ay can dieu") == []


def test_the_old_and_the_new_place_of_the_tone_mark_are_alike() -> None:
    assert codes("cân nhơn hòa thiếu") == codes("cân nhơn hoà thiếu") == ["DL"]


def test_nothing_is_heard_where_nothing_speaks_for_anything() -> None:
    for text in ("", "   ", "?!", "trời hôm đẹp"):
        told = heard(text)
        assert (told.intent, told.readings, told.sure, told.also) == (Intent.NOTHING, (), False, ())


def test_a_harmless_phrase_hides_what_it_holds() -> None:
    assert codes("hàng giá rẻ lắm") == []
    assert codes("hang gia re lam") == []
    assert codes("hang gia lam") == ["HG"]


def test_without_marks_a_phrase_whose_end_begins_a_harmless_one_is_none() -> None:
    assert codes("mua thit gia cam o cho") == []
    assert codes("mua thit gia o cho") == ["HG"]
    assert codes("tôi đã mua thịt giả cảm thấy bực") == ["HG"]


def test_a_concept_has_harmless_phrases_of_its_own() -> None:
    assert codes("khu này thiếu nước") == []
    assert codes("sữa giả vờ ngon") == []


def test_weak_words_count_right_after_what_leads_to_them() -> None:
    assert codes("mua phải thịt giả") == ["HG"]
    assert codes("mua phải sữa đểu") == ["HG.1"]  # milk is food, food is goods
    assert codes("thằng giả") == []
    assert codes("thịt ngon, giả") == []


def test_what_was_denied_was_not_said() -> None:
    assert codes("không hàng giả đâu") == []
    assert codes("ko hang gia dau") == []
    assert codes("không thiếu") == ["DL"]  # only what may be negated


def test_further_concepts_point_to_finer_codes() -> None:
    assert codes("hàng giả, sữa bột") == ["HG.1"]
    assert codes("hàng giả, 3 gói") == ["HG.5"]
    assert codes("hàng giả") == ["HG"]


def test_a_rule_does_not_hold_beside_what_it_excludes() -> None:
    assert codes("làm sao biết hàng giả") == []


def test_a_rule_may_speak_against() -> None:
    assert "DL" not in codes("làm sao thịt thiếu")


def test_concepts_that_stand_far_apart_count_half() -> None:
    lexicon = prepare(small(rules=(Rule(all=("fake", "milk"), code="HG.1", weight=4, near=2),)))
    near = heard("hàng giả là sữa", lexicon).readings[0]
    far = heard("sữa mua hôm nọ ở đầu ngõ hàng giả", lexicon).readings[0]
    assert (near.weight, far.weight) == (4, 2)


def test_the_nearest_of_many_places_is_taken() -> None:
    text = "sữa bột mua hôm nọ ở đầu ngõ hàng giả, sữa"
    assert heard(text).readings[0].because == ("hàng giả", "sữa")


def test_amounts_are_heard_and_are_reasons() -> None:
    told = heard("mua 1kg thịt, cân lại còn 7 lạng")
    assert told.readings[0].code == "DL.1"
    assert told.readings[0].because == ("1kg thịt, cân lại còn 7 lạng",)
    assert isinstance(told.amounts, Purchase)
    assert told.amounts.bought is not None
    assert told.amounts.bought.value == 1000
    assert heard("thịt ngon").amounts is None


def test_gold_is_weighed_in_its_own_units() -> None:
    assert codes("mua 2 chỉ vàng ở tiệm bị thiếu")[0] == "DL.6"


def test_a_case_code_is_a_concept_with_its_place() -> None:
    for text in ("xem giúp 26-0042-7 với", "xem 26 – 0042 - 7", "260042 7 đến đâu"):
        told = heard(text)
        assert told.intent is Intent.TRACK
        assert told.readings[0].because[0].startswith("26")
        assert "đến" not in told.readings[0].because[0]
    assert heard("gọi 0912 345 678").intent is Intent.NOTHING


def test_a_code_written_in_other_figures_is_found_too() -> None:
    for text in ("xem ②6-0042-7", "xem ②6-0042-7 ngày 26"):
        assert heard(text).readings[0].because == (text,)


def test_figures_that_are_no_part_of_the_code_are_left_out() -> None:
    assert heard("mua 26 quả, mã 26-0042-7 đâu").readings[0].because == ("26-0042-7",)


def test_a_kind_of_two_things_is_both_and_what_they_are() -> None:
    concepts = {
        "toy": Concept(words=("xe đồ chơi",), kinds=("plastic", "gift")),
        "plastic": Concept(kinds=("goods",)),
        "gift": Concept(kinds=("goods",)),
        "goods": Concept(),
    }
    rules = (Rule(all=("goods", "plastic", "gift"), code="CL", weight=1),)
    assert codes("cái xe đồ chơi", prepare(small(concepts=concepts, rules=rules, tellings=()))) == ["CL"]


def test_questions_and_matters_of_others_have_their_topic() -> None:
    question, fraud = heard("hàng thật thì ntn"), heard("em bị lừa chuyển khoản")
    assert (question.intent, question.topic) == (Intent.QUESTION, "what-counts")
    assert (fraud.intent, fraud.topic) == (Intent.ELSEWHERE, "online-fraud")
    assert question.readings[0].code == "question"
    assert heard("cân thiếu").topic == ""


def test_what_is_sure_stands_far_enough_above_the_next() -> None:
    assert heard("mua 1kg còn 7 lạng").sure
    assert not heard("thiếu").sure  # too little speaks for it
    assert not heard("hàng giả, mua 1kg còn 7 lạng").sure  # two things are told


def test_a_second_matter_is_told_of_by_words_of_its_own() -> None:
    told = heard("hàng giả mà mua 1kg còn 7 lạng")
    assert told.also == ("HG",)
    assert heard("hàng giả mà thiếu").also == ()  # too little speaks for the second
    assert heard("lừa chuyển khoản, hàng giả").also == ()  # the first is no report


def test_the_same_words_are_no_second_matter() -> None:
    rules = (Rule(all=("fake",), code="HG", weight=6), Rule(all=("fake",), code="NH", weight=6))
    told = heard("hàng giả", prepare(small(rules=rules)))
    assert [reading.code for reading in told.readings] == ["HG", "NH"]
    assert told.also == ()


def test_intents_are_no_guesses() -> None:
    told = heard("lừa chuyển khoản, hàng giả")
    assert [reading.code for reading in told.readings] == ["elsewhere", "HG"]
    assert [reading.code for reading in told.guesses] == ["HG"]


def test_facts_are_told_by_words_and_the_first_telling_counts() -> None:
    assert heard("ăn bánh đau bụng").facts == {"injured": True, "food": True}
    assert heard("thịt").facts == {"food": False}


def test_a_fact_may_be_the_number_in_the_words() -> None:
    assert heard("được 3 gói").facts["earlier_reports"] == 3
    assert "earlier_reports" not in heard("được 20000 gói").facts


@pytest.mark.parametrize(
    ("text", "packs"),
    [
        ("mua 5 gói 1kg, 5 gói đều thiếu 1 lạng", 5),
        ("3 bao 10kg hụt 2 lạng", 3),
        ("mua 5 gói 1kg cân lại còn 9 lạng", None),
        ("5 gói nào cũng đẹp", None),
        ("mua 5 gói 1kg, 5 gói đó thiếu 1 lạng", None),
        ("2 gói bị thì roi ngon 1kg thiếu 1 lạng", None),
    ],
)
def test_packs_that_lack_something_are_counted(text: str, packs: int | None) -> None:
    assert heard(text).facts.get("packs_short") == packs


@pytest.mark.parametrize(
    ("text", "concept", "words"),
    [
        ("mua 2kg đủ 2kg", "amounts-full", {"2kg đủ 2kg"}),
        ("mua 1kg còn 7 lạng", "amounts-short", {"1kg còn 7 lạng"}),
        (f"mua 1kg {'thịt ' * 20} còn 7 lạng", "amounts-short", {"1kg"}),
        ("mỗi cân thiếu 1 lạng", "amounts-short", {"cân thiếu 1 lạng"}),
        ("đổ 2 lít xăng", "volumes", {"2 lít"}),
        ("mua 3 mét vải", "lengths", {"3 mét"}),
        ("mua 2 chỉ vàng", "gold-weights", {"2 chỉ"}),
        ("hết 50 nghìn", "money", {"50 nghìn"}),
        ("mua 4 gói", "packs", {"4 gói"}),
        ("mua 1 gói", "packs", set()),
        ("60k/kg", "unit-price", {"kg"}),
        ("niêm yết 60k", "unit-price", {"60k"}),
        ("mua 2kg", "amounts-short", set()),
        ("mua 2kg", "amounts-full", set()),
        ("mất 1 lít", "amounts-short", set()),
        ("thịt", "weights", set()),
    ],
)
def test_amounts_stand_for_concepts(text: str, concept: str, words: set[str]) -> None:
    lexicon = prepare(small(rules=(Rule(all=(concept,), code="DL", weight=1),)))
    found = {word for reading in heard(text, lexicon).readings for word in reading.because}
    assert words <= found
    assert bool(words) == bool(found)


def test_the_day_and_the_words_of_time() -> None:
    told = heard("sáng nay lúc 7 giờ tôi mua thịt, hôm qua cũng vậy")
    assert (told.day, told.when) == (Day.YESTERDAY, "sáng nay lúc 7 giờ")
    assert (heard("thịt").day, heard("thịt").when) == (None, "")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("mua ở chợ Gốc Đa sáng nay", "ở chợ Gốc Đa"),
        ("chợ Gốc Đa, quầy số 3 bà Sáu thì thiếu", "quầy số 3 bà Sáu"),
        ("gần chợ bán thịt", "gần chợ"),
        ("chợ", ""),
        ("chợ một hai ba bốn năm sáu bảy tám chín", "chợ một hai ba bốn năm sáu bảy"),
        ("không nơi nào", ""),
    ],
)
def test_the_words_of_the_place(text: str, place: str) -> None:
    assert heard(text).place == place


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("tôi ở phường Nơi Nào Đó Xa", "Nơi Nào Đó"),
        ("tôi ở phường Bến Thử", ""),
        ("tôi ở Phường Bến", ""),
        ("tôi ở phường Bến Thử mới", ""),
        ("o bo xa bi can thieu", "bo xa"),
        ("chợ Bến Khác", "Bến Khác"),
        ("phường nào cũng vậy", ""),
        ("phường 7", ""),
        ("Ở PHƯỜNG NƠI NÀO", ""),
        ("phường", ""),
    ],
)
def test_another_ward_is_heard_by_its_name(text: str, other: str) -> None:
    assert heard(text).elsewhere == other


def test_a_ward_adds_words() -> None:
    lexicon = prepare(small(), {"short": Concept(words=("móc cân",))})
    assert codes("hàng đó móc cân", lexicon) == ["DL"]
    assert heard("o bo xa", lexicon).elsewhere == ""
