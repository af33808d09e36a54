"""The clocks of cases, and what the work on them needs."""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BIG_ID: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT: Final = sa.DateTime(timezone=True)
IS_OPEN: Final = (
    "status = 'sent' OR status = 'accepted' OR status = 'needs-info' OR status = 'transferred'"
    " OR status = 'verifying'"
)


def upgrade() -> None:
    """Apply."""
    _cases()
    _case_clocks()
    _clocks_of_known_cases()
    _absences()
    _duties_done()


def _partial(table: str, name: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(f"{table}_{name}", table, columns, sqlite_where=where, postgresql_where=where)


def _cases() -> None:
    for name in ("evidence_have", "evidence_of"):
        op.add_column("cases", _count(name))
    op.add_column("cases", sa.Column("matter", BIG_ID, nullable=True))
    op.add_column("cases", sa.Column("outcome", sa.String(40), nullable=True))
    op.add_column("cases", _count("reopened"))
    _partial("cases", "held", ["holder", "id"], f"holder IS NOT NULL AND ({IS_OPEN})")
    _partial("cases", "matter", ["matter", "id"], "matter IS NOT NULL")


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger(), nullable=False, server_default=sa.text("0"))


def _case_clocks() -> None:
    op.create_table(
        "case_clocks",
        sa.Column("case_id", BIG_ID, sa.ForeignKey("cases.id"), primary_key=True, autoincrement=False),
        sa.Column("came_at", MOMENT, nullable=False),
        sa.Column("coming", sa.SmallInteger(), nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.Column("first_word_at", MOMENT, nullable=True),
        sa.Column("concluded_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("reopened_at", MOMENT, nullable=True),
        sa.Column("waiting_since", MOMENT, nullable=True),
        sa.Column("pauses", sa.JSON(), nullable=False),
        sa.Column("extended_days", sa.SmallInteger(), nullable=False),
        sa.Column("nagged_at", MOMENT, nullable=True),
        sa.Column("sent", sa.JSON(), nullable=False),
        sa.Column("remind_at", MOMENT, nullable=True),
        sa.Column("late_at", MOMENT, nullable=True),
    )
    _partial("case_clocks", "due", ["remind_at"], "remind_at IS NOT NULL")
    _partial("case_clocks", "closed", ["closed_at"], "closed_at IS NOT NULL")


LAST_COMING: Final = "e.action IN ('file', 'transfer', 'give-back')"


def _clocks_of_known_cases() -> None:
    """As the histories tell it. Who took a case told its reporter so: that was the first word. The next
    sweep looks at every open case."""
    lite = op.get_bind().dialect.name == "sqlite"

    def minute(moment: str) -> str:
        return f"substr({moment}, 1, 16) || ':00.000000'" if lite else f"date_trunc('minute', {moment})"

    def event(pick: str, condition: str) -> str:
        return f"(SELECT {pick} FROM case_events e WHERE e.case_id = c.id AND {condition})"  # noqa: S608 - words of ours

    came = f"coalesce({event('max(e.id)', LAST_COMING)}, 0)"
    came_at = f"coalesce({event('max(e.at)', LAST_COMING)}, c.filed_at)"
    values = {
        "case_id": "c.id",
        "came_at": minute(came_at),
        "coming": f"CASE WHEN {came} = 0 THEN 1 ELSE {event('count(*)', LAST_COMING)} END",
        "taken_at": minute(event("max(e.at)", f"e.action = 'take' AND e.id > {came}")),
        "first_word_at": minute(event("min(e.at)", "e.action = 'take'")),
        "concluded_at": minute(
            event("max(e.at)", "e.status = 'concluded' AND c.status IN ('concluded', 'closed')")
        ),
        "closed_at": minute(
            event("min(e.at)", "e.status = c.status AND c.status IN ('closed', 'withdrawn', 'referred')")
        ),
        "waiting_since": minute(event("max(e.at)", "e.action = 'ask-resident' AND c.status = 'needs-info'")),
        "pauses": "'[]'",
        "extended_days": "0",
        "sent": "'[]'",
        "remind_at": f"CASE WHEN {IS_OPEN} THEN {minute(came_at)} END",
    }
    names, selected = ", ".join(values), ", ".join(values.values())
    known = f"INSERT INTO case_clocks ({names}) SELECT {selected} FROM cases c"  # noqa: S608 - words of ours
    op.get_bind().exec_driver_sql(known)


def _absences() -> None:
    op.create_table(
        "absences",
        sa.Column("id", BIG_ID, primary_key=True),
        sa.Column("staff", BIG_ID, nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("deputy", BIG_ID, nullable=True),
        sa.Column("made_by", BIG_ID, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
    )
    _partial("absences", "standing", ["last_on"], "ended_at IS NULL")


def _duties_done() -> None:
    op.create_table(
        "duties_done",
        sa.Column("duty", sa.String(40), primary_key=True),
        sa.Column("period", sa.String(20), primary_key=True),
        sa.Column("done_at", MOMENT, nullable=False),
        sa.Column("by", BIG_ID, nullable=True),
    )
