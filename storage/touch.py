"""The connection for a turn that must touch the database in the middle, in a savepoint of its own."""

from sqlalchemy import Connection

from storage.savepoint import open_savepoint, release, roll_back

__all__ = ["Connection", "Touch"]


class Touch:
    """The savepoint is opened at the first touch and not before: most turns need none."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._touched = False

    def __call__(self) -> Connection:
        """The connection; what is written on it is kept or undone with the turn."""
        if not self._touched:
            open_savepoint(self._conn)
            self._touched = True
        return self._conn

    def keep(self) -> None:
        """The turn went well."""
        if self._touched:
            release(self._conn)

    def undo(self) -> None:
        """The turn failed: as if it had never been."""
        if self._touched:
            roll_back(self._conn)
