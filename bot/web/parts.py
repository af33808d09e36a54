"""What the web is made of: handed over once by the wiring, read by every handler."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from aiohttp import web
from prometheus_client import CollectorRegistry

from bot.channels.webchat import WebChat
from bot.core.geo import Boundary
from bot.core.messages import Prompt
from bot.core.ports import Channel, Clock, EvidenceStore
from bot.core.words import Wording
from bot.settings import Settings
from bot.web.hub import Hub
from bot.web.pulse import Pulse
from locales import Catalog
from storage.database import Database
from storage.sealing import Keyring
from storage.touch import Connection

HERE: Final = Path(__file__).parent


class Spot(Protocol):
    """A point on the map."""

    @property
    def latitude(self) -> float:
        """Degrees."""
        ...

    @property
    def longitude(self) -> float:
        """Degrees."""
        ...


class WardFace(Protocol):
    """What the page shows of the ward."""

    @property
    def authority(self) -> Wording:
        """Who answers here, in full."""
        ...

    @property
    def short_name(self) -> Wording:
        """As people say it."""
        ...

    @property
    def centre(self) -> Spot:
        """Where the map opens."""
        ...

    @property
    def outline(self) -> Boundary | None:
        """Its border, if the ward file has one."""
        ...


class UploadStore(EvidenceStore, Protocol):
    """The evidence store as uploads need it."""

    def free_bytes(self) -> int | None:
        """How much room is left, or None where nobody can tell."""
        ...


def _nobody_missing(_conn: Connection) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class WebParts:
    """Everything a handler may need. `arrived` wakes the dispatcher, `receipt` draws a receipt as PNG."""

    settings: Settings
    ward: WardFace
    catalog: Catalog
    database: Database
    keyring: Keyring
    clock: Clock
    store: UploadStore
    channel: WebChat
    hub: Hub
    arrived: Callable[[], None]
    receipt: Callable[[Prompt], bytes]
    webhooks: Mapping[str, Channel] = field(default_factory=dict)
    deserted: Callable[[Connection], list[str]] = _nobody_missing
    """Offices that nobody can reach."""
    pulse: Pulse = field(default_factory=Pulse)
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    templates: Path = HERE / "templates"
    static: Path = HERE / "static"
    ping: float = 15.0
    """Seconds between signs of life on an open event stream."""
    upload_memory: int = 256_000_000
    """How many bytes of unfinished uploads may be held at a time."""


PARTS: Final = web.AppKey("parts", WebParts)


def parts_of(request: web.Request) -> WebParts:
    """The parts of the application that answers this request."""
    return request.app[PARTS]
