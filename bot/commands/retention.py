"""`retention`: what was deleted because its time was over, and what goes next. It deletes nothing itself."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any

import msgspec
import typer

from bot.commands.opening import opened
from bot.core.retention import Goes, Terms, term_of
from bot.wiring import House
from bot.workers.retiring import terms_of
from storage import retention as kept
from storage.touch import Connection

WORDS: Mapping[Goes, str] = {
    Goes.PLACES: "closed cases: the exact place on the map, of which the area is left",
    Goes.UNSUBSTANTIATED_CASES: "closed cases, not substantiated: reporter, words, place",
    Goes.SUBSTANTIATED_CASES: "closed cases, substantiated: reporter, words, place",
    Goes.UNUSED_FILES: "files of cases that were not substantiated",
    Goes.SUBSTANTIATED_FILES: "files of substantiated cases",
    Goes.REFERRALS: "reports of places outside the ward",
    Goes.CALLS: "settled calls for an officer",
    Goes.PEOPLE: "who is behind conversations that are silent and lead to nothing kept",
    Goes.MISCONDUCT: "settled calls about an official",
    Goes.CONSENTS: "lines of the log of consents",
    Goes.RIGHTS: "settled requests about one's own data",
    Goes.LOOKS: "lines that say who looked at a case",
    Goes.OPENINGS: "lines that say who opened an original file",
    Goes.TRAILS: "closed cases: which of the staff did what",
    Goes.ANSWERS: "who of the staff wrote an answer",
    Goes.FORMER_STAFF: "names of staff who left",
}


def retention(
    days: Annotated[int, typer.Option(min=0, help="How many days to look ahead, and back.")] = 30,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """What was deleted by the ward's retention table, and what goes in the next days. Nothing is deleted
    here: the running timers do that."""
    with opened() as house:
        told = house.database.transact(lambda conn: _told(conn, house, days))
    if as_json:
        print(msgspec.json.encode(told).decode())
        return
    print(f"Until {told['until']} these go (row of the table, days kept, number):")
    for row in told["ahead"]:
        print(f"  {row['row']:<24} {row['days']:>5}  {row['number']:>7}  {row['what']}")
    print(f"Kept for a legal file, not touched: {told['kept']}")
    print(f"Deleted since {told['since']}:")
    for row in told["deleted"]:
        print(f"  {row['day']}  {row['row']:<24} {row['number']:>7}  {row['what']}")
    if not told["deleted"]:
        print("  nothing")


def _told(conn: Connection, house: House, days: int) -> dict[str, Any]:
    terms, now = terms_of(house.ward), house.clock.now()
    until, today = now + timedelta(days=days), house.ward.local(now).date()
    found, since = kept.ahead(conn, terms, until), today - timedelta(days=days)
    return {
        "until": house.ward.local(until).date().isoformat(),
        "ahead": [_ahead(terms, goes, number) for goes, number in found.goes.items()],
        "kept": found.kept,
        "since": since.isoformat(),
        "deleted": [_deleted(*line) for line in kept.noted(conn, since)],
    }


def _ahead(terms: Terms, goes: Goes, number: int) -> dict[str, Any]:
    return {**_named(goes.value), "days": term_of(terms, goes).days, "number": number}


def _deleted(day: date, what: str, number: int) -> dict[str, Any]:
    return {"day": day.isoformat(), **_named(what), "number": number}


def _named(what: str) -> dict[str, str]:
    """A line of a newer release is told by its own name."""
    row, _, rest = what.partition(".")
    return {"row": row, "kind": rest, "what": WORDS[Goes(what)] if what in set(Goes) else rest}
