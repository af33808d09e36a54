"""Which offices help with a case, in clear; who is on duty; what goes when its time is over; what of a
message has arrived."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from alembic import op

from bot.core.retention import coarse_report
from storage.columns import keyring_of
from storage.sealing import SealBroken

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG_ID: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT: Final = sa.DateTime(timezone=True)
PORTION: Final = 500
"""So many routes are opened at a time."""


def upgrade() -> None:
    """Apply."""
    _case_helpers()
    _helpers_of_known_cases()
    _rota()
    _retention()
    _cleanings()
    _places_of_known_referrals()
    op.add_column("outbox", sa.Column("landed", sa.LargeBinary(), nullable=True))


def _case_helpers() -> None:
    op.create_table(
        "case_helpers",
        sa.Column("case_id", BIG_ID, sa.ForeignKey("cases.id"), primary_key=True, autoincrement=False),
        sa.Column("office", sa.String(40), primary_key=True),
    )


def _helpers_of_known_cases() -> None:
    """As their routes name them."""
    bind = op.get_bind()
    cases = sa.table("cases", sa.column("id"), sa.column("route"))
    helpers = sa.table("case_helpers", sa.column("case_id"), sa.column("office"))
    last = 0
    while True:
        asked = sa.select(cases.c.id, cases.c.route).where(cases.c.id > last).order_by(cases.c.id)
        portion = bind.execute(asked.limit(PORTION)).all()
        if not portion:
            return
        last = portion[-1].id
        found = [
            {"case_id": id_, "office": office}
            for id_, route in portion
            for office in dict.fromkeys(_named(route))
        ]
        if found:
            bind.execute(sa.insert(helpers), found)


def _named(route: Any) -> Iterator[str]:
    """The offices in a sealed route. One that cannot be opened any more helps nobody: whoever may see its
    case finds it by its code."""
    try:
        opened = keyring_of(op.get_bind().dialect).open(bytes(route), b"cases.route")
    except SealBroken:
        return
    yield from msgspec.json.decode(opened).get("coordinators", ())


def _rota() -> None:
    op.create_table(
        "rota",
        sa.Column("begins_at", MOMENT, primary_key=True),
        sa.Column("office", sa.String(40), primary_key=True),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("staff", BIG_ID, nullable=False),
        sa.Column("made_by", BIG_ID, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("offered_to", BIG_ID, nullable=True),
        sa.Column("offered_for", MOMENT, nullable=True),
        sa.Column("remind_at", MOMENT, nullable=True),
    )
    spoken = sa.text("remind_at IS NOT NULL")
    op.create_index("rota_due", "rota", ["remind_at"], sqlite_where=spoken, postgresql_where=spoken)


def _retention() -> None:
    for name in ("kept_at", "cleaned_at"):
        op.add_column("cases", sa.Column(name, MOMENT, nullable=True))
    op.add_column("referrals", sa.Column("cleaned_at", MOMENT, nullable=True))
    op.add_column("case_clocks", sa.Column("clean_at", MOMENT, nullable=True))
    op.execute("UPDATE case_clocks SET clean_at = closed_at")
    _index("case_clocks", "clean", "clean_at", "clean_at IS NOT NULL")
    _index("case_events", "looks", "at", "action = 'view'")
    _index("referrals", "told", "at", "cleaned_at IS NULL")
    _index("evidence", "spent", "came_at", "reason = 'bytes-gone'")
    _index(
        "requests", "settled", "done_at", "done_at IS NOT NULL AND (lane IS NOT NULL OR details IS NOT NULL)"
    )
    _index("thread_lines", "signed", "at", "staff IS NOT NULL")
    op.create_index("openings_at", "openings", ["at"])
    op.create_index("consents_at", "consents", ["at"])


def _index(table: str, name: str, column: str, condition: str) -> None:
    where = sa.text(condition)
    op.create_index(f"{table}_{name}", table, [column], sqlite_where=where, postgresql_where=where)


def _cleanings() -> None:
    op.create_table(
        "cleanings",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("what", sa.String(40), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
    )


def _places_of_known_referrals() -> None:
    """Nobody goes there, so the area of each place is left. A report that cannot be opened stays as it is."""
    bind = op.get_bind()
    referrals = sa.table("referrals", sa.column("id"), sa.column("report"))
    asked, last = sa.select(referrals.c.id, referrals.c.report).order_by(referrals.c.id).limit(PORTION), 0
    while portion := bind.execute(asked.where(referrals.c.id > last)).all():
        last, keyring = portion[-1].id, keyring_of(bind.dialect)
        for id_, report in portion:
            try:
                told = msgspec.json.decode(keyring.open(bytes(report), b"referrals.report"))
            except SealBroken:
                continue
            left = coarse_report(told)
            if left is not None:
                sealed = keyring.seal(msgspec.json.encode(left), b"referrals.report")
                bind.execute(sa.update(referrals).where(referrals.c.id == id_).values(report=sealed))
