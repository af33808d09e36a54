"""Phrases in a text: by their words, however they were typed."""

import pytest

from bot.core.phrases import Phrase, Phrasebook, outside, spelled, tokens_of


def found(text: str, *phrases: Phrase) -> dict[int, list[tuple[int, int]]]:
    return {nth: list(spans) for nth, spans in Phrasebook(phrases).spans(tokens_of(text)).items()}


SCALE = Phrase(0, spelled("cân điêu"))


@pytest.mark.parametrize("text", ["cân điêu", "CÂN ĐIÊU", "can dieu", "cân dieu", "can điêu"])
def test_each_word_may_be_typed_with_or_without_its_marks(text: str) -> None:
    assert found(text, SCALE) == {0: [(1, 3)]}


@pytest.mark.parametrize("text", ["cần điêu", "cân", "điêu cân", "cân. điêu", "cân rất điêu", ""])
def test_other_words_are_another_phrase(text: str) -> None:
    assert found(text, SCALE) == {}


def test_a_marked_phrase_stands_only_as_written() -> None:
    phrase = Phrase(0, spelled("cân điêu"), marked=True)
    assert found("cân điêu", phrase) == {0: [(1, 3)]}
    assert found("can dieu", phrase) == {}


def test_a_phrase_may_begin_or_end_with_a_pause() -> None:
    assert found("Cháy! Cháy", Phrase(3, spelled("| cháy |"))) == {3: [(0, 3), (2, 5)]}
    assert found("cháy", Phrase(3, spelled("cháy |"))) == {3: [(1, 3)]}


def test_a_longer_phrase_than_the_text_does_not_stand_there() -> None:
    assert found("cân điêu", Phrase(0, spelled("cân điêu quá đi thôi"))) == {}


def test_a_phrase_without_words_stands_nowhere() -> None:
    assert found("cân", Phrase(0, ()), Phrase(1, spelled("cân"))) == {1: [(1, 2)]}


def test_a_harmless_phrase_hides_only_hits_of_its_own_thing() -> None:
    harmless = Phrase(0, spelled("nồi cân điêu khắc"), harmless=True)
    other = Phrase(1, spelled("cân điêu"))
    assert found("nồi cân điêu khắc", SCALE, harmless, other) == {1: [(2, 4)]}
    assert found("nồi cân điêu khắc, cân điêu", SCALE, harmless) == {0: [(6, 8)]}


def test_a_hit_is_hidden_only_where_it_lies_wholly_inside() -> None:
    assert outside([(0, 2), (1, 3), (4, 5)], [(0, 2), (3, 5)]) == [(1, 3)]
    assert outside([(0, 2)], []) == [(0, 2)]


def test_in_a_text_with_marks_a_word_without_any_is_another_word() -> None:
    book = Phrasebook([SCALE, Phrase(1, spelled("tem"))])
    for text, things in (("cân điêu, tem", {0, 1}), ("can điêu, tem", {1}), ("can dieu", set())):
        assert book.spans(tokens_of(text), exact=True).keys() == things
