"""What an error carries, and what the courier reads from it."""

from bot.core.errors import Moved, Refused, SendError, Throttled
from bot.core.messages import Kind


def test_a_refusal_carries_its_reason_and_the_words_for_its_places() -> None:
    problem = Refused("case-not-now", code="26-0042-7")
    assert (problem.reason, problem.args_) == ("case-not-now", {"code": "26-0042-7"})


def test_being_throttled_says_how_long_and_is_worth_another_try() -> None:
    problem = Throttled(2.5)
    assert isinstance(problem, SendError)
    assert (problem.after, problem.retryable, problem.loggable) == (2.5, True, False)


def test_only_what_a_person_must_not_miss_is_repeated_when_uncertain() -> None:
    assert {kind for kind in Kind if kind.repeated_when_uncertain} == {
        Kind.QUESTION,
        Kind.RECEIPT,
        Kind.ASSIGNMENT,
    }


def test_a_chat_that_moved_says_where_to_and_names_it_in_no_message() -> None:
    problem = Moved("-100500")
    assert (problem.person, str(problem)) == ("-100500", "moved")
    assert (problem.retryable, problem.loggable) == (True, False)
