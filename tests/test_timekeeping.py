"""Product time beside wall time: one pair for all processes, at any speed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.settings import Settings
from bot.timekeeping import RealClock, Rehearsal, RehearsalClock, wall_now
from bot.wiring import furnish

DAY = datetime(2027, 3, 1, 1, tzinfo=UTC)


def given(folder: Path, **values: Any) -> Settings:
    """Without anybody's `.env`."""
    apart: dict[str, Any] = {"_env_file": None, **values}
    return Settings(data_dir=folder / "var", **apart)


def test_a_pair_survives_being_written_down() -> None:
    pair = Rehearsal(wall_now(), DAY, 3600.5)
    assert Rehearsal.decode(pair.encode()) == pair


def test_product_time_runs_at_its_own_speed() -> None:
    clock = RehearsalClock(Rehearsal(wall_now() - timedelta(seconds=10), DAY, 60))
    passed = clock.now() - DAY
    assert timedelta(minutes=10) <= passed < timedelta(minutes=11)
    assert abs(clock.wall() - wall_now()) < timedelta(seconds=1)


def test_without_a_rehearsal_both_times_are_the_time() -> None:
    assert abs(RealClock().now() - RealClock().wall()) < timedelta(seconds=1)
    assert Rehearsal.begin(None, 1.0).real
    assert not Rehearsal.begin(DAY, 1.0).real


def test_all_processes_share_the_pair_of_the_first_start(tmp_path: Path) -> None:
    with furnish(given(tmp_path, now=DAY, time_scale=60), upgrade=True) as first:
        pair = first.rehearsal
        assert pair is not None
    with furnish(given(tmp_path, now=DAY + timedelta(days=9), time_scale=2), upgrade=False) as second:
        assert second.rehearsal == pair
    with furnish(given(tmp_path), upgrade=False) as third:
        assert third.rehearsal == pair, "a rehearsed database never becomes real"


def test_a_real_house_has_no_rehearsal(tmp_path: Path) -> None:
    with furnish(given(tmp_path), upgrade=True) as house:
        assert house.rehearsal is None
        assert isinstance(house.clock, RealClock)
