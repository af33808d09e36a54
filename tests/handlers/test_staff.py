"""What words and rules decide about the staff, without a database."""

from dataclasses import replace

import msgspec
import pytest

from bot.core.messages import Attachment
from bot.core.people import Role
from handlers import staff
from handlers.staff import people
from handlers.turn import Turn
from storage.staff import Member, StaffState
from tests.handlers.turns import LANE, turn
from tests.support.clock import START


def hears(text: str = "", **message: object) -> Turn:
    """A message with more to it than words."""
    said = turn(text)
    return replace(said, message=msgspec.structs.replace(said.message, **message))


def colleague(role: Role, office: str = "") -> Member:
    return Member(1, "An", "", role, office, LANE, StaffState.ACTIVE, None, START)


def test_what_nobody_takes_in_a_group_is_for_nobody_its_files_neither() -> None:
    said = hears("đây là ảnh", group="-100", attachments=(Attachment("a"),))
    said.collect()
    assert said.wants
    assert staff.hush(said)
    assert not said.wants
    assert not said.letters


def test_in_private_nothing_is_hushed() -> None:
    assert not staff.hush(hears("xin chào"))


@pytest.mark.parametrize("text", ["/moi", "mời cán bộ", "/canbo", "Nhận lời"])
def test_a_residents_words_are_not_the_staffs(text: str) -> None:
    assert not staff.take(hears(text))


@pytest.mark.parametrize(
    "tap", ["staff:confirm:1", "staff:accept:x", "staff:accept:", "staff:", "staff:list"]
)
def test_a_press_that_is_none_of_theirs_is_an_old_button(tap: str) -> None:
    assert not staff.take(hears(tap=tap))


def test_an_edited_command_is_not_run_again() -> None:
    assert staff.take(hears("/gonhom", group="-100", edited=True))
    assert not staff.take(hears("/moi", edited=True))


def test_an_account_may_call_itself_anything_and_is_told_in_one_line() -> None:
    assert people.account(hears(sender="An\n\u202eVăn  Thử\u200b")) == "An Văn Thử"
    assert len(people.account(hears(sender="x" * 500))) == people.LONGEST
    assert people.account(hears()) == ""


def test_an_office_that_the_ward_file_no_longer_has_goes_by_its_id() -> None:
    catalog = turn().desk.catalog
    assert people.title(catalog, "vi", Role.HEAD, "economic").endswith("đô thị")
    assert people.title(catalog, "en", Role.HEAD, "gone") == "Head of office, gone"
    assert people.title(catalog, "vi", Role.ADMIN, "") == "Quản trị viên"


@pytest.mark.parametrize(
    ("member", "office", "may"),
    [
        (colleague(Role.ADMIN), "police", True),
        (colleague(Role.LEADER), "police", True),
        (colleague(Role.HEAD, "police"), "police", True),
        (colleague(Role.HEAD, "police"), "economic", False),
        (colleague(Role.OFFICER, "police"), "police", False),
        (colleague(Role.MEDIA), "police", False),
    ],
)
def test_who_decides_which_group_listens(member: Member, office: str, may: bool) -> None:
    assert people.may_bind(member, office) is may


def test_nobody_suspends_whom_they_could_not_have_invited() -> None:
    leader, head = colleague(Role.LEADER), colleague(Role.HEAD, "police")
    assert not people.may_let_go(leader, Role.ADMIN, "")
    assert people.may_let_go(leader, Role.HEAD, "economic")
    assert people.may_let_go(head, Role.OFFICER, "police")
    assert not people.may_let_go(head, Role.OFFICER, "economic")
    assert not people.may_let_go(head, Role.HEAD, "police")
