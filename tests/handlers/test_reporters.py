"""What the staff calls a reporter: by the case, never by the person."""

from dataclasses import replace

from handlers.reporters import named, number
from storage.sealing import Keyring
from tests.handlers.filed import filed
from tests.handlers.turns import LANE, turn
from tests.support.databases import KEYRING


def test_two_cases_of_one_person_have_nothing_in_common() -> None:
    one, two = (replace(filed(id=id_), lane=LANE) for id_ in (1, 2))
    assert number(KEYRING, one) != number(KEYRING, two)


def test_the_name_says_nothing_of_the_person_and_stays_when_everything_else_changes() -> None:
    case = filed()
    other = replace(case, code="26-0002-1", lane=LANE, channel="telegram", matter=7, version=9)
    assert number(KEYRING, case) == number(KEYRING, other)


def test_the_name_stays_through_a_change_of_keys() -> None:
    old, new = b"the secret of last year", b"the secret of this year"
    assert number(Keyring(old), filed()) == number(Keyring(new, older=(old,)), filed())
    assert number(Keyring(old), filed()) != number(Keyring(new), filed())


def test_it_is_spoken_in_both_languages() -> None:
    assert named(KEYRING, filed(), turn().words).startswith("Người phản ánh #")
    assert named(KEYRING, filed(), turn(language="en").words).startswith("Reporter #")
