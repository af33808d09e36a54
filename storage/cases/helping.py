"""Which offices help with which case. The route says so too, but it lies sealed; a list needs it in clear."""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, delete, exists, insert
from sqlmodel import Field, SQLModel

from storage.cases.table import CASES
from storage.columns import BIG_ID
from storage.swift import Swift


class CaseHelper(SQLModel, table=True):
    """One office that helps with one case. The office that leads it may be among them; it does not help."""

    __tablename__ = "case_helpers"

    case_id: int = Field(sa_type=BIG_ID, primary_key=True, foreign_key="cases.id")
    office: str = Field(primary_key=True, max_length=40)


CASE_HELPERS: Final = SQLModel.metadata.tables["case_helpers"]
_ADD: Final = Swift(insert(CASE_HELPERS), "case_id", "office")


def of_route(route: Any) -> tuple[str, ...]:
    """The offices that a route names as helping, each once."""
    named = route.get("coordinators", ()) if isinstance(route, dict) else ()
    return tuple(dict.fromkeys(named))


def begin(conn: Connection, case_id: int, offices: Iterable[str]) -> None:
    """These help with a case that was just filed."""
    rows = [{"case_id": case_id, "office": office} for office in offices]
    if rows:
        _ADD.each(conn, rows)


def renew(conn: Connection, case_id: int, offices: Iterable[str]) -> None:
    """These help from now on, and nobody else."""
    conn.execute(delete(CASE_HELPERS).where(CASE_HELPERS.c.case_id == case_id))
    begin(conn, case_id, offices)


def helped_by(office: str) -> ColumnElement[bool]:
    """Whether this office helps with a case that another one leads. It is asked of open cases one by one:
    what the office ever helped with is far more."""
    its = exists().where(CASE_HELPERS.c.case_id == CASES.c.id, CASE_HELPERS.c.office == office)
    return and_(CASES.c.lead != office, its)
