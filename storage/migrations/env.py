"""Alembic's entry: runs on the connection that `migrate` hands over."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

from storage import (
    absences,
    cases,
    clocks,
    conversations,
    duties,
    evidence,
    gallery,
    groups,
    inbox,
    limits,
    outbox,
    people,
    retention,
    rota,
    shown,
    staff,
    state,
    threads,
)
from storage.columns import Moment, Sealed, SealedJson, words

TABLES = (
    absences, cases, clocks, conversations, duties, evidence, gallery, groups, inbox, limits, outbox, people,
    retention, rota, shown, staff, state, threads,
)  # fmt: skip
"""Importing these fills the metadata."""


def render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our column types into a new revision as the plain types that they lie on."""
    if kind != "type":
        return False
    if isinstance(item, Sealed | SealedJson):
        return "sa.LargeBinary()"
    if isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, words):
        return "sa.String(40)"
    return f"sa.String({item.length or ''})" if isinstance(item, AutoString) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=False,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
