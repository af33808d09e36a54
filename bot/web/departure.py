"""`POST /chat/leave`: what this session said and was told is blanked, its draft and loose files go."""

from collections.abc import Sequence

import structlog
from aiohttp import web

from bot.core.messages import Attachment, LaneKey
from bot.web.parts import WebParts, parts_of
from bot.web.sessions import COOKIE, is_secure, put_cookie, require_person
from storage import conversations, evidence, inbox, outbox
from storage.evidence import EvidenceState
from storage.touch import Connection

log = structlog.get_logger()


async def leave(request: web.Request) -> web.Response:
    """Forget the session; what was filed stays with the ward."""
    parts, person = parts_of(request), require_person(request)
    wall = parts.clock.wall()

    def forget(conn: Connection) -> list[Attachment]:
        outbox.drop_lane(conn, person.lane, wall=wall)
        outbox.blank_lane(conn, person.lane)
        inbox.blank_lane(conn, person.lane)
        conversations.forget(conn, person.lane)
        return _erase_loose(conn, person.lane)

    uploads = await parts.database.write(forget)
    parts.hub.hang_up(person.lane)
    await _discard(parts, uploads)
    response = web.Response(status=204, headers={"Cache-Control": "no-store"})
    put_cookie(response, COOKIE, "", days=0, framed=person.framed, secure=is_secure(parts))
    return response


def _erase_loose(conn: Connection, lane: LaneKey) -> list[Attachment]:
    """Files that are part of no case; gives the uploads that nobody has fetched yet."""
    loose = [
        file
        for file in evidence.of_lane(conn, lane)
        if file.case_id is None and file.state is not EvidenceState.DELETED
    ]
    evidence.erase(conn, [file.id for file in loose])
    return [file.source for file in loose if file.source is not None]


async def _discard(parts: WebParts, uploads: Sequence[Attachment]) -> None:
    """Best effort: what is left behind is swept with everything that no row knows."""
    for upload in uploads:
        try:
            await parts.channel.discard(upload)
        except Exception as problem:  # the person has left already; the sweep comes
            log.warning("upload not discarded", problem=type(problem).__name__)
