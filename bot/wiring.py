"""Who is connected to whom? The only place that names concrete classes."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.app import App
from bot.channels.webchat import WebChat
from bot.core.errors import CanDungError
from bot.core.messages import Prompt
from bot.core.ports import Channel, Clock, EvidenceStore, OfGroups
from bot.media.clean import Cleaner
from bot.media.limits import Limits as PictureLimits
from bot.media.receipt import receipt_png
from bot.secret import secret_of
from bot.settings import Settings
from bot.timekeeping import RealClock, Rehearsal, RehearsalClock
from bot.ward import Ward, load_ward
from bot.web.app import build_web
from bot.web.hub import Hub
from bot.web.parts import WebParts
from bot.workers.collector import Collector, Gathering
from bot.workers.courier import Courier, Postage
from bot.workers.dispatcher import Bells, Dispatcher
from bot.workers.loop import Loop
from bot.workers.poller import Poller
from bot.workers.retiring import Retiring, terms_of
from bot.workers.timers import Retention, Timers
from bot.workers.turns import Turns
from handlers import circle, features, reminders
from handlers.duty import Rounds
from handlers.turn import Desk, Limits
from locales import Catalog
from storage import state
from storage.blobs import Blobs
from storage.database import Database
from storage.gallery import StoredGallery
from storage.limits import Limit
from storage.migrations import migrate, standing
from storage.sealing import Keyring
from storage.touch import Connection

if TYPE_CHECKING:
    from bot.channels.telegram import Telegram

MEGABYTE: Final = 1_000_000
HOUR: Final = 3600
DAY: Final = 86_400
KEYS_KEPT: Final = timedelta(days=14)
"""How long a message's duplicate key is kept: longer than any platform sends again."""
LOOP_PATIENCE: Final = 60.0
PATIENCE: Final = {"collector": 300.0, "poller-telegram": 150.0}
"""Seconds without a good step after which a loop is stuck. The collector waits for slow files, a poll for
news (50 s)."""


class ForeignKey(CanDungError):
    """The database was sealed with another key."""


class RehearsedOutside(CanDungError):
    """A rehearsal would write to real people."""


class NotMigrated(CanDungError):
    """The schema is older or newer than this release."""


@dataclass(frozen=True, slots=True)
class House:
    """What every command needs: settings, ward, words, key, database, clock."""

    settings: Settings
    ward: Ward
    catalog: Catalog
    keyring: Keyring
    database: Database
    clock: Clock

    @property
    def rehearsal(self) -> Rehearsal | None:
        """The pair that product time runs from, where it is not simply the time."""
        return self.clock.rehearsal if isinstance(self.clock, RehearsalClock) else None

    def close(self) -> None:
        """Finish and close the database."""
        self.database.close()

    def __enter__(self) -> "House":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def furnish(settings: Settings, *, upgrade: bool) -> House:
    """Open what an installation has. `upgrade` brings the schema up to date; otherwise it must be.

    Raises `KeyMissing`, `WardError`, `NotMigrated`, `ForeignKey`.
    """
    ward = load_ward(settings.ward_file)
    catalog = Catalog.load()
    features.add_ward_words(ward, catalog)
    keyring = Keyring(secret_of(settings))
    if settings.embedded:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database, keyring)
    try:
        _check_schema(database, upgrade=upgrade)
        clock = database.transact(lambda conn: _agree(conn, settings, keyring))
    except BaseException:
        database.close()
        raise
    return House(settings, ward, catalog, keyring, database, clock)


def _check_schema(database: Database, *, upgrade: bool) -> None:
    if upgrade:
        migrate(database.engine)
        return
    stands, newest = standing(database.engine)
    if stands != newest:
        raise NotMigrated(
            f"the database stands at {stands or 'nothing'}, this release needs {newest}: run candung migrate"
        )


