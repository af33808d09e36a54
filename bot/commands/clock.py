"""`clock`: by when must what be done about a case, and how did each date come about?"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec
import typer

from bot.commands.opening import opened
from bot.core.clocks import Clock
from bot.core.counting import Step, explain
from bot.core.errors import CanDungError
from bot.wiring import House
from handlers import explained
from handlers.deadlines import case_clocks
from locales.catalog import LANGUAGES
from storage import cases
from storage.touch import Connection

app = typer.Typer(help="By when must what be done about a case?", no_args_is_help=True)
MINUTE = 60


class NoSuchCase(CanDungError):
    """No case has this code."""


@app.callback()
def clock() -> None:
    """By when must what be done about a case?"""


@app.command("explain")
def explain_case(
    code: Annotated[str, typer.Argument(help="The code of a case, e.g. 26-0042-7.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    language: Annotated[str, typer.Option(help=f"In words of: {', '.join(LANGUAGES)}.")] = LANGUAGES[0],
) -> None:
    """The clocks of a case, each with the days that count and those that do not."""
    with opened() as house:
        clocks = house.database.transact(lambda conn: _clocks(conn, house, code.strip()))
        now = house.ward.local(house.clock.now())
        told = _lines(clocks, now, house, language)
    if as_json:
        print(msgspec.json.encode([_data(each, now) for each in clocks]).decode())
        return
    print("\n".join(told))


def _clocks(conn: Connection, house: House, code: str) -> Sequence[Clock]:
    case = cases.find(conn, code)
    if case is None:
        raise NoSuchCase(f"no case has the code {code}")
    return case_clocks(house.ward, case, cases.history(conn, case.id))


def _lines(clocks: Sequence[Clock], now: datetime, house: House, language: str) -> list[str]:
    say = house.catalog.speaker(language)
    return [
        line
        for each in clocks
        for line in (explained.head(each, now, say), *(f"  {step}" for step in explained.lines(each, say)))
    ]


def _data(each: Clock, now: datetime) -> dict[str, Any]:
    return {
        "clock": str(each.kind), "state": str(each.state(now)), "late": each.is_late(now),
        "days_late": each.days_late(now) if each.done is None else 0,
        "limit": {"amount": each.limit.amount, "unit": str(each.limit.unit), "extra_days": each.extra_days},
        "started": each.started.isoformat(timespec="seconds"), "due": each.due.isoformat(timespec="seconds"),
        "done": each.done.isoformat(timespec="seconds") if each.done else None,
        "provisional": each.provisional, "left_minutes": each.left(now).total_seconds() // MINUTE,
        "steps": [_step(step) for step in explain(each)],
    }  # fmt: skip


def _step(step: Step) -> dict[str, Any]:
    first, last = (
        at.date().isoformat() if step.whole else at.isoformat(timespec="seconds")
        for at in (step.first, step.last)
    )
    return {
        "kind": str(step.kind), "from": first, "to": last, "day": str(step.day) if step.day else None,
        "name": step.name, "days": step.days, "minutes": step.used.total_seconds() // MINUTE,
        "provisional": step.provisional,
    }  # fmt: skip
