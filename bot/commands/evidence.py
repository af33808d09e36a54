"""`evidence`: the files of a case. An original is opened only with a name and a reason, both kept."""

import asyncio
import os
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from bot.commands.opening import opened
from bot.core.errors import CanDungError
from bot.wiring import House
from storage import cases, evidence
from storage.blobs import Blobs, object_key
from storage.evidence import EvidenceState, File
from storage.touch import Connection

app = typer.Typer(help="Files of a case; originals are opened with a written reason.", no_args_is_help=True)


class NoSuchFile(CanDungError):
    """No case or file answers to this."""


class NotOpened(CanDungError):
    """The original cannot be opened so."""


@app.command("list")
def list_files(
    code: Annotated[str, typer.Argument(help="The code of a case, e.g. 26-0042-7.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """The files of a case in order, and how often each original was opened."""
    with opened() as house:
        files = house.database.transact(lambda conn: _files(conn, code.strip()))
    if as_json:
        print(msgspec.json.encode(files).decode())
        return
    for file in files:
        print(
            f"{file['id']}  {file['kind']:<8} {file['state']:<8} {file['media_type'] or '-':<16}"
            f" {file['size']:>10} bytes  opened {file['opened']} times"
        )
    if not files:
        print("This case has no files.")


def _files(conn: Connection, code: str) -> list[dict[str, Any]]:
    case = cases.find(conn, code)
    if case is None:
        raise NoSuchFile(f"no case has the code {code}")
    return [
        {
            "id": file.id, "kind": str(file.kind), "state": str(file.state), "media_type": file.media_type,
            "size": file.size, "sha256": file.digest, "has_copy": file.has_copy,
            "opened": len(evidence.openings(conn, file.id)),
        }
        for file in evidence.of_case(conn, case.id)
    ]  # fmt: skip


@app.command("original")
def open_original(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of the file, from `evidence list`.")],
    out: Annotated[Path, typer.Option(help="The file to write; it must not be there yet.")],
    who: Annotated[str, typer.Option(help="Who opens it: a name.")],
    reason: Annotated[str, typer.Option(help="Why: one sentence. It is kept for good.")],
) -> None:
    """Open an original. Who and why is written down first; then the bytes are written to a file."""
    if not who.strip() or not reason.strip():
        raise NotOpened("an original is opened only with a name and a reason")
    with opened() as house:
        at = house.clock.now()
        file = house.database.transact(lambda conn: _ready(conn, id_))
        _refuse_existing(out)
        house.database.transact(
            lambda conn: evidence.open_original(conn, file.id, who.strip()[:100], reason.strip()[:500], at=at)
        )
        content = asyncio.run(_fetch(house, file))
        _write(out, content)
    print(f"{len(content)} bytes written to {out}. The opening is on record.")


def _ready(conn: Connection, id_: str) -> File:
    file = evidence.find(conn, id_)
    if file is None:
        raise NoSuchFile(f"no file has the id {id_}")
    if file.state is not EvidenceState.READY:
        raise NotOpened(f"there is no original to open: the file is {file.state}")
    return file


def _refuse_existing(out: Path) -> None:
    if out.exists():
        raise NotOpened(f"{out} is there already; nothing was opened")


async def _fetch(house: House, file: File) -> bytes:
    store = Blobs.open(house.settings.evidence, house.keyring)
    try:
        return await store.fetch(object_key(file.id, "original"))
    except FileNotFoundError:
        raise NotOpened("the original is not in the evidence store: restore it from a backup") from None


def _write(out: Path, content: bytes) -> None:
    """For its owner only, and never over something else."""
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
