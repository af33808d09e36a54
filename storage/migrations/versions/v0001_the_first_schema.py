"""The first schema."""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT: Final = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    _cases()
    _consents()
    _conversations()
    _facts()
    _inbox()
    _leases()
    _limits()
    _outbox()
    _referrals()
    _requests()
    _runs()
    _serials()
    _case_events()
    _evidence()
    _openings()


def _partial(table: str, name: str, columns: list[str], condition: str, *, unique: bool = False) -> None:
    where: Any = sa.text(condition)
    op.create_index(
        f"{table}_{name}", table, columns, unique=unique, sqlite_where=where, postgresql_where=where
    )


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("lane", sa.String(32), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("category", sa.String(10), nullable=False),
        sa.Column("subcategory", sa.String(10), nullable=True),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("priority", sa.String(4), nullable=False),
        sa.Column("lead", sa.String(40), nullable=False),
        sa.Column("route", sa.LargeBinary(), nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.Column("place_key", sa.String(64), nullable=True),
        sa.Column("filed_at", MOMENT, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_index("cases_counts", "cases", ["status", "lead"])
    op.create_index("cases_lane", "cases", ["lane", "id"])
    op.create_index("cases_place", "cases", ["place_key", "category", "filed_at"])


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("purpose", sa.String(40), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("text_hash", sa.String(64), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("message", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("consents_lane", "consents", ["lane"])


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("account", sa.String(100), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("consent", sa.String(64), nullable=True),
        sa.Column("flow", sa.String(40), nullable=True),
        sa.Column("draft", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("nudge_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("lane"),
    )
    _partial("conversations", "expiring", ["expires_at"], "flow IS NOT NULL")
    _partial("conversations", "nudged", ["nudge_at"], "flow IS NOT NULL")


def _facts() -> None:
    op.create_table(
        "facts",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("account", sa.String(100), nullable=False),
        sa.Column("external_id", sa.String(200), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("retry_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "account", "external_id", name="inbox_once"),
        sqlite_autoincrement=True,
    )
    _partial("inbox", "blank", ["done_at"], "state = 'done' AND raw IS NOT NULL")
    _partial("inbox", "heads", ["id"], "state = 'waiting'")
    _partial("inbox", "lanes", ["lane", "id"], "state = 'waiting'")
    _partial("inbox", "parked", ["id"], "state = 'parked'")
    op.create_index("inbox_story", "inbox", ["lane", "id"])
    _partial("inbox", "swept", ["done_at"], "done_at IS NOT NULL")


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("holder", sa.String(60), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _limits() -> None:
    op.create_table(
        "limits",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("who", sa.String(64), nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", "who", "ends_at"),
    )
    op.create_index("limits_ended", "limits", ["ends_at"])


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("account", sa.String(100), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("prompt", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("replaces", sa.String(100), nullable=True),
        sa.Column("edits", BIG_ID, nullable=True),
        sa.Column("repeats", sa.Integer(), nullable=False),
        sa.Column("brief", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(200), nullable=False),
        sa.Column("queued_at", MOMENT, nullable=False),
        sa.Column("retry_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("problem", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    _partial("outbox", "blank", ["settled_at"], "settled_at IS NOT NULL AND prompt IS NOT NULL")
    _partial("outbox", "brief", ["settled_at"], "brief AND settled_at IS NOT NULL AND prompt IS NOT NULL")
    _partial("outbox", "dead", ["id"], "state = 'dead'")
    _partial("outbox", "heads", ["priority", "id", "retry_at"], "state = 'queued'")
    _partial("outbox", "lanes", ["lane", "priority", "id"], "(state = 'queued' OR state = 'sending')")
    _partial("outbox", "leases", ["retry_at"], "state = 'sending'")
    _partial("outbox", "repeats", ["retry_at"], "state = 'uncertain' AND settled_at IS NULL")
    _partial("outbox", "replaces", ["lane", "replaces", "id"], "replaces IS NOT NULL")
    op.create_index("outbox_story", "outbox", ["lane", "id"])
    _partial("outbox", "swept", ["settled_at"], "settled_at IS NOT NULL")
    _partial("outbox", "unsure", ["lane"], "state = 'uncertain'")


def _referrals() -> None:
    op.create_table(
        "referrals",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("lane", sa.String(32), nullable=True),
        sa.Column("category", sa.String(10), nullable=False),
        sa.Column("pointer", sa.String(), nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("referrals_lane", "referrals", ["lane"])


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("lane", sa.String(32), nullable=True),
        sa.Column("details", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("due_first", MOMENT, nullable=True),
        sa.Column("due_last", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("requests_lane", "requests", ["lane"])
    _partial("requests", "once", ["lane", "kind"], "done_at IS NULL", unique=True)
    _partial("requests", "open", ["id"], "done_at IS NULL")


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("beat_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def _serials() -> None:
    op.create_table(
        "serials",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year"),
    )


def _case_events() -> None:
    op.create_table(
        "case_events",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("case_id", BIG_ID, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("status", sa.String(40), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("case_events_case", "case_events", ["case_id", "id"])


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("lane", sa.String(32), nullable=True),
        sa.Column("case_id", BIG_ID, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", BIG_ID, nullable=False),
        sa.Column("has_copy", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("came_at", MOMENT, nullable=False),
        sa.Column("retry_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("evidence_case", "evidence", ["case_id", "position"])
    op.create_index("evidence_counts", "evidence", ["state"])
    _partial(
        "evidence", "gone", ["id"], "(state = 'deleted' OR state = 'refused') AND reason <> 'bytes-gone'"
    )
    op.create_index("evidence_lane", "evidence", ["lane", "came_at"])
    _partial("evidence", "loose", ["came_at"], "case_id IS NULL AND (state = 'wanted' OR state = 'ready')")
    _partial("evidence", "wanted", ["retry_at"], "state = 'wanted'")


def _openings() -> None:
    op.create_table(
        "openings",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("evidence_id", sa.String(32), nullable=False),
        sa.Column("who", sa.String(100), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("openings_evidence", "openings", ["evidence_id", "id"])
