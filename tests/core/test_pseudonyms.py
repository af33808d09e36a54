"""A number for each case that tells nothing: one for one, alike each time, another under another key."""

import hashlib
import hmac
from functools import partial
from itertools import pairwise

import pytest

from bot.core.pseudonyms import pseudonym


def tag(key: bytes, content: bytes) -> str:
    return hmac.new(key, content, hashlib.sha256).hexdigest()


ONE, OTHER = partial(tag, b"one"), partial(tag, b"other")


def test_no_two_have_the_same_number() -> None:
    found = [pseudonym(number, ONE) for number in range(1, 3001)]
    assert len(set(found)) == len(found)
    assert {len(number) for number in found} == {6}
    assert all(number.isdecimal() for number in found)


def test_a_number_stays_and_is_another_under_another_key() -> None:
    assert pseudonym(42, ONE) == pseudonym(42, ONE)
    alike = [number for number in range(500) if pseudonym(number, ONE) == pseudonym(number, OTHER)]
    assert len(alike) <= 3


def test_numbers_that_follow_each_other_tell_nothing_of_it() -> None:
    found = [int(pseudonym(number, ONE)) for number in range(1000)]
    steps = {after - before for before, after in pairwise(found)}
    assert len(steps) > 990
    assert 400_000 < sum(found) / len(found) < 600_000


@pytest.mark.parametrize(("number", "digits"), [(0, 6), (999_999, 6), (1_000_000, 8), (10**8, 10)])
def test_more_than_a_million_get_longer_ones(number: int, digits: int) -> None:
    assert len(pseudonym(number, ONE)) == digits
