"""`POST /chat/files`: files of one message, sealed into the store, then one inbox row that names them.

Nothing is written that was not counted before: every file is charged to the person's and the client's
day when it has arrived whole and before it is stored. The key of a file comes from the message's own
id, so a repeated request writes the same objects again.
"""

import asyncio
from typing import Final

import structlog
from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.http_exceptions import BadHttpMessage

from bot.channels.webchat import Sent, SentFile
from bot.core.messages import MediaKind
from bot.web.bodies import clean, clean_line
from bot.web.clients import client_tag
from bot.web.intake import DAY, HOUSEHOLDS, Charge, accept, charge, external_id, read_id
from bot.web.language import language_of
from bot.web.parts import WebParts, parts_of
from bot.web.problems import Problem
from bot.web.sessions import Person, require_person
from storage import evidence, inbox
from storage.limits import Limit

log = structlog.get_logger()

MB: Final = 1_000_000
PIECE: Final = 65_536
FIELD_BYTES: Final = 8_000
SLACK: Final = 100_000
"""What boundaries and small fields may add to the files."""
MOST_FILES: Final = 10
NAME: Final = 100
SECONDS: Final = 900.0
LOOK_BACK: Final = 100
"""A repeated request comes soon after the first; an older one is stopped by the inbox itself."""
RETRY_AFTER: Final = 10
_KINDS: Final = {"image": MediaKind.PHOTO, "video": MediaKind.VIDEO, "audio": MediaKind.VOICE}


