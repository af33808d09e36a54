"""What scales may be wrong by, and the arithmetic of a shortage line by line."""

import pytest

from bot.core.measure import (
    Allowance,
    Amounts,
    Line,
    Step,
    Tolerance,
    Unit,
    What,
    allowances,
    arithmetic,
)

TABLE = (
    Tolerance((2,), 10, 200, (Step(1, 500), Step(2))),
    Tolerance((5, 8), 20, 400, (Step(1, 1000), Step(2, 4000), Step(3))),
    Tolerance((10,), 50, 1000, (Step(1, 2500), Step(2))),
    Tolerance((60, 100), 200, 4000, (Step(1, 10000), Step(2, 40000), Step(3))),
)


def stated(bought: float, got: float, unit: Unit = Unit.GRAM) -> tuple[Line, ...]:
    """The lines that every shortage has."""
    missing = bought - got
    return (
        Line(What.BOUGHT, bought, bought, unit),
        Line(What.GOT, got, got, unit),
        Line(What.MISSING, missing, missing, unit),
        Line(What.PERCENT, 100 * missing / bought, 100 * missing / bought),
    )


def test_every_capacity_has_its_allowance_the_strictest_first() -> None:
    assert allowances(TABLE, 1000) == (Allowance((2, 5, 8), 20), Allowance((10,), 50))
    assert allowances(TABLE, 50_000) == (Allowance((60, 100), 600),)
    assert allowances(TABLE, 100) == ()


def test_a_known_scale_gives_one_allowance() -> None:
    lines = arithmetic(Amounts(1000, 700, Unit.GRAM), TABLE, 5)
    assert lines == (
        *stated(1000, 700),
        Line(What.ALLOWED, 20, 20, Unit.GRAM, (5,)),
        Line(What.TIMES, 15, 15, None, (5,)),
    )


def test_an_unknown_scale_gives_the_range_over_those_that_can_have_weighed_it() -> None:
    lines = arithmetic(Amounts(1000, 700, Unit.GRAM), TABLE)
    assert lines[4:] == (
        Line(What.ALLOWED, 20, 50, Unit.GRAM, (2, 5, 8, 10)),
        Line(What.TIMES, 6, 15, None, (2, 5, 8, 10)),
    )


@pytest.mark.parametrize(
    ("amounts", "scale"),
    [
        (Amounts(1000, 700, Unit.MILLILITRE), None),
        (Amounts(5000, 4600, Unit.MILLIMETRE), None),
        (Amounts(18.75, 18, Unit.GRAM), None),
        (Amounts(1000, 700, Unit.GRAM), 3),
        (Amounts(1000, 1000, Unit.GRAM), None),
    ],
)
def test_where_the_table_is_silent_nothing_is_compared(amounts: Amounts, scale: float | None) -> None:
    assert arithmetic(amounts, TABLE, scale) == stated(amounts.bought, amounts.got, amounts.unit)


def test_more_than_was_bought_is_no_shortage() -> None:
    lines = arithmetic(Amounts(1000, 1100, Unit.GRAM), TABLE)
    assert [line.low for line in lines] == [1000, 1100, -100, -10]
