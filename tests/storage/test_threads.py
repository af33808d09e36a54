"""What was written about a request: kept in order, its words erased some time after it was settled."""

from datetime import timedelta

from sqlalchemy import Connection, select

from storage import people, threads
from storage.people import RequestKind
from storage.threads import LINES, Line, ThreadAction, ThreadSide
from tests.storage.samples import AN, BINH, CHI, NOON, asked, later, spoil

QUESTION = Line(ThreadSide.RESIDENT, None, "mấy giờ mở cửa?", NOON)
ANSWER = Line(ThreadSide.STAFF, 7, "từ 7 giờ 30", later(9), ThreadAction.WRITE, "officer", "economic", "post")
MOVED = Line(ThreadSide.STAFF, 7, None, later(20), ThreadAction.MOVE, "coordinator", "culture", "post")


def written(conn: Connection, request: int, *lines: Line) -> None:
    """These were written, in this order."""
    for line in lines:
        threads.write(conn, request, line)


def test_lines_come_back_as_they_were_written_oldest_first(conn: Connection) -> None:
    request, other = people.ask(conn, asked(AN)), people.ask(conn, asked(BINH))
    written(conn, request, QUESTION, ANSWER)
    written(conn, other, QUESTION)
    written(conn, request, MOVED)
    assert threads.read(conn, request) == [QUESTION, ANSWER, MOVED]
    assert threads.read(conn, other) == [QUESTION]
    assert threads.read(conn, other + 1) == []


def test_of_a_long_thread_the_newest_lines_are_read(conn: Connection) -> None:
    request = people.ask(conn, asked(AN))
    lines = [Line(ThreadSide.RESIDENT, None, str(n), later(n)) for n in range(5)]
    written(conn, request, *lines)
    assert threads.read(conn, request, most=2) == lines[-2:]


def test_a_reader_goes_on_after_the_line_that_was_the_last(conn: Connection) -> None:
    request = people.ask(conn, asked(AN))
    assert threads.last(conn, request) == 0
    written(conn, request, QUESTION)
    last = threads.last(conn, request)
    written(conn, people.ask(conn, asked(BINH)), QUESTION)
    assert threads.read(conn, request, after=last) == []
    written(conn, request, ANSWER)
    assert threads.read(conn, request, after=last) == [ANSWER]
    assert threads.last(conn, request) > last


def test_blanked_words_are_gone_and_that_somebody_wrote_stays(conn: Connection) -> None:
    request, other = people.ask(conn, asked(AN)), people.ask(conn, asked(BINH))
    written(conn, request, QUESTION, ANSWER)
    written(conn, other, QUESTION)
    threads.blank(conn, request)
    assert [(line.side, line.staff, line.words, line.at) for line in threads.read(conn, request)] == [
        (ThreadSide.RESIDENT, None, None, NOON), (ThreadSide.STAFF, 7, None, later(9)),
    ]  # fmt: skip
    assert threads.read(conn, other) == [QUESTION]


def test_a_sweep_erases_the_words_of_what_was_settled_long_enough_ago(conn: Connection) -> None:
    long_ago, just_now, waiting = (people.ask(conn, asked(lane)) for lane in (AN, BINH, CHI))
    for request in (long_ago, just_now, waiting):
        written(conn, request, QUESTION, ANSWER)
    people.settle_request(conn, long_ago, "xong", at=later(30))
    people.settle_request(conn, just_now, "xong", at=later(60))
    assert not threads.sweep(conn, settled_before=later(60))
    words = {id_: [line.words for line in threads.read(conn, id_)] for id_ in (long_ago, just_now, waiting)}
    kept = [QUESTION.words, ANSWER.words]
    assert words == {long_ago: [None, None], just_now: kept, waiting: kept}


def test_a_sweep_goes_on_portion_by_portion_and_ends(conn: Connection) -> None:
    request = people.ask(conn, asked(AN))
    written(conn, request, *[QUESTION] * 5, MOVED)
    people.settle_request(conn, request, "xong", at=NOON)
    week_later = NOON + timedelta(days=7)
    assert [threads.sweep(conn, settled_before=week_later, most=2) for _ in range(3)] == [True, True, False]
    assert conn.execute(select(LINES.c.id).where(LINES.c.words.is_not(None))).all() == []


def test_a_request_made_again_has_a_thread_of_its_own(conn: Connection) -> None:
    first = people.ask(conn, asked(AN))
    written(conn, first, QUESTION)
    people.settle_request(conn, first, "xong", at=NOON)
    second = people.ask(conn, asked(AN))
    assert (threads.read(conn, second), threads.read(conn, first)) == ([], [QUESTION])
    assert threads.read(conn, people.ask(conn, asked(AN, RequestKind.RIGHTS))) == []


def test_words_that_cannot_be_opened_spoil_no_other_line(conn: Connection) -> None:
    request = people.ask(conn, asked(AN))
    written(conn, request, QUESTION, ANSWER)
    spoil(conn, "thread_lines", "words", conn.execute(select(LINES.c.id)).scalars().all()[0])
    assert [line.words for line in threads.read(conn, request)] == [None, "từ 7 giờ 30"]
