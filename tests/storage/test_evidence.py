"""The life of a file: wanted, kept or refused, part of a case, or erased."""

from sqlalchemy import Connection, LargeBinary, literal, update

from bot.core.messages import Attachment, MediaKind
from storage import evidence
from storage.evidence import EVIDENCE, EvidenceState, File, Kept
from tests.storage.samples import AN, BINH, NOON, file_id, filed, later, stored_talk, want, wanted


def kept(number: int) -> Kept:
    """What became known of a photo."""
    return Kept(file_id(number), MediaKind.PHOTO, "image/jpeg", "d" * 64, 1000, has_copy=True)


def collected(conn: Connection, *, most: int = 9, wall: int = 0) -> list[File]:
    """What a collector gets; it has a minute."""
    return evidence.waiting(conn, wall=later(wall), until=later(wall + 60), most=most)


def found(conn: Connection, number: int) -> File:
    """One file."""
    file = evidence.find(conn, file_id(number))
    assert file is not None
    return file


def test_a_wanted_file_is_claimed_with_what_is_needed_to_fetch_it(conn: Connection) -> None:
    want(conn, 1, 2)
    assert [file.id for file in collected(conn, most=1)] == [file_id(1)]
    (file,) = collected(conn)
    assert file.source == Attachment("ref-2", MediaKind.PHOTO, "cân.jpg", 1000)
    assert (file.state, file.lane, file.attempts) == (EvidenceState.WANTED, AN, 1)
    assert collected(conn, wall=59) == []
    assert [each.attempts for each in collected(conn, wall=60)] == [2, 2]


def test_a_file_is_not_ordered_twice(conn: Connection) -> None:
    want(conn, 1)
    evidence.keep(conn, kept(1))
    want(conn, 1)
    evidence.want(conn, [], wall=NOON)
    assert found(conn, 1).state is EvidenceState.READY


def test_a_file_that_did_not_come_is_fetched_later(conn: Connection) -> None:
    want(conn, 1)
    collected(conn)
    evidence.later(conn, file_id(1), at=later(10))
    assert collected(conn, wall=9) == []
    assert len(collected(conn, wall=10)) == 1


def test_a_kept_file_is_known_by_its_content_and_fetched_no_more(conn: Connection) -> None:
    want(conn, 1)
    assert evidence.keep(conn, kept(1))
    assert not evidence.keep(conn, kept(1))
    file = found(conn, 1)
    assert (file.media_type, file.digest, file.size, file.has_copy) == ("image/jpeg", "d" * 64, 1000, True)
    assert file.source is None
    assert collected(conn, wall=999) == []
    assert evidence.to_delete(conn, most=9) == []


def test_a_refused_file_is_told_once_and_its_bytes_go(conn: Connection) -> None:
    want(conn, 1)
    assert evidence.refuse(conn, file_id(1), "file-too-large")
    assert not evidence.refuse(conn, file_id(1), "file-too-large")
    assert evidence.to_delete(conn, most=9) == [file_id(1)]
    evidence.deleted(conn, file_id(1))
    assert evidence.to_delete(conn, most=9) == []


def test_a_file_that_was_erased_while_it_was_fetched_is_not_kept(conn: Connection) -> None:
    want(conn, 1)
    collected(conn)
    evidence.erase(conn, [file_id(1)])
    assert not evidence.keep(conn, kept(1))
    assert not evidence.refuse(conn, file_id(1), "file-lost")
    assert evidence.to_delete(conn, most=9) == [file_id(1)]


def test_files_become_part_of_a_case_in_order(conn: Connection) -> None:
    want(conn, 1, 2, 3)
    case_id = filed(conn)
    assert evidence.attach(conn, [file_id(3), file_id(1)], case_id, keep_lane=True) == 2
    assert [file.id for file in evidence.of_case(conn, case_id)] == [file_id(3), file_id(1)]
    assert {file.case_id for file in evidence.of_lane(conn, AN)} == {case_id, None}


def test_nothing_says_any_more_who_sent_the_files_of_an_anonymous_case(conn: Connection) -> None:
    want(conn, 1)
    case_id = filed(conn, lane=None)
    evidence.attach(conn, [file_id(1)], case_id, keep_lane=False)
    assert found(conn, 1).lane is None
    assert evidence.of_lane(conn, AN) == []
    assert evidence.keep(conn, kept(1)), "it may still be on its way"