class Room:
    """How many bytes of unfinished uploads this process holds."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.held = 0

    def take(self, size: int) -> None:
        """Raises 503 where there is no room for so much more."""
        if self.held + size > self._most:
            raise Problem(503, "away", after=RETRY_AFTER)
        self.held += size

    def free(self, size: int) -> None:
        """These are stored, or given up."""
        self.held -= size


ROOM: Final = web.AppKey("room", Room)


class _Upload:
    """One request on its way in."""

    def __init__(self, request: web.Request, person: Person) -> None:
        self.parts = parts_of(request)
        self.person = person
        self.client = client_tag(request)
        self.room = request.app[ROOM]
        self.id = ""
        self.caption = ""
        self.kind: MediaKind | None = None
        self.files: list[SentFile] = []
        self.drafted = 0

    async def read(self, form: MultipartReader) -> bool:
        """Take in all fields; False where the message is there already."""
        while (field := await form.next()) is not None:
            if not isinstance(field, BodyPartReader):
                raise Problem(400, "malformed")
            if not self.id:
                await self._begin(field)
                if await self._is_known():
                    return False
            elif field.name == "file":
                await self._keep(field)
            elif field.name in {"caption", "kind"}:
                self._note(field.name, await _read_field(field))
        return True

    async def _begin(self, field: BodyPartReader) -> None:
        if field.name != "id":
            raise Problem(400, "bad-id")
        self.id = read_id(await _read_field(field))
        files = await self.parts.database.read(lambda conn: evidence.of_lane(conn, self.person.lane))
        loose = [file for file in files if file.case_id is None]
        self.drafted = sum(file.size or (file.source and file.source.size) or 0 for file in loose)

    async def _is_known(self) -> bool:
        lane, key = self.person.lane, external_id(self.person.lane, self.id)
        rows = await self.parts.database.read(lambda conn: inbox.story(conn, lane, most=LOOK_BACK))
        return any(row["external_id"] == key for row in rows)

    def _note(self, name: str, text: str) -> None:
        if name == "caption":
            self.caption = clean(text)
            return
        try:
            self.kind = MediaKind(text)
        except ValueError:
            raise Problem(400, "malformed") from None

    async def _keep(self, field: BodyPartReader) -> None:
        """One file: read, charge, seal."""
        if len(self.files) == MOST_FILES:
            raise Problem(413, "too-many-files", most=MOST_FILES)
        name = clean_line(field.filename or "", NAME)
        content = await self._read_file(field)
        try:
            self._refuse_unless_room(len(content))
            await self._charge(len(content))
            ref = self._ref(len(self.files))
            await _store(self.parts, ref, content)
        finally:
            self.room.free(len(content))
        self.drafted += len(content)
        kind = self.kind or _KINDS.get(
            field.headers.get("Content-Type", "").partition("/")[0], MediaKind.DOCUMENT
        )
        self.files.append(SentFile(ref, kind, name, len(content)))

    async def _read_file(self, field: BodyPartReader) -> bytes:
        held = bytearray()
        try:
            await self._fill(held, field)
        except BaseException:
            self.room.free(len(held))
            raise
        return bytes(held)

    async def _fill(self, held: bytearray, field: BodyPartReader) -> None:
        most = self.parts.settings.upload_max_mb
        while piece := await field.read_chunk(PIECE):
            self.room.take(len(piece))
            held += piece
            if len(held) > most * MB:
                raise Problem(413, "file-too-large", most=most)
        if not held:
            raise Problem(400, "file-empty")

    def _refuse_unless_room(self, size: int) -> None:
        refuse_full_disk(self.parts, size)
        most = self.parts.settings.upload_draft_max_mb
        if self.drafted + size > most * MB:
            raise Problem(413, "draft-full", most=most)

    async def _charge(self, size: int) -> None:
        wall, amount = self.parts.clock.wall(), -(-size // 1000)
        most = self.parts.settings.upload_day_max_mb * 1000
        charges = (
            Charge(Limit("web-upload-day", most, DAY), self.person.lane, "day-full", amount),
            Charge(Limit("web-client-upload-day", most * HOUSEHOLDS, DAY), self.client, "day-full", amount),
        )
        await self.parts.database.write(lambda conn: charge(conn, charges, wall))

    def _ref(self, index: int) -> str:
        source = f"{external_id(self.person.lane, self.id)}:{index}"
        return f"{self.parts.keyring.tag('upload', source.encode())[:32]}/upload"

    def sent(self, language: str) -> Sent:
        """The message that names the files."""
        if not self.files:
            raise Problem(400, "no-file")
        return Sent(
            self.person.address.person,
            self.id,
            files=tuple(self.files),
            caption=self.caption,
            language=language,
        )


async def take_files(request: web.Request) -> web.Response:
    """Store the files, then the message, then say so."""
    person = require_person(request)
    if request.content_type != "multipart/form-data":
        raise Problem(415, "not-multipart")
    parts = parts_of(request)
    _refuse_by_length(parts, request.content_length or 0)
    upload = _Upload(request, person)
    try:
        async with asyncio.timeout(SECONDS):
            fresh = await upload.read(await request.multipart())
    except TimeoutError:
        raise Problem(408, "slow") from None
    except (ValueError, BadHttpMessage):
        raise Problem(400, "malformed") from None
    new = fresh and await accept(request, person, upload.sent(language_of(request)))
    return web.json_response({"ok": True, "duplicate": not new}, headers={"Cache-Control": "no-store"})


def _refuse_by_length(parts: WebParts, length: int) -> None:
    """What is too much by its own account is not read at all."""
    most = parts.settings.upload_draft_max_mb
    if length > most * MB + SLACK:
        raise Problem(413, "draft-full", most=most)
    refuse_full_disk(parts, length)


def refuse_full_disk(parts: WebParts, size: int) -> None:
    """Uploads end first, so that messages still find room. Raises 507."""
    free = parts.store.free_bytes()
    if free is not None and free - size < parts.settings.upload_min_free_mb * MB:
        log.warning("uploads refused: the disk is nearly full")
        raise Problem(507, "disk-full")


async def _store(parts: WebParts, ref: str, content: bytes) -> None:
    try:
        await parts.store.put(ref, content)
    except Exception as problem:  # every store fails in its own way; sending the same again is safe
        log.error("upload not stored", problem=type(problem).__name__)
        raise Problem(503, "away", after=RETRY_AFTER) from problem


async def _read_field(field: BodyPartReader) -> str:
    held = bytearray()
    while piece := await field.read_chunk(PIECE):
        held += piece
        if len(held) > FIELD_BYTES:
            raise Problem(413, "text-too-large")
    return held.decode()
