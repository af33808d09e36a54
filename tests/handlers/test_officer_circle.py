"""Which offices nobody can reach, and who stands in."""

import pytest

from bot.core.messages import Address
from bot.core.people import Role
from handlers.circle import deserted, leaders_offices
from storage import conversations, staff
from storage.conversations import Conversation
from storage.database import Database
from storage.staff import Joining, StaffState
from storage.touch import Connection
from tests.support.clock import START
from tests.support.databases import KEYRING, sqlite
from tests.support.wards import invented_ward

__all__ = ["sqlite"]

ALL = ["police", "economic", "culture", "chairman"]


def appoint(conn: Connection, role: Role, office: str, *, state: StaffState = StaffState.ACTIVE) -> Address:
    """One more member, who can be reached."""
    address = Address("web", "99001", f"{role}{office}{state}")
    lane = KEYRING.lane(address)
    conversations.save(conn, [Conversation(lane, address, "vi", START)])
    staff.join(conn, Joining("Ai đó", "Ai đó", role, office, lane, state, None, START))
    return address


@pytest.mark.parametrize(
    ("members", "left"),
    [
        ([], ALL),
        ([(Role.ADMIN, "")], ALL),
        ([(Role.LEADER, "")], ["police", "economic", "culture"]),
        ([(Role.OFFICER, "police")], ["economic", "culture", "chairman"]),
        ([(Role.HEAD, "economic"), (Role.COORDINATOR, "culture")], ["police", "chairman"]),
        ([(Role.MEDIA, "culture")], ALL),
        ([(Role.OFFICER, "chairman")], ["police", "economic", "culture"]),
    ],
)
def test_an_office_needs_somebody_of_its_own(
    sqlite: Database, members: list[tuple[Role, str]], left: list[str]
) -> None:
    with sqlite.engine.begin() as conn:
        for role, office in members:
            appoint(conn, role, office)
        assert deserted(conn, invented_ward()) == left


def test_who_waits_or_blocked_us_is_not_reached(sqlite: Database) -> None:
    with sqlite.engine.begin() as conn:
        appoint(conn, Role.OFFICER, "police", state=StaffState.WAITING)
        gone = appoint(conn, Role.OFFICER, "economic")
        conversations.block(conn, KEYRING.lane(gone), START)
        assert deserted(conn, invented_ward()) == ALL


def test_those_who_lead_are_at_home_where_cases_about_officials_go() -> None:
    assert leaders_offices(invented_ward()) == {"chairman"}