def _agree(conn: Connection, settings: Settings, keyring: Keyring) -> Clock:
    """The key must be the one that sealed this database; the clock is the one that all processes share.

    A database that was rehearsed in stays a rehearsal, whatever the settings say later: its cases are not
    real, and its time must not run back.
    """
    if state.remember(conn, "key", keyring.fingerprint) != keyring.fingerprint:
        raise ForeignKey(
            "this database was sealed with another key: set CANDUNG_SECRET_KEY to that one,"
            " or put its secret.key back into the data folder"
        )
    pair = state.recall(conn, "rehearsal")
    if pair is None and settings.rehearsing:
        begun = Rehearsal.begin(settings.now, settings.time_scale)
        pair = state.remember(conn, "rehearsal", begun.encode())
    return RealClock() if pair is None else RehearsalClock(Rehearsal.decode(pair))


def desk_of(house: House, channels: Mapping[str, Channel]) -> Desk:
    """What the features have at hand."""
    settings = house.settings
    limits = Limits(
        cases=Limit("cases", settings.cases_per_day, DAY),
        lookups=Limit("lookups", settings.lookups_per_hour, HOUR),
        secrets=Limit("secrets", settings.secret_tries, HOUR),
    )
    return Desk(
        house.ward, house.catalog, house.keyring, features.build(house.ward, house.catalog), limits,
        partial(links, channels), partial(group_link, channels),
    )  # fmt: skip


def links(channels: Mapping[str, Channel], token: str) -> dict[str, str]:
    """The links that bring a person with this token, by channel."""
    found = {name: channel.invite(token) for name, channel in channels.items()}
    return {name: link for name, link in found.items() if link is not None}


def group_link(channels: Mapping[str, Channel], token: str) -> str | None:
    """The link that brings us with this token into a group, from the first channel that has groups."""
    found = (each.group_invite(token) for each in channels.values() if isinstance(each, OfGroups))
    return next((link for link in found if link is not None), None)


def receipt_of(prompt: Prompt) -> bytes:
    """The picture of a receipt prompt."""
    assert prompt.picture is not None, "only receipts are drawn"
    return receipt_png(prompt.picture)


@dataclass(frozen=True, slots=True)
class Part:
    """Which parts a process runs."""

    web: bool = True
    loops: bool = True


def build(house: House, part: Part = Part()) -> App:
    """The application, ready to start."""
    store = Blobs.open(house.settings.evidence, house.keyring)
    hub = Hub()
    webchat, channels = channels_of(house, store, hub)
    app = App(house.database, house.clock, host=house.settings.http_host, port=house.settings.http_port)
    app.channels = tuple(channels.values())
    if part.loops:
        _add_loops(app, house, channels, store)
    if part.web:
        _add_web(app, house, webchat, hub, store)
    return app


def channels_of(house: House, store: EvidenceStore, hub: Hub) -> tuple[WebChat, dict[str, Channel]]:
    """The chat page, and every channel that is set up, it among them."""
    webchat = WebChat(house.ward.code, store, hub, house.keyring.lane, house.settings.address)
    channels: dict[str, Channel] = {webchat.name: webchat}
    telegram = telegram_of(house, store)
    if telegram is not None:
        channels[telegram.name] = telegram
    return webchat, channels


def telegram_of(house: House, store: EvidenceStore) -> "Telegram | None":
    """The Telegram channel, where a token is set. Raises `RehearsedOutside`."""
    settings = house.settings
    if settings.telegram_token is None:
        return None
    from bot.channels.telegram import (  # noqa: PLC0415  its library takes long to import, and few need it
        Telegram,
        TelegramSettings,
    )

    _refuse_rehearsal(house, settings.telegram_api_base)
    account = TelegramSettings(
        token=settings.telegram_token.get_secret_value(),
        api_base=settings.telegram_api_base,
        mode=settings.telegram_mode.value,
        webhook_url=f"{settings.address}/webhooks/telegram",
        secret=house.keyring.tag("webhook", b"telegram"),
    )

    def scrub(token: str) -> str:
        return house.keyring.tag("invitation", token.encode())

    return Telegram(account, StoredGallery(house.database, store), receipt_of, scrub, house.catalog.say)


