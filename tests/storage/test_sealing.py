"""What is sealed stays as it was, where it was, and unread."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.messages import Address
from storage.sealing import CHUNK, Keyring, SealBroken, random_id

SECRET, OTHER = b"an invented secret of 32 bytes!!", b"another invented secret, 32 byte"
RING = Keyring(SECRET)
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5)
HEAD, SEALED_CHUNK = 21, CHUNK + 16


@given(st.binary(max_size=2000), st.binary(max_size=40))
def test_a_value_comes_back_as_it_was(content: bytes, context: bytes) -> None:
    assert RING.open(RING.seal(content, context), context) == content


@given(st.binary(max_size=300), st.data())
def test_a_changed_value_does_not_open(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(RING.seal(content, b"inbox.raw"))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        RING.open(bytes(sealed), b"inbox.raw")


def test_a_cut_value_does_not_open() -> None:
    sealed = RING.seal(b"words", b"inbox.raw")
    for size in range(len(sealed)):
        with pytest.raises(SealBroken):
            RING.open(sealed[:size], b"inbox.raw")


def test_a_value_moved_to_another_column_does_not_open() -> None:
    with pytest.raises(SealBroken):
        RING.open(RING.seal(b"words", b"inbox.raw"), b"people.phone")


def test_the_same_value_is_never_sealed_alike() -> None:
    assert len({RING.seal(b"words", b"x") for _ in range(1000)}) == 1000


def test_nothing_of_the_value_shows() -> None:
    assert b"words" not in RING.seal(b"words of a resident", b"x")
    assert b"words" not in RING.seal_file(b"words of a resident" * 100, b"x")


def test_a_foreign_key_opens_nothing() -> None:
    sealed, file = RING.seal(b"words", b"x"), RING.seal_file(b"words", b"x")
    with pytest.raises(SealBroken):
        Keyring(OTHER).open(sealed, b"x")
    with pytest.raises(SealBroken):
        Keyring(OTHER).open_file(file, b"x")


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_back_as_it_was(size: int) -> None:
    content = os.urandom(size)
    assert RING.open_file(RING.seal_file(content, b"x"), b"x") == content


@given(st.binary(max_size=5000), st.lists(st.integers(1, 700), min_size=1))
def test_a_file_may_come_in_pieces_of_any_size(content: bytes, cuts: list[int]) -> None:
    def pieces(of: bytes) -> list[bytes]:
        found, at = [], 0
        for size in cuts:
            found.append(of[at : at + size])
            at += size
        return [*found, of[at:]]

    sealed = b"".join(RING.seal_stream(pieces(content), b"x"))
    assert b"".join(RING.open_stream(pieces(sealed), b"x")) == content


def test_a_cut_file_does_not_open_wherever_it_is_cut() -> None:
    sealed = RING.seal_file(os.urandom(2 * CHUNK + 5), b"x")
    for size in (
        0,
        1,
        HEAD - 1,
        HEAD,
        HEAD + 9,
        HEAD + SEALED_CHUNK,
        HEAD + 2 * SEALED_CHUNK,
        len(sealed) - 1,
    ):
        with pytest.raises(SealBroken):
            RING.open_file(sealed[:size], b"x")


def test_chunks_cannot_be_left_out_swapped_repeated_or_added() -> None:
    sealed = RING.seal_file(os.urandom(2 * CHUNK + 5), b"x")
    head, one = sealed[:HEAD], sealed[HEAD : HEAD + SEALED_CHUNK]
    two, three = sealed[HEAD + SEALED_CHUNK : HEAD + 2 * SEALED_CHUNK], sealed[HEAD + 2 * SEALED_CHUNK :]
    assert RING.open_file(head + one + two + three, b"x")
    for forged in (one + three, two + one + three, one + one + two + three, one + two + three + three, three):
        with pytest.raises(SealBroken):
            RING.open_file(head + forged, b"x")


def test_a_chunk_of_another_file_does_not_fit() -> None:
    one, two = (RING.seal_file(os.urandom(CHUNK + 5), b"x") for _ in range(2))
    with pytest.raises(SealBroken):
        RING.open_file(one[: HEAD + SEALED_CHUNK] + two[HEAD + SEALED_CHUNK :], b"x")


@given(st.binary(max_size=300), st.data())
def test_a_changed_file_does_not_open(content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(RING.seal_file(content, b"x"))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        RING.open_file(bytes(sealed), b"x")


def test_a_file_does_not_open_as_another_or_as_a_value() -> None:
    sealed = RING.seal_file(b"words", b"evidence:1")
    with pytest.raises(SealBroken):
        RING.open_file(sealed, b"evidence:2")
    with pytest.raises(SealBroken):
        RING.open(sealed, b"evidence:1")
    with pytest.raises(SealBroken):
        RING.open_file(RING.seal(b"words", b"evidence:1"), b"evidence:1")


def test_after_a_change_of_keys_old_things_open_and_new_ones_need_the_new_key() -> None:
    changed = Keyring(OTHER, older=(SECRET,))
    assert changed.open(RING.seal(b"words", b"x"), b"x") == b"words"
    assert changed.open_file(RING.seal_file(b"words", b"x"), b"x") == b"words"
    with pytest.raises(SealBroken):
        RING.open(changed.seal(b"words", b"x"), b"x")
    assert Keyring(OTHER).open(changed.seal(b"words", b"x"), b"x") == b"words"


def test_after_a_change_of_keys_people_keep_their_lanes_and_the_data_is_not_foreign() -> None:
    changed, person = Keyring(OTHER, older=(SECRET,)), Address("telegram", "bot", "1")
    assert changed.lane(person) == RING.lane(person)
    assert changed.fingerprint == RING.fingerprint
    assert Keyring(OTHER).fingerprint != RING.fingerprint


def test_a_tag_holds_until_its_secret_is_dropped() -> None:
    old, changed = RING.tag("cookie", b"session"), Keyring(OTHER, older=(SECRET,))
    assert changed.is_tag(old, "cookie", b"session")
    assert changed.tags("cookie", b"session") == (changed.tag("cookie", b"session"), old)
    assert not Keyring(OTHER).is_tag(old, "cookie", b"session")


def test_a_tag_is_good_for_one_purpose_and_one_content() -> None:
    tag = RING.tag("cookie", b"session")
    assert RING.is_tag(tag, "cookie", b"session")
    assert not RING.is_tag(tag, "receipt", b"session")
    assert not RING.is_tag(tag, "cookie", b"another")
    assert not RING.is_tag("", "cookie", b"session")
    assert not RING.is_tag("\udcff ư", "cookie", b"session")
    assert RING.tag("ab", b"c") != RING.tag("a", b"bc")


def test_a_lane_is_32_hex_digits_and_names_nobody() -> None:
    lane = RING.lane(Address("telegram", "bot", "123456789"))
    assert len(lane) == 32
    assert int(lane, 16)
    assert lane != Keyring(OTHER).lane(Address("telegram", "bot", "123456789"))


WORDS = st.text(st.characters(codec="utf-8"), max_size=4)
ADDRESSES = st.builds(Address, WORDS, WORDS, WORDS)


@given(ADDRESSES, ADDRESSES)
def test_two_people_never_share_a_lane(one: Address, two: Address) -> None:
    assert (RING.lane(one) == RING.lane(two)) == (one == two)


def test_a_short_or_doubled_secret_is_not_taken() -> None:
    with pytest.raises(ValueError, match="at least 16"):
        Keyring(b"short")
    with pytest.raises(ValueError, match="twice"):
        Keyring(SECRET, older=(OTHER, SECRET))


def test_random_ids_are_32_hex_digits_and_differ() -> None:
    ids = {random_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(each) == 32 and int(each, 16) >= 0 for each in ids)
