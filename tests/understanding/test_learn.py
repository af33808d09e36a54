"""What is counted in the labelled messages, and that it helps with those that were not counted."""

from bot.commands.trial.scoring import judge, scores
from bot.core.understanding.leaning import NOWHERE, ready
from bot.core.understanding.understand import prepare, understand
from bot.ward import load_ward
from bot.ward.lexicon import LEANINGS, counted, shipped
from tests.understanding.learn import learn, packed, rows


def test_the_counts_that_are_shipped_are_those_of_the_messages() -> None:
    assert LEANINGS.read_bytes() == packed(learn(rows("a", "b"))), "run `make leanings`"


def test_they_are_small() -> None:
    assert LEANINGS.stat().st_size < 300_000
    assert len(counted().words) < 6000


def _right(half: str, learnt_from: str | None) -> float:
    leaning = NOWHERE if learnt_from is None else ready(learn(rows(learnt_from)))
    lexicon = prepare(shipped(), leaning=leaning)
    told = [row for row in rows(half) if not row.doubtful]
    heard = [understand(row.text, lexicon).readings for row in told]
    finest = [readings[0].code if readings else "nothing" for readings in heard]
    return sum(code.partition(".")[0] == row.top for code, row in zip(finest, told, strict=True)) / len(told)


def test_counts_of_one_half_serve_the_other() -> None:
    for learnt, scored in (("a", "b"), ("b", "a")):
        assert _right(scored, learnt) >= 0.88


def test_counts_of_one_half_cost_the_other_no_more_than_a_few() -> None:
    for learnt, scored in (("a", "b"), ("b", "a")):
        assert _right(scored, learnt) >= _right(scored, None) - 0.02


def test_the_whole_is_heard() -> None:
    ward = load_ward()
    told = scores([judge(row, ward) for row in rows("a", "b")])
    assert told["category"] >= 0.96
    assert told["subcategory"] >= 0.93
    assert told["top3"] >= 0.985
