"""Which files belong to a person: what their lane sent, and what became part of their cases."""

from collections.abc import Iterator
from typing import Final

from bot.core.messages import LaneKey
from storage import cases, evidence
from storage.evidence import File
from storage.sealing import Keyring
from storage.touch import Connection

CASES: Final = 200


def own_files(conn: Connection, lane: LaneKey) -> dict[str, File]:
    """The person's files by id. A case that was cut loose from its reporter shows nobody anything."""
    found: dict[str, File] = {file.id: file for file in evidence.of_lane(conn, lane)}
    for case in cases.of_lane(conn, lane, most=CASES):
        found |= {file.id: file for file in evidence.of_case(conn, case.id)}
    return found


def own_file(conn: Connection, lane: LaneKey, id_: str) -> File | None:
    """One of the person's own files."""
    file = evidence.find(conn, id_)
    if file is None or file.lane == lane:
        return file
    own = file.case_id is not None and any(
        case.id == file.case_id for case in cases.of_lane(conn, lane, most=CASES)
    )
    return file if own else None


def evidence_ids(keyring: Keyring, external_id: str, count: int) -> Iterator[str]:
    """Under which ids the files of a message are kept, in order."""
    lane = LaneKey(external_id.partition(":")[0])
    for position in range(count):
        yield evidence.evidence_id(keyring, lane, external_id, position)
