"""The ward file's words as texts of the catalogue."""

from handlers.wardtexts import evidence_key, hint_key, label_key, ward_texts
from tests.support.wards import invented_ward

TEXTS = ward_texts(invented_ward())


def test_keys_are_plain_words_and_dashes() -> None:
    assert label_key("DL.1") == "ward-label-DL-1"
    assert hint_key("pointer", "KH") == "ward-pointer-KH"


def test_both_languages_have_the_same_keys() -> None:
    assert TEXTS["vi"].keys() == TEXTS["en"].keys()


def test_a_choice_without_words_of_its_own_has_those_of_its_category() -> None:
    assert TEXTS["vi"]["ward-details-HG-1"] == TEXTS["vi"]["ward-details-HG"]
    assert TEXTS["vi"]["ward-details-DL-2"] != TEXTS["vi"]["ward-details-DL"]


def test_there_is_no_key_where_there_are_no_words() -> None:
    assert "ward-pointer-DL-1" not in TEXTS["vi"]
    assert "ward-pointer-KH" in TEXTS["vi"]


def test_points_of_the_checklists_are_named_with_how_and_why() -> None:
    for about in ("label", "how", "why"):
        assert TEXTS["vi"][evidence_key(about, "stamp-photo")]
    assert "ward-care-HG-6" in TEXTS["en"]
    assert "ward-care-HG-5" not in TEXTS["en"]


def test_offices_numbers_and_names_are_there() -> None:
    assert TEXTS["en"]["ward-office-police"] == "Ward police"
    assert TEXTS["vi"]["ward-hotline-1900-888-655"] == "Quản lý thị trường"
    assert TEXTS["vi"]["ward-authority"] == "UBND phường Bến Thử"
