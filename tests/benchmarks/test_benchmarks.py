"""The benchmarks themselves, at a tiny size and without a peer."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import side_growth, side_latency, side_sending, side_sweep, side_understanding, side_updates
from benchmarks.figures import Bounds, figure, paired, store, table
from benchmarks.rounds import Failed, interleave, ours, run
from benchmarks.talk import STEPS


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    """The last line of a side."""
    return json.loads(capsys.readouterr().out.splitlines()[-1])


async def test_every_update_of_the_conversation_is_answered_and_filed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    await side_updates.measure(reports=1, people=3)
    assert set(told(capsys)) == {"rate", "cpu", "memory"}


async def test_the_words_for_the_peer_are_those_of_the_real_conversation(
    capsys: pytest.CaptureFixture[str],
) -> None:
    await side_updates.words()
    words = told(capsys)
    assert len(words) == len(STEPS)
    assert "{place}" in words[-2][0]
    assert all(buttons for _, buttons in words)


async def test_the_latency_of_every_update_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    await side_latency.measure(seconds=1, people=40)
    shares = told(capsys)
    assert 0 < shares["p50"] <= shares["p99"]


def test_growth_compares_each_kind_of_work(capsys: pytest.CaptureFixture[str]) -> None:
    side_growth.measure(1_000, 1_200)
    assert set(told(capsys)) == {"claim", "put", "sweep"}


def test_a_look_at_the_reminders_is_timed_by_what_is_open_and_by_what_is_due(
    capsys: pytest.CaptureFixture[str],
) -> None:
    side_sweep.measure(1_000, 1_200)
    assert set(told(capsys)) == {"open", "due", "few", "many"}


def test_hearing_a_message_is_timed_beside_a_search_for_the_same_phrases(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = side_understanding.messages()[:20]
    monkeypatch.setattr(side_understanding, "messages", lambda: said)
    side_understanding.measure(1)
    heard = told(capsys)
    assert set(heard) == {"ours", "peer"}
    assert all(set(figures) == {"rate", "mean", "p99"} for figures in heard.values())


def test_the_peer_finds_phrases_as_whole_words_however_they_are_typed() -> None:
    find = side_understanding.search(["cân thiếu", "cân"])
    assert find("Bà ấy cân thiếu, can thieu, cânn") == ["can thieu", "can thieu"]


def test_a_figure_is_the_median_of_its_rounds_and_says_whether_it_holds(tmp_path: Path) -> None:
    ratio = figure("updates", "times the peer's rate", paired([9, 8, 4], [3, 2, 2]), Bounds(3.0, 5.0), "peer")
    cost = figure("growth", "times, at most", [1.4, 1.7], Bounds(1.5))
    assert (ratio.value, ratio.low, ratio.high, ratio.rounds, ratio.holds) == (3.0, 2.0, 4.0, 3, True)
    assert not cost.holds
    assert "MISSED" in table([ratio, cost]).splitlines()[2]
    store([ratio, cost], tmp_path / "results.json")
    kept = json.loads((tmp_path / "results.json").read_text("utf-8"))
    assert list(kept[0]) == ["name", "value", "low", "high", "unit", "must", "aim", "peer", "rounds"]


def test_sides_take_turns_in_beginning() -> None:
    ran: list[str] = []
    interleave({"a": ours("a"), "b": ours("b")}, 2, lambda side: ran.append(side[1]))
    assert ran == ["benchmarks.a", "benchmarks.b", "benchmarks.b", "benchmarks.a"]


def test_a_side_that_fails_is_no_result() -> None:
    with pytest.raises(Failed, match="no_such_side"):
        run(ours("no_such_side"))


@pytest.mark.parametrize("side", [side_sending.ours, side_sending.library])
async def test_what_a_message_costs_is_told(side: Any, capsys: pytest.CaptureFixture[str]) -> None:
    await side(40)
    assert told(capsys)["cpu"] > 0


async def test_a_broadcast_beside_a_server_that_enforces_its_rate(
    capsys: pytest.CaptureFixture[str],
) -> None:
    await side_sending.pacing(2)
    paced = told(capsys)
    assert 50 < paced["share"] <= 110
    assert paced["refused"] < 500
