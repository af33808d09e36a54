"""Schema changes, applied in order by Alembic."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from storage.locks import Guard, lock

HERE: Final = Path(__file__).parent


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine, to: str = "head") -> str | None:
    """Bring the schema to a revision, in one transaction; who else wants to waits. Gives the revision that
    stands after it."""
    with _unbound(engine) as connection:
        lock(connection, Guard.SCHEMA)
        command.upgrade(_config(connection), to)
        _check_references(connection)
        return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _unbound(engine: Engine) -> Iterator[Connection]:
    """A transaction without foreign keys on SQLite: there a changed table is copied, and dropping the old
    one would be an offence. The pragma works only outside of a transaction."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                yield connection
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("a migration left rows that point nowhere; nothing was changed")


def standing(engine: Engine) -> tuple[str | None, str | None]:
    """(the revision of this database, the newest that this release knows)."""
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current, ScriptDirectory.from_config(_config()).get_current_head()
