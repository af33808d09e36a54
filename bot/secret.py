"""Which key seals this installation? From the settings, or made once in the data folder."""

import os
import secrets
from pathlib import Path
from typing import Final

from bot.core.errors import CanDungError
from bot.settings import Settings

LEAST: Final = 16
"""Characters of a key that an administrator chooses."""


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
    return _kept(settings.data_dir)


def _kept(folder: Path) -> bytes:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    return _read(path)


def _read(path: Path) -> bytes:
    key = path.read_bytes().strip()
    if len(key) < LEAST:
        raise KeyMissing(
            f"{path} holds no key; restore it from a backup, or remove it while there is no data"
        )
    return key
