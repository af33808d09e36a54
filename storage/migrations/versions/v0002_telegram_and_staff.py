"""Telegram and the people who work on cases."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BIG_ID: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT: Final = sa.DateTime(timezone=True)
WORKS: Final = sa.text("state <> 'suspended'")
WORDED: Final = sa.text("words IS NOT NULL")
STILL_OPEN: Final = sa.text(
    "status = 'sent' OR status = 'accepted' OR status = 'needs-info' OR status = 'transferred'"
    " OR status = 'verifying'"
)


def upgrade() -> None:
    """Apply."""
    _columns()
    _staff()
    _invitations()
    _groups()
    _shown()
    _thread_lines()
    _picture_refs()


def _columns() -> None:
    op.add_column("conversations", sa.Column("blocked_at", MOMENT, nullable=True))
    op.add_column("cases", sa.Column("holder", BIG_ID, nullable=True))
    op.add_column("cases", sa.Column("confidential", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("case_events", sa.Column("staff", BIG_ID, nullable=True))
    op.add_column("outbox", sa.Column("gathers_until", MOMENT, nullable=True))
    op.create_index(
        "cases_open", "cases", ["lead", "id"], sqlite_where=STILL_OPEN, postgresql_where=STILL_OPEN
    )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("account_name", sa.LargeBinary(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("invited_by", BIG_ID, nullable=True),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.Column("suspended_at", MOMENT, nullable=True),
    )
    op.create_index("staff_lane", "staff", ["lane"], unique=True, sqlite_where=WORKS, postgresql_where=WORKS)
    op.create_index("staff_office", "staff", ["office", "role"])


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("token", sa.String(64), nullable=False, unique=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", BIG_ID, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("used_by", sa.String(32), nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sqlite_autoincrement=True,
    )


def _groups() -> None:
    op.create_table(
        "groups",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("lane", sa.String(32), nullable=False, unique=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("account", sa.String(100), nullable=False),
        sa.Column("chat", sa.LargeBinary(), nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("bound_by", BIG_ID, nullable=True),
        sa.Column("bound_at", MOMENT, nullable=False),
    )
    op.create_index("groups_office", "groups", ["office"])


def _shown() -> None:
    op.create_table(
        "shown",
        sa.Column("subject", sa.String(40), primary_key=True),
        sa.Column("lane", sa.String(32), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
    )


def _thread_lines() -> None:
    op.create_table(
        "thread_lines",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("request_id", BIG_ID, sa.ForeignKey("requests.id"), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("staff", BIG_ID, nullable=True),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("office", sa.String(40), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_index("thread_lines_request", "thread_lines", ["request_id", "id"])
    op.create_index(
        "thread_lines_worded", "thread_lines", ["request_id"], sqlite_where=WORDED, postgresql_where=WORDED
    )


def _picture_refs() -> None:
    op.create_table(
        "picture_refs",
        sa.Column("evidence_id", sa.String(32), sa.ForeignKey("evidence.id"), primary_key=True),
        sa.Column("channel", sa.String(20), primary_key=True),
        sa.Column("account", sa.String(100), primary_key=True),
        sa.Column("ref", sa.LargeBinary(), nullable=False),
    )
