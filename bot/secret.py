"""Which key seals this installation? From the settings, or made once in the data folder."""

import os
import secrets
import time
from pathlib import Path
from typing import Final

from bot.core.errors import CanDungError
from bot.settings import Settings

LEAST: Final = 16
"""Characters of a key that an administrator chooses."""
KEY_FILE: Final = "secret.key"
MOMENTS: Final = 10


class KeyMissing(CanDungError):
    """There is no usable key; the message says what to do."""


def secret_of(settings: Settings) -> bytes:
    """The root key. With PostgreSQL it must be set: a key made on one machine would not be on the others."""
    if settings.secret_key is not None:
        chosen = settings.secret_key.get_secret_value().strip()
        if len(chosen) < LEAST:
            raise KeyMissing(f"CANDUNG_SECRET_KEY must have at least {LEAST} characters")
        return chosen.encode()
    if not settings.embedded:
        raise KeyMissing("set CANDUNG_SECRET_KEY: with PostgreSQL every process needs the same key")
    return _kept(settings)


def _kept(settings: Settings) -> bytes:
    """The key in the data folder, made once. Beside a database it is never made anew: that would hide
    that the right one is missing."""
    folder = settings.data_dir
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / KEY_FILE
    if not path.exists() and settings.database_file.exists():
        raise KeyMissing(
            f"{path} is missing beside the database that it sealed: restore it from a backup,"
            " or set CANDUNG_SECRET_KEY"
        )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    _flush(folder)
    return _read(path)


def _flush(folder: Path) -> None:
    """The name of the file must survive a power cut like its content."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> bytes:
    """Another process may just be writing it: it is given a moment."""
    for _ in range(MOMENTS):
        key = path.read_bytes().strip()
        if len(key) >= LEAST:
            return key
        time.sleep(0.1)
    raise KeyMissing(f"{path} holds no key; restore it from a backup, or remove it while there is no data")