def test_neither_an_erased_file_nor_one_of_another_case_can_be_attached(conn: Connection) -> None:
    want(conn, 1, 2)
    first, second = filed(conn), filed(conn, "26-0002-6")
    evidence.attach(conn, [file_id(1)], first, keep_lane=True)
    evidence.erase(conn, [file_id(2)])
    assert evidence.attach(conn, [file_id(1), file_id(2), file_id(9)], second, keep_lane=True) == 0
    assert found(conn, 1).case_id == first


def test_what_is_part_of_a_case_is_not_erased(conn: Connection) -> None:
    want(conn, 1, 2)
    evidence.keep(conn, kept(1))
    evidence.keep(conn, kept(2))
    evidence.attach(conn, [file_id(1)], filed(conn), keep_lane=True)
    evidence.erase(conn, [file_id(1), file_id(2)])
    evidence.erase(conn, [])
    assert found(conn, 1).state is EvidenceState.READY
    gone = found(conn, 2)
    assert (gone.state, gone.lane, gone.digest) == (EvidenceState.DELETED, None, "")


def test_all_that_a_person_sent_is_erased_or_loses_its_sender(conn: Connection) -> None:
    want(conn, 1, 2)
    want(conn, 3, lane=BINH)
    evidence.attach(conn, [file_id(1)], filed(conn), keep_lane=True)
    evidence.erase_lane(conn, AN)
    assert evidence.of_lane(conn, AN) == []
    assert [found(conn, n).state for n in (1, 2, 3)] == [
        EvidenceState.WANTED,
        EvidenceState.DELETED,
        EvidenceState.WANTED,
    ]


def test_a_source_that_cannot_be_opened_is_no_source_and_holds_up_no_other(conn: Connection) -> None:
    want(conn, 1, 2)
    spoilt = update(EVIDENCE).where(EVIDENCE.c.id == file_id(1))
    conn.execute(spoilt.values(source=literal(b"not sealed", LargeBinary)))
    assert [file.source is None for file in collected(conn)] == [True, False]


def test_every_opening_of_an_original_is_written_down(conn: Connection) -> None:
    want(conn, 1)
    evidence.open_original(conn, file_id(1), "officer 7", "kiểm tra biển hiệu", at=NOON)
    evidence.open_original(conn, file_id(1), "officer 8", "đối chiếu", at=later(5))
    opened = evidence.openings(conn, file_id(1))
    assert [(row.who, row.reason, row.at) for row in opened] == [
        ("officer 7", "kiểm tra biển hiệu", NOON),
        ("officer 8", "đối chiếu", later(5)),
    ]


def test_files_are_counted_by_where_they_stand(conn: Connection) -> None:
    want(conn, 1, 2, 3)
    evidence.keep(conn, kept(1))
    assert evidence.counts(conn) == {"wanted": 2, "ready": 1}


def test_old_files_that_became_part_of_no_case_are_found_oldest_first(conn: Connection) -> None:
    moments = {1: later(3), 2: later(2), 3: later(1), 4: later(9)}
    evidence.want(conn, [wanted(number, came_at=at) for number, at in moments.items()], wall=NOON)
    evidence.attach(conn, [file_id(1)], filed(conn), keep_lane=True)
    assert evidence.orphans(conn, later(5)) == [file_id(3), file_id(2)]
    assert evidence.orphans(conn, later(5), most=1) == [file_id(3)]
    evidence.erase(conn, [file_id(3)])
    assert evidence.orphans(conn, later(5)) == [file_id(2)]


def test_a_file_that_nobody_sent_is_not_found(conn: Connection) -> None:
    assert evidence.find(conn, file_id(1)) is None


def test_what_an_open_conversation_still_holds_is_not_of_nobody(conn: Connection) -> None:
    want(conn, 1)
    want(conn, 2, lane=BINH)
    stored_talk(conn, AN, flow="report", draft={"seed": "1"})
    stored_talk(conn, BINH)
    assert evidence.orphans(conn, later(5)) == [file_id(2)]


def test_after_the_clock_was_set_back_no_file_waits_longer_than_any_pause_of_ours(conn: Connection) -> None:
    want(conn, 1, 2)
    evidence.later(conn, file_id(1), at=later(9999))
    assert evidence.hasten(conn, wall=NOON, latest=later(700)) == 1
    assert len(collected(conn)) == 2


def test_bytes_stay_while_their_file_is_wanted_or_kept(conn: Connection) -> None:
    want(conn, 1, 2, 3)
    evidence.keep(conn, kept(2))
    evidence.erase(conn, [file_id(3)])
    assert evidence.standing(conn, [file_id(n) for n in (1, 2, 3, 4)]) == {file_id(1), file_id(2)}
    assert evidence.sources(conn) == {"ref-1"}
