"""However people type it: marks, repeats, short forms, dialect, length."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.understanding.lexicon import Concept, Rule
from bot.core.understanding.understand import prepare, understand
from bot.core.understanding.wording import DIGIT, Speller
from tests.support.lexicons import small

LEXICON = prepare(small())
SPELLER = LEXICON.speller


def words(text: str) -> list[str]:
    return SPELLER.read(text).words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ko hok", "không không"),
        ("KO", "không"),
        ("hàng vs sữa", "hàng với sữa"),
        ("ntn", "như thế nào"),
        ("thiếu 3 nạng", "thiếu 0 lạng"),
        ("thiếuuuuu", "thiếu"),
        ("60k", "0 nghìn"),
        ("k biết", "k biết"),
        ("3l", "0 lạng"),
        ("1.200,5kg", "0 kg"),
        ("ngon lắm!!!", "ngon lắm |"),
        ("một\nhai", "một | hai"),
        ("don't co-op", "don t co op"),
        ("…", ""),
    ],
)
def test_short_and_misspelled_words_stand_for_what_they_mean(typed: str, meant: str) -> None:
    assert " ".join(words(typed)).strip("| ") == meant.strip("| ")


def test_every_word_knows_its_place_in_the_message() -> None:
    worded = SPELLER.read("ntn vs 3 nạng?")
    written = [worded.text[start:end] for start, end in worded.places]
    assert written == ["", "ntn", "ntn", "ntn", "vs", "3", "nạng", "?"]
    assert worded.words[5] == DIGIT


def test_a_text_in_parts_is_composed_first() -> None:
    spread = unicodedata.normalize("NFD", "cân thiếu")
    assert understand(spread, LEXICON).readings == understand("cân thiếu", LEXICON).readings


def test_a_phrase_of_the_lexicon_is_spelled_like_a_message() -> None:
    assert SPELLER.phrase("thiếu # nạng") == ("thiếu", DIGIT, "lạng")
    assert Speller({}, {}).phrase("") == ()


def test_the_same_words_give_the_same_answer() -> None:
    text = "hàng giả mà mua 1kg sữa còn 7 lạng, làm sao hàng thật, 3 gói đều thiếu ở chợ Gốc Đa sáng nay"
    assert all(understand(text, prepare(small())) == understand(text, LEXICON) for _ in range(3))


@given(st.text(max_size=300))
def test_any_text_is_heard(text: str) -> None:
    heard = understand(text, LEXICON)
    assert len(heard.readings) <= 5
    assert all(word in unicodedata.normalize("NFC", text) for r in heard.readings for word in r.because)


LONG = "mua 1kg thịt giả ở chợ thiếu 2 lạng hôm qua, phường Nào Đó 3 gói đều thiếu; hàng nhái ko nhãn. "


def test_a_long_text_takes_time_by_its_length_only() -> None:
    rules = tuple(Rule(all=("short", "fake", "goods"), code="DL", weight=1, near=3) for _ in range(40))
    lexicon = prepare(
        small(rules=rules, concepts={**small().concepts, "x": Concept(words=("thịt giả ở chợ",))})
    )

    def seconds(text: str) -> float:
        begun = time.process_time()
        understand(text, lexicon)
        return time.process_time() - begun

    short, long = LONG * 20, LONG * 200  # 2,000 and 20,000 letters
    seconds(short)
    assert min(seconds(long) for _ in range(3)) < 30 * min(seconds(short) for _ in range(5))
