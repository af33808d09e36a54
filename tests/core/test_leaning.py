"""What words lean towards, counted in a few invented messages."""

from bot.core.phrases import PAUSE
from bot.core.understanding.heard import Heard, Intent, Reading
from bot.core.understanding.leaning import NOWHERE, Counted, count, ready

SAID = [
    ("cân thiếu ở chợ", "DL.1"),
    ("cân thiếu nữa rồi", "DL.1"),
    ("thiếu cân hoài", "DL.1"),
    ("sữa giả ở chợ", "HG.1"),
    ("sữa giả quá", "HG.1"),
    ("xin chào", "greeting"),
]
COUNTED = count((text.split(), code) for text, code in SAID)


def test_words_of_one_message_are_left_out() -> None:
    assert "hoài" not in COUNTED.words
    assert COUNTED.words["giả"[:2] + "a"] == {"HG.1": 2}


def test_pairs_are_counted_like_words_and_without_marks() -> None:
    assert COUNTED.words["can thieu"] == {"DL.1": 2}
    assert COUNTED.messages == {"DL.1": 3, "HG.1": 2, "greeting": 1}


def test_a_word_counts_once_in_a_message() -> None:
    counted = count([(["thiếu", "thiếu"], "A"), (["thiếu"], "A")])
    assert counted.words["thieu"] == {"A": 2}


def test_the_code_that_the_words_were_said_of_is_first() -> None:
    leans = ready(COUNTED).towards(["sữa", "này", "giả"])
    assert max(leans, key=lambda code: leans[code]) == "HG.1"
    assert max(leans.values()) == 0


def test_marks_do_not_matter() -> None:
    leaning = ready(COUNTED)
    assert leaning.towards(["sua", "gia"]) == leaning.towards(["sữa", "giả"])


def test_too_few_known_words_lean_nowhere() -> None:
    assert ready(COUNTED).towards(["sữa", "ngon"]) == {}
    assert NOWHERE.towards(["cân", "thiếu"]) == {}


def test_only_what_is_offered_is_leant_towards() -> None:
    leans = ready(COUNTED, {"DL.1", "greeting"}).towards(["sữa", "giả"])
    assert set(leans) == {"DL.1", "greeting"}


def test_the_strongest_words_are_told_with_their_place() -> None:
    leaning = ready(COUNTED)
    words = [PAUSE, "sữa", "giả", PAUSE, "cân"]
    assert (1, 3) in leaning.strongest(words, "HG.1")
    assert leaning.strongest(words, "greeting") == []


def test_no_reason_reaches_over_a_pause() -> None:
    counted = Counted({"A": 4}, {"| x": {"A": 4}, "x": {"A": 4}, "x |": {"A": 4}})
    assert ready(counted).strongest([PAUSE, "x", PAUSE], "A") == [(1, 2)]


def test_what_was_counted_of_a_code_that_is_not_offered_is_its_categorys() -> None:
    leans = ready(COUNTED, {"DL", "HG.1"}).towards(["cân", "thiếu"])
    assert set(leans) == {"DL", "HG.1"}
    assert leans["DL"] == 0


def test_what_is_only_guessed_is_not_spoken_for() -> None:
    heard = Heard(Intent.REPORT, (Reading("DL.1", 3.0), Reading("greeting", 2.5), Reading("HG.1", 0.4)))
    assert [reading.code for reading in heard.guesses] == ["DL.1", "HG.1"]
    assert [reading.code for reading in heard.spoken] == ["DL.1"]
