"""The connection for a turn that must touch the database in the middle, in a savepoint of its own."""

from sqlalchemy import Connection, NestedTransaction

__all__ = ["Connection", "Touch"]


class Touch:
    """The savepoint is opened at the first touch and not before: most turns need none."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._savepoint: NestedTransaction | None = None

    def __call__(self) -> Connection:
        """The connection; what is written on it is kept or undone with the turn."""
        if self._savepoint is None:
            self._savepoint = self._conn.begin_nested()
        return self._conn

    def keep(self) -> None:
        """The turn went well."""
        if self._savepoint is not None:
            self._savepoint.commit()

    def undo(self) -> None:
        """The turn failed: as if it had never been."""
        if self._savepoint is not None:
            self._savepoint.rollback()
