"""The migrations lead to exactly the tables that the code speaks of."""

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect
from sqlmodel import SQLModel

from storage.database import Database
from storage.migrations import migrate, standing
from tests.support.databases import opened
from tests.support.postgres import server


def differences(conn: Connection) -> list[object]:
    """What Alembic would still change."""
    context = MigrationContext.configure(conn, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, SQLModel.metadata))


def definitions(conn: Connection) -> dict[str, str]:
    """How the database itself defines its indexes, conditions included."""
    if conn.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    else:
        query = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename <> 'alembic_version'"
    return {row[0]: row[1] for row in conn.exec_driver_sql(query)}


def columns(conn: Connection) -> dict[str, list[str]]:
    """The columns of our tables in order."""
    inspector = inspect(conn)
    return {name: [each["name"] for each in inspector.get_columns(name)] for name in SQLModel.metadata.tables}


def test_the_migrated_schema_is_that_of_the_code(database: Database) -> None:
    with database.engine.begin() as conn:
        assert differences(conn) == []


def test_migrated_indexes_and_columns_are_those_that_the_code_would_make(database: Database) -> None:
    with database.engine.begin() as conn:
        migrated = definitions(conn), columns(conn)
        SQLModel.metadata.drop_all(conn)
        SQLModel.metadata.create_all(conn)
        assert (definitions(conn), columns(conn)) == migrated
        assert len(migrated[0]) > 20


def test_a_migrated_database_stands_at_the_newest_revision(database: Database) -> None:
    current, newest = standing(database.engine)
    assert current == newest
    assert migrate(database.engine) == newest, "to migrate again changes nothing"


def test_a_new_database_stands_nowhere(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'new.db'}") as database:
        assert standing(database.engine)[0] is None


def test_foreign_keys_hold_again_after_a_migration(sqlite: Database) -> None:
    migrate(sqlite.engine)
    with sqlite.engine.begin() as conn:
        assert conn.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_migration_that_leaves_rows_pointing_nowhere_changes_nothing(sqlite: Database) -> None:
    with sqlite.engine.connect() as conn:
        driver = conn.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        stray = "INSERT INTO openings (evidence_id, who, reason, at) VALUES ('x', 'x', 'x', '2026-01-01')"
        conn.exec_driver_sql(stray)
        conn.commit()
    with pytest.raises(RuntimeError, match="nowhere"):
        migrate(sqlite.engine)


@pytest.mark.postgres
def test_two_processes_that_migrate_at_once_do_it_once() -> None:
    server().execute("CREATE DATABASE migrated_twice")
    url = server().url("migrated_twice")
    revisions: list[str | None] = []

    def run(engine: Engine) -> None:
        revisions.append(migrate(engine))

    try:
        with opened(url) as one, opened(url) as two:
            threads = [threading.Thread(target=run, args=(each.engine,)) for each in (one, two)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            newest = standing(one.engine)[1]
        assert revisions == [newest, newest]
    finally:
        server().drop("migrated_twice")
