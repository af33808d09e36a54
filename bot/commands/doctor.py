"""`doctor`: can this installation work? Faults, advice, and what is switched off."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Annotated, Final

import msgspec
import typer

from bot import logs
from bot.commands.run import shout
from bot.core.errors import CanDungError, Misconfigured, Unreachable
from bot.settings import Settings
from bot.timekeeping import wall_now
from bot.ward import check
from bot.ward.advice import Level as WardLevel
from bot.web.hub import Hub
from bot.wiring import House, channels_of, furnish
from handlers import circle, watch
from storage import inbox, outbox, staff
from storage.blobs import Blobs
from storage.migrations import standing

LOW_DISK: Final = 2
PREFIX: Final = "CANDUNG_"


class Level(StrEnum):
    """`fault`: it cannot work so. `advice`: it works, but look. `off`: not set up. `ok`: fine."""

    FAULT = "fault"
    ADVICE = "advice"
    OFF = "off"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    about: str
    sentence: str


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Look at settings, database, evidence, channels, clock, calendar and ward. A fault exits with 1."""
    settings = Settings()
    logs.configure(settings)
    findings = list(_look(settings))
    if as_json:
        print(msgspec.json.encode([asdict(finding) for finding in findings]).decode())
    else:
        for finding in findings:
            print(f"{finding.level.value:<7} {finding.about:<10} {finding.sentence}")
    if any(finding.level is Level.FAULT for finding in findings):
        raise typer.Exit(1)


def _look(settings: Settings) -> Iterator[Finding]:
    try:
        house = furnish(settings, upgrade=settings.embedded)
    except CanDungError as problem:
        yield Finding(Level.FAULT, "start", str(problem))
        return
    except Exception as problem:  # whatever keeps it from starting is a finding
        yield Finding(Level.FAULT, "database", f"cannot be opened: {type(problem).__name__}")
        return
    with house:
        yield from _settings(settings)
        yield from _database(house)
        yield from asyncio.run(_outside(house))
        yield from _staff(house)
        yield from _duty(house)
        yield from _clock(house)
        yield from _ward(house)


def _settings(settings: Settings) -> Iterator[Finding]:
    for name in sorted(os.environ):
        field = name.removeprefix(PREFIX).lower()
        if name.startswith(PREFIX) and field not in Settings.model_fields:
            yield Finding(Level.ADVICE, "settings", f"{name} is no setting: is it misspelt?")
    if settings.public_url.startswith("http://") or not settings.public_url:
        yield Finding(
            Level.ADVICE,
            "settings",
            "PUBLIC_URL is not https: phones share a position only with https",
        )
    if settings.metrics_token is None:
        yield Finding(
            Level.OFF, "settings", "METRICS_TOKEN is not set: /metrics answers only on this machine"
        )
    if not settings.map_tiles_url:
        yield Finding(
            Level.OFF, "settings", "MAP_TILES_URL is not set: the map shows the ward's outline only"
        )


def _database(house: House) -> Iterator[Finding]:
    stands, _ = standing(house.database.engine)
    kind = "SQLite" if house.database.sqlite else "PostgreSQL"
    yield Finding(Level.OK, "database", f"{kind}, schema {stands}")
    waiting = house.database.transact(inbox.health)
    sending = house.database.transact(outbox.health)
    if waiting.parked:
        yield Finding(
            Level.ADVICE, "inbox", f"{waiting.parked} messages are parked: nobody could handle them"
        )
    if sending.uncertain or sending.dead:
        yield Finding(
            Level.ADVICE,
            "outbox",
            f"{sending.uncertain} messages stayed uncertain, {sending.dead} could not be delivered",
        )


async def _outside(house: House) -> list[Finding]:
    findings = []
    try:
        store = Blobs.open(house.settings.evidence, house.keyring)
        await store.check()
        findings.append(Finding(Level.OK, "evidence", "can be written and read"))
        findings += _disk(house, store)
    except Exception as problem:  # every store fails in its own way
        findings.append(Finding(Level.FAULT, "evidence", f"cannot be used: {type(problem).__name__}"))
        return findings
    return [*findings, *await _channels(house, store)]


async def _channels(house: House, store: Blobs) -> list[Finding]:
    """Whether each channel can work; one that is not set up is off."""
    try:
        _, channels = channels_of(house, store, Hub())
    except CanDungError as problem:
        return [Finding(Level.FAULT, "telegram", str(problem))]
    findings = []
    for name, channel in channels.items():
        try:
            findings.append(Finding(Level.OK, name, await channel.check()))
        except CanDungError as problem:
            findings.append(Finding(Level.FAULT, name, _why(problem)))
    if "telegram" not in channels:
        findings.append(Finding(Level.OFF, "telegram", "TELEGRAM_TOKEN is not set: the channel is off"))
    return findings


def _why(problem: CanDungError) -> str:
    if isinstance(problem, Unreachable):
        return f"the platform cannot be reached ({problem})"
    if isinstance(problem, Misconfigured):
        return f"the platform refuses our token or settings ({problem})"
    return str(problem) or type(problem).__name__


def _disk(house: House, store: Blobs) -> Iterator[Finding]:
    free = store.free_bytes()
    floor = house.settings.upload_min_free_mb * 1_000_000
    if free is None:
        return
    if free < floor:
        yield Finding(
            Level.FAULT,
            "disk",
            f"{free // 1_000_000} MB are free: uploads are refused below {floor // 1_000_000} MB",
        )
    elif free < LOW_DISK * floor:
        yield Finding(Level.ADVICE, "disk", f"only {free // 1_000_000} MB are free")


def _staff(house: House) -> Iterator[Finding]:
    if not house.database.transact(staff.has_administrator):
        yield Finding(
            Level.ADVICE, "staff", "there is no administrator: open the link that candung run prints"
        )
    for office in house.database.transact(lambda conn: circle.deserted(conn, house.ward)):
        sentence = f"nobody of the office {office} can be reached: others have to stand in for it"
        yield Finding(Level.ADVICE, "staff", sentence)


def _duty(house: House) -> Iterator[Finding]:
    """Whether somebody is on duty for a whole day, in the offices that promise it."""
    now = house.clock.now()
    for office, missing in house.database.transact(lambda conn: watch.missing(conn, house.ward, now)):
        spans = ", ".join(f"{each.begin:%Y-%m-%d %H:%M} to {each.end:%Y-%m-%d %H:%M}" for each in missing)
        sentence = f"nobody of the office {office} is on duty {spans}: urgent cases go to all of it (/truc)"
        yield Finding(Level.ADVICE, "duty", sentence)


def _clock(house: House) -> Iterator[Finding]:
    now = house.ward.local(house.clock.now())
    yield Finding(Level.OK, "clock", f"product time is {now:%Y-%m-%d %H:%M} in {house.ward.timezone}")
    if house.rehearsal is None:
        return
    yield Finding(Level.ADVICE, "clock", shout(house))
    if not house.settings.rehearsing:
        yield Finding(
            Level.ADVICE,
            "clock",
            "this data folder was rehearsed in and stays a rehearsal: start real work in another DATA_DIR",
        )


def _ward(house: House) -> Iterator[Finding]:
    yield Finding(Level.OK, "ward", f"{house.ward.name.vi}, {len(house.ward.routing)} routing rows")
    for finding in check(house.ward, house.ward.local(wall_now()).date()):
        level = Level.FAULT if finding.level is WardLevel.FAULT else Level.ADVICE
        yield Finding(level, "ward", finding.sentence)
