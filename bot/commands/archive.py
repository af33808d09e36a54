"""One tar archive with everything that an installation on SQLite needs to live again.

The database is copied first, through SQLite's own online backup, then the evidence: a file that comes
meanwhile is too much in the archive, never too little. What was being fetched at that moment is found
again by the collector. The archive is written beside its final name and put there when it is whole.
"""

import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.core.errors import CanDungError
from bot.secret import KEY_FILE, KeyMissing, secret_of
from bot.settings import DATABASE_FILE, Settings
from storage import state
from storage.database import Database
from storage.sealing import Keyring

_EVIDENCE: Final = re.compile(r"evidence/[0-9a-f]{32}/[a-z]+")


class NoBackup(CanDungError):
    """It cannot be saved or restored; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an archive holds. `elsewhere`: the evidence lies in no folder of ours."""

    files: int
    key: bool
    elsewhere: bool


def write(settings: Settings, target: Path) -> Kept:
    """Make an archive. Raises `NoBackup`; then there is none, not even half of one."""
    _refuse_server(settings, "pg_dump")
    if not settings.database_file.exists():
        raise NoBackup(f"there is no database in {settings.data_dir}")
    if target.exists():
        raise NoBackup(f"{target} is there already; a backup overwrites nothing")
    with _beside(target) as part, tempfile.TemporaryDirectory(dir=target.absolute().parent) as folder:
        copy = Path(folder) / DATABASE_FILE
        _copy_database(settings.database_file, copy)
        with part.open("wb") as out:
            with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
                kept = _fill(tar, settings, copy)
            out.flush()
            os.fsync(out.fileno())
        _put_in_place(part, target)
    return kept


def _put_in_place(part: Path, target: Path) -> None:
    os.link(part, target)
    descriptor = os.open(target.absolute().parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A file in the same folder, for its owner only, that goes away in the end."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.absolute().parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _copy_database(source: Path, copy: Path) -> None:
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(copy)) as still:
        live.backup(still)
        still.execute("PRAGMA journal_mode=DELETE")


def _fill(tar: tarfile.TarFile, settings: Settings, copy: Path) -> Kept:
    tar.add(copy, DATABASE_FILE, filter=_plain)
    key = settings.secret_key is None
    if key:
        tar.add(settings.data_dir / KEY_FILE, KEY_FILE, filter=_plain)
    folder = Path(settings.evidence)
    if "://" in settings.evidence:
        return Kept(0, key, elsewhere=True)
    files = 0
    for path in sorted(folder.glob("*/*")):
        name = f"evidence/{path.relative_to(folder).as_posix()}"
        if _EVIDENCE.fullmatch(name):
            with suppress(FileNotFoundError):  # erased since the database was copied
                tar.add(path, name, filter=_plain)
                files += 1
    return Kept(files, key, elsewhere=False)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Whose file it was on this machine is nobody's business."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


def read(settings: Settings, source: Path) -> None:
    """Unpack an archive into an empty data folder. Raises `NoBackup`; then nothing was changed."""
    _refuse_server(settings, "pg_restore")
    if settings.database_url or settings.evidence_url:
        raise NoBackup("unset CANDUNG_DATABASE_URL and CANDUNG_EVIDENCE_URL: a backup fills the data folder")
    target = settings.data_dir.absolute()
    if target.exists() and any(target.iterdir()):
        raise NoBackup(f"{target} is not empty; a backup goes into an empty folder (CANDUNG_DATA_DIR)")
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        _unpack(source, fresh)
        _check(settings.model_copy(update={"data_dir": fresh}))
        if target.exists():
            target.rmdir()
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _unpack(source: Path, folder: Path) -> None:
    """Only what a backup holds, by name; nothing in an archive can lead anywhere else."""
    try:
        with tarfile.open(source, "r:") as tar:
            for entry in tar:
                if not entry.isfile() or not _is_ours(entry.name):
                    raise NoBackup(f"{source} is no backup: it holds {entry.name!r}")
                _unpack_one(tar, entry, folder / entry.name)
    except tarfile.TarError as problem:
        raise NoBackup(f"{source} is no backup, or was cut short") from problem


def _is_ours(name: str) -> bool:
    return name in {DATABASE_FILE, KEY_FILE} or _EVIDENCE.fullmatch(name) is not None


def _unpack_one(tar: tarfile.TarFile, entry: tarfile.TarInfo, path: Path) -> None:
    packed = tar.extractfile(entry)
    assert packed is not None, "it is a regular file"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with packed, os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(packed, out)
        if out.tell() != entry.size:
            raise NoBackup("the backup was cut short")
        out.flush()
        os.fsync(out.fileno())


def _check(settings: Settings) -> None:
    """The database must be whole, and its key the one that sealed it."""
    if not settings.database_file.exists():
        raise NoBackup("the backup holds no database")
    with closing(sqlite3.connect(settings.database_file)) as conn:
        verdict = _ask(lambda: conn.execute("PRAGMA integrity_check").fetchone()[0])
    if verdict != "ok":
        raise NoBackup("the database in the backup is damaged")
    try:
        keyring = Keyring(secret_of(settings))
    except KeyMissing as problem:
        raise NoBackup(
            "the backup holds no key: set CANDUNG_SECRET_KEY to the one it was made with"
        ) from problem
    with closing(Database(settings.database, keyring)) as database:
        if database.transact(lambda conn: state.recall(conn, "key")) != keyring.fingerprint:
            raise NoBackup(
                "the key does not fit the database in the backup: set CANDUNG_SECRET_KEY to its own"
            )
    for name in ("-wal", "-shm"):
        settings.database_file.with_name(DATABASE_FILE + name).unlink(missing_ok=True)


def _ask(question: Callable[[], str]) -> str:
    try:
        return question()
    except sqlite3.DatabaseError:
        return "damaged"


def _refuse_server(settings: Settings, tool: str) -> None:
    if not settings.embedded:
        raise NoBackup(
            f"with PostgreSQL use {tool} for the database, the means of your evidence store for the files,"
            " and keep CANDUNG_SECRET_KEY apart"
        )
