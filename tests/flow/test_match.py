"""What typed words mean."""

import pytest

from bot.flow.engine import Nav
from bot.flow.match import (
    GLOBALS,
    MOVES,
    Global,
    called,
    command,
    fold,
    global_word,
    navigation,
    number,
    offered,
)

CHOICES = [
    ("r:k:short", "⚖️ Cân, đong, đo thiếu"),
    ("r:k:fake", "Hàng giả"),
    ("r:k:label", "Không nhãn, nhãn sai"),
    ("r:k:poor", "Hàng kém chất lượng"),
    ("nav:back:r:k", "Quay lại"),
]


@pytest.mark.parametrize(
    ("typed", "nth"),
    [
        ("2", 2),
        (" 2. ", 2),
        ("２", 2),
        ("hai", 2),
        ("HAI", 2),
        ("số 2", 2),
        ("so hai", 2),
        ("Chọn 3 ạ", 3),
        ("câu 4 nhé", 4),
        ("sáu", 6),
        ("năm", 5),
        ("ten", 10),
        ("0", 0),
        ("9", 9),
        ("12", 12),
        ("123", None),
        ("2 kg", None),
        ("hai ba", None),
        ("", None),
        ("x" * 200, None),
        ("-", None),
    ],
)
def test_a_short_reply_names_a_number(typed: str, nth: int | None) -> None:
    assert number(typed) == nth


@pytest.mark.parametrize(
    ("typed", "tap"),
    [
        ("Hàng giả", "r:k:fake"),
        ("hang gia", "r:k:fake"),
        ("HÀNG GIẢ!", "r:k:fake"),
        ("2", "r:k:fake"),
        ("can dong do thieu", "r:k:short"),
        ("đo thiếu", "r:k:short"),
        ("chất lượng", "r:k:poor"),
        ("nhãn sai", "r:k:label"),
        ("quay lai", "nav:back:r:k"),
        ("5", "nav:back:r:k"),
        ("hàng", None),
        ("quay", None),
        ("gia", None),
        ("hất lượng", None),
        ("6", None),
        ("0", None),
        ("something else", None),
        ("", None),
        ("👍", None),
        ("hàng giả " * 20, None),
    ],
)
def test_a_typed_word_means_one_of_the_choices_or_nothing(typed: str, tap: str | None) -> None:
    assert offered(typed, CHOICES) == tap


def test_a_number_is_no_choice_where_it_is_an_answer() -> None:
    assert offered("2", CHOICES, numbers=False) is None


def test_where_words_are_free_a_choice_is_typed_whole_and_with_its_own_marks() -> None:
    choices = [("nav:edit:r:k", "✏️ Sửa"), ("nav:cancel:r:k", "Huỷ")]
    assert offered("sửa", choices, strict=True) == "nav:edit:r:k"
    assert offered("sua", choices, strict=True) == "nav:edit:r:k"
    assert offered("Hủy", choices, strict=True) == "nav:cancel:r:k"
    assert offered("sữa", choices, strict=True) is None
    assert offered("sữa", choices) == "nav:edit:r:k"
    assert offered("chất lượng", CHOICES, strict=True) is None


@pytest.mark.parametrize(
    "typed", ["huỷ", "hủy", "HUỶ", "HỦY", "huy", "Huy", " hu\u1ef7. ", "hu\u0309y", "/huy", "/HUY@SomeBot"]
)
def test_cancelling_is_understood_however_its_mark_is_set(typed: str) -> None:
    assert fold("huỷ") == fold("hủy") == "huy"
    assert navigation(typed) is navigation(typed, strict=True) is Nav.CANCEL


@pytest.mark.parametrize(("move", "names"), MOVES.items())
def test_every_move_is_understood_with_and_without_marks(move: Nav, names: tuple[str, ...]) -> None:
    for name in names:
        assert navigation(name) is navigation(name.upper()) is navigation(fold(name), strict=True) is move


def test_a_word_that_only_sounds_like_a_move_is_none_where_words_are_free() -> None:
    assert navigation("sữa") is Nav.EDIT
    assert navigation("sữa", strict=True) is None
    assert navigation("bỏ qua", strict=True) is Nav.SKIP


@pytest.mark.parametrize("typed", ["", "bỏ qua chuyện này", "/huy now", "/unheard", "x" * 500])
def test_other_words_are_no_move(typed: str) -> None:
    assert navigation(typed) is None


@pytest.mark.parametrize(("word", "names"), GLOBALS.items())
def test_every_global_word_is_understood_with_and_without_marks(word: Global, names: tuple[str, ...]) -> None:
    for name in names:
        assert global_word(name) is global_word(name.upper()) is global_word(fold(name)) is word
        assert called(name) == (word, "")


def test_no_word_has_two_meanings() -> None:
    words = [
        fold(name) for names in (*MOVES.values(), *GLOBALS.values()) for name in {fold(n) for n in names}
    ]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("/tracuu 26-0042-7 AB12CD34", (Global.TRACK, "26-0042-7 AB12CD34")),
        ("/TraCuu@SomeBot   26-0042-7 ", (Global.TRACK, "26-0042-7")),
        ("/start abc_DEF-1", (Global.START, "abc_DEF-1")),
        ("Tra cứu 26-0042-7", (Global.TRACK, "26-0042-7")),
        ("tra cu\u031b\u0301u 26-0042-7", (Global.TRACK, "26-0042-7")),
        ("track 26-0042-7", (Global.TRACK, "26-0042-7")),
        ("tra cứu", (Global.TRACK, "")),
        ("tra cứu giúp tôi", None),
        ("tra cuu 26-0042-7", (Global.TRACK, "26-0042-7")),
        ("tra cam 26-0042-7", None),
        ("/unheard of", None),
        ("hướng dẫn tôi với", None),
        ("", None),
    ],
)
def test_what_is_asked_for_may_carry_arguments(typed: str, asked: tuple[Global, str] | None) -> None:
    assert called(typed) == asked


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("/viec 26-0042-7", ("viec", "26-0042-7")),
        ("/viec", ("viec", "")),
        ("/a\nb", ("a", "b")),
        ("viec", None),
        ("/", None),
        ("/huỷ", None),
    ],
)
def test_a_command_has_a_name_and_arguments(typed: str, parts: tuple[str, str] | None) -> None:
    assert command(typed) == parts
