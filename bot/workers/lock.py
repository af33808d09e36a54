"""One process a data folder: on SQLite only `run` starts the loops."""

import fcntl
import os
from pathlib import Path

from bot.core.errors import CanDungError


class Held(CanDungError):
    """Another process holds the lock."""


class FolderLock:
    """An exclusive lock on `run.lock` in the data folder. The system lets go when the process dies."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(folder / "run.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._file)
            raise Held(
                f"another candung run uses {folder}: stop it, or set CANDUNG_DATA_DIR to another folder"
            ) from None

    def release(self) -> None:
        """Let go."""
        os.close(self._file)
