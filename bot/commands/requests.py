"""`requests`: what waits for a person of the ward: rights requests and calls for an officer."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
import typer

from bot.commands.opening import opened
from bot.core.errors import CanDungError
from bot.wiring import House
from storage import people

app = typer.Typer(help="Requests that wait for a person of the ward.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class NoSuchRequest(CanDungError):
    """No open request has this number."""


@app.command("list")
def list_requests(as_json: AsJson = False) -> None:
    """What waits, oldest first, with the last days of the law."""
    with opened() as house:
        rows = [_shown(row, house) for row in house.database.transact(people.open_requests)]
    if as_json:
        print(msgspec.json.encode(rows).decode())
        return
    for row in rows:
        print(
            f"{row['number']:>5}  {row['kind']:<8} {row['office']:<10} made {row['made']}"
            f"  first answer by {row['first_answer_due'] or '-'}  due {row['due'] or '-'}"
        )
    if not rows:
        print("Nothing waits.")


def _shown(row: Any, house: House) -> dict[str, Any]:
    def day(moment: datetime | None) -> str | None:
        return house.ward.local(moment).date().isoformat() if moment else None

    return {
        "number": row.id, "kind": str(row.kind), "office": row.office, "details": row.details,
        "made": day(row.made_at), "first_answer_due": day(row.due_first), "due": day(row.due_last),
    }  # fmt: skip


@app.command("done")
def settle(
    number: Annotated[int, typer.Argument(help="The number of the request.")],
    outcome: Annotated[str, typer.Option(help="What was done, in one sentence.")],
) -> None:
    """Note that a request was dealt with, and how."""
    with opened() as house:
        at = house.clock.now()
        done = house.database.transact(lambda conn: people.settle_request(conn, number, outcome, at=at))
    if not done:
        raise NoSuchRequest(f"no open request has the number {number}")
    print(f"Request {number} is settled.")