def _refuse_rehearsal(house: House, base: str) -> None:
    """A rehearsal never reaches real people: its platforms must be fakes on this machine."""
    host = urlsplit(base).hostname or ""
    if house.rehearsal is not None and host not in {"127.0.0.1", "::1", "localhost"}:
        raise RehearsedOutside(
            "this is a rehearsal (TIME_SCALE, NOW, or a data folder that was rehearsed in):"
            " CANDUNG_TELEGRAM_API_BASE must point to this machine, or CANDUNG_TELEGRAM_TOKEN be unset"
        )


def _add_loops(app: App, house: House, channels: Mapping[str, Channel], store: Blobs) -> None:
    settings, database, clock = house.settings, house.database, house.clock
    alone = database.sqlite
    courier = Courier(database, Postage(channels, clock, house.catalog, alone))
    collector = Collector(
        database,
        Gathering(store, channels, clock, _cleaner(settings), settings.upload_max_mb * MEGABYTE, alone),
    )
    turns = Turns(desk_of(house, channels), channels, clock)
    dispatcher = Dispatcher(turns, database, channels, clock, Bells(courier.wake, collector.wake))
    collector.told = dispatcher.wake
    keep = house.ward.retention
    retention = Retention(timedelta(days=keep.worded_text), KEYS_KEPT, timedelta(days=keep.drafts))
    timers = Timers(database, clock, retention, _holder())
    timers.rang = dispatcher.wake
    timers.awake = house.ward.is_daytime
    timers.retiring = Retiring(terms_of(house.ward), house.ward.zone)
    ward = house.ward
    timers.looks = (partial(_look_at_cases, ward), reminders.Owed(ward).look, Rounds(ward).look)
    app.dispatcher, app.timers = dispatcher, timers
    app.loops = (dispatcher, courier, collector, timers, *_pollers(house, channels, dispatcher))


def _look_at_cases(ward: Ward, conn: Connection, now: datetime, wall: datetime) -> reminders.Looked:
    return reminders.look(conn, ward, now, wall)


def _pollers(house: House, channels: Mapping[str, Channel], dispatcher: Dispatcher) -> list[Poller]:
    """One for every channel that has updates to ask for, or a webhook to see to."""
    pollers = [
        Poller(channel, house.database, house.clock, house.keyring.lane, _holder())
        for channel in channels.values()
        if not isinstance(channel, WebChat)
    ]
    for poller in pollers:
        poller.rang = dispatcher.wake
    return pollers


def _holder() -> str:
    """Who holds a lease: this process, in this life."""
    return f"{os.getpid()}-{secrets.token_hex(4)}"


def _cleaner(settings: Settings) -> Cleaner:
    memory = settings.picture_memory_mb * MEGABYTE
    return Cleaner(PictureLimits(memory=memory, seconds=float(settings.picture_seconds)))


def _stepped(duty: Loop) -> float | None:
    return duty.polled_at if isinstance(duty, Poller) else duty.stepped_at


def _add_web(app: App, house: House, webchat: WebChat, hub: Hub, store: Blobs) -> None:
    dispatcher = app.dispatcher
    parts = WebParts(
        settings=house.settings,
        ward=house.ward,
        catalog=house.catalog,
        database=house.database,
        keyring=house.keyring,
        clock=house.clock,
        store=store,
        channel=webchat,
        hub=hub,
        arrived=dispatcher.wake if dispatcher is not None else lambda: None,
        receipt=receipt_of,
        webhooks={channel.name: channel for channel in app.channels if channel is not webchat},
        deserted=lambda conn: circle.deserted(conn, house.ward),
    )
    for duty in app.loops:
        parts.pulse.watch(duty.name, partial(_stepped, duty), PATIENCE.get(duty.name, LOOP_PATIENCE))
        if isinstance(duty, Poller):
            duty.refused = partial(parts.pulse.note_token, duty.channel)
    app.web = build_web(parts)
