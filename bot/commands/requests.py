"""`requests`: what waits for a person of the ward: rights requests and calls for an officer."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
import typer

from bot.commands.opening import opened
from bot.core.errors import CanDungError
from bot.core.messages import Notice
from bot.wiring import House
from handlers.masking import mask
from locales.catalog import LANGUAGES
from storage import conversations, inbox, people, threads
from storage.threads import Line, ThreadAction, ThreadSide
from storage.touch import Connection

app = typer.Typer(help="Requests that wait for a person of the ward.", no_args_is_help=True)

EVERY = 10_000
"""More lines than any thread has."""
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class NoSuchRequest(CanDungError):
    """No open request has this number."""


class NotForHere(CanDungError):
    """What is said about an official is read by those who lead the ward, and by nobody at this machine."""


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


@app.command("show")
def show(
    number: Annotated[int, typer.Argument(help="The number of the request.")], as_json: AsJson = False
) -> None:
    """What was written about a request, oldest first. Telephone numbers in a resident's words are covered."""
    with opened() as house:
        row = house.database.transact(lambda conn: people.request(conn, number))
        lines = house.database.transact(lambda conn: threads.read(conn, number, most=EVERY))
        told = [_line(line, house) for line in lines]
    if row is None:
        raise NoSuchRequest(f"no request has the number {number}")
    if row.kind.confidential:
        raise NotForHere(
            f"request {number} is about an official: only those who lead the ward read it, in the chat"
        )
    if as_json:
        print(msgspec.json.encode(told).decode())
        return
    for line in told:
        print(f"{line['at']}  {line['side']:<8} {line['role']:<11} {line['office']:<10} {line['action']:<5}"
              f"  {line['words']}")  # fmt: skip
    if not told:
        print("Nothing was written.")


def _line(line: Line, house: House) -> dict[str, Any]:
    words = line.words or ""
    if line.side is ThreadSide.RESIDENT:
        words = mask(words, house.catalog.speaker(LANGUAGES[0]))
    return {
        "at": house.ward.local(line.at).isoformat(timespec="seconds"), "side": str(line.side),
        "staff": line.staff, "role": line.role, "office": line.office, "channel": line.channel,
        "action": str(line.action), "words": words,
    }  # fmt: skip


@app.command("done")
def settle(
    number: Annotated[int, typer.Argument(help="The number of the request.")],
    outcome: Annotated[str, typer.Option(help="What was done, in one sentence.")],
) -> None:
    """Note that a request was dealt with, and how."""
    with opened() as house:
        done = house.database.transact(lambda conn: _settle(conn, house, number, outcome))
    if not done:
        raise NoSuchRequest(f"no open request has the number {number}")
    print(f"Request {number} is settled.")


def _settle(conn: Connection, house: House, number: int, outcome: str) -> bool:
    """Note it, and leave a notice on the resident's lane: the running house tells them, and closes cards."""
    now, wall = house.clock.now(), house.clock.wall()
    if not people.settle_request(conn, number, outcome, at=now):
        return False
    line = Line(ThreadSide.STAFF, None, outcome, now, ThreadAction.DONE, channel="cli")
    threads.write(conn, number, line)
    row = people.request(conn, number)
    talk = conversations.find(conn, row.lane) if row is not None and row.lane is not None else None
    if talk is not None:
        said = Notice("request-settled", {"request": number})
        notice = inbox.notice(talk.lane, talk.address, f"request-settled:{number}", said)
        inbox.put(conn, [notice], now=now, wall=wall)
    return True
