"""`staff`: who works here; links that let people and groups in, written beside a running house."""

import asyncio
import sys
from typing import Annotated, Any, Final

import msgspec
import typer

from bot.commands.opening import opened
from bot.core.authority import OF_AN_OFFICE
from bot.core.errors import CanDungError, SendError
from bot.core.messages import Kind, Outbound, Priority
from bot.core.people import Role
from bot.core.ports import Channel
from bot.ward.schema import OfficeKind
from bot.web.hub import Hub
from bot.wiring import House, channels_of, group_link, links
from handlers.staff import parting
from handlers.staff.issuing import Issued, Order, issue
from storage import outbox, staff
from storage.blobs import Blobs
from storage.outbox import Letter
from storage.staff import InvitationKind, Member, StaffState
from storage.touch import Connection

app = typer.Typer(help="Who works here; links that let people and groups in.", no_args_is_help=True)

LONGEST: Final = 80
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Office = Annotated[str, typer.Option(help="The id of an office in the ward file.")]


class NotInvited(CanDungError):
    """No link can be made so; the message says why."""


class NotSuspended(CanDungError):
    """This member stays; the message says why."""


@app.command("invite")
def invite(
    role: Annotated[str, typer.Option(help=f"One of: {', '.join(Role)}.")],
    name: Annotated[str, typer.Option(help="Who is invited.")],
    office: Office = "",
    as_json: AsJson = False,
) -> None:
    """Make a link that works once, for two days. Whoever opens it and accepts can begin at once."""
    with opened() as house:
        order = _order(house, role, office, " ".join(name.split()))
        channels = _channels(house)
        issued = _issue(house, order)
        _print_links(house, issued, links(channels, issued.token), as_json=as_json)


@app.command("bind-group")
def bind_group(office: Office, as_json: AsJson = False) -> None:
    """Make a link that brings the assistant into a group, where it then tells of the office's cases."""
    with opened() as house:
        _check_office(house, office)
        channels = _channels(house)
        if group_link(channels, "") is None:
            raise NotInvited(
                "no channel with groups can be used now: set CANDUNG_TELEGRAM_TOKEN, see candung doctor"
            )
        issued = _issue(house, Order(Role.OFFICER, office, kind=InvitationKind.GROUP))
        found = group_link(channels, issued.token) or ""
        _print_links(house, issued, {"group": found}, as_json=as_json)


@app.command("list")
def list_staff(as_json: AsJson = False) -> None:
    """Everybody who joined, and whether messages reach them."""
    with opened() as house:
        rows = [_shown(house, member) for member in house.database.transact(staff.everyone)]
    if as_json:
        print(msgspec.json.encode(rows).decode())
        return
    for row in rows:
        print(
            f"{row['number']:>5}  {row['state']:<9} {row['role']:<11} {row['office'] or '-':<10}"
            f" {row['channel'] or '-':<9} {'reached' if row['reached'] else 'not reached':<11}  {row['name']}"
        )
    if not rows:
        print("Nobody works here yet.")


@app.command("suspend")
def suspend(number: Annotated[int, typer.Argument(help="The number that `staff list` shows.")]) -> None:
    """End somebody's rights, at once and everywhere."""
    with opened() as house:
        name = house.database.transact(lambda conn: _suspend(conn, house, number))
    print(f"{name or 'Number ' + str(number)} is suspended.")


def _order(house: House, role: str, office: str, name: str) -> Order:
    if role not in set(Role):
        raise NotInvited(f"there is no role {role!r}: it is one of {', '.join(Role)}")
    if not 0 < len(name) <= LONGEST:
        raise NotInvited(f"--name has 1 to {LONGEST} characters")
    wanted = Role(role)
    if wanted not in OF_AN_OFFICE:
        if office:
            raise NotInvited(f"the role {role} belongs to the ward as a whole: leave --office out")
        return Order(wanted, name=name)
    if not office:
        raise NotInvited(f"the role {role} needs --office: one of {', '.join(_offices(house))}")
    _check_office(house, office)
    return Order(wanted, office, name)


def _check_office(house: House, office: str) -> None:
    if office not in _offices(house):
        raise NotInvited(
            f"this ward has no office {office!r} of its own: it is one of {', '.join(_offices(house))}"
        )


def _offices(house: House) -> list[str]:
    return [office.id for office in house.ward.offices if office.kind is OfficeKind.INTERNAL]


def _channels(house: House) -> dict[str, Channel]:
    """Every channel that is set up. One that cannot be asked for its name has no links, and is left out."""
    _, channels = channels_of(house, Blobs.open(house.settings.evidence, house.keyring), Hub())
    asyncio.run(_introduce(channels))
    return channels


async def _introduce(channels: dict[str, Channel]) -> None:
    for channel in channels.values():
        try:
            await channel.check()
        except SendError as problem:
            print(
                f"{channel.name} is left out ({type(problem).__name__}): see candung doctor", file=sys.stderr
            )


def _issue(house: House, order: Order) -> Issued:
    now = house.clock.now()
    return house.database.transact(lambda conn: issue(conn, house.keyring, order, now=now))


def _print_links(house: House, issued: Issued, found: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        told = {"number": issued.number, "expires_at": issued.expires_at.isoformat(), "links": found}
        print(msgspec.json.encode(told).decode())
        return
    for channel, link in found.items():
        print(f"{channel:<9} {link}")
    until = house.ward.local(issued.expires_at)
    print(f"Works once, until {until:%Y-%m-%d %H:%M}. Send it to nobody else.")


def _shown(house: House, member: Member) -> dict[str, Any]:
    return {
        "number": member.id, "name": member.name, "role": str(member.role), "office": member.office,
        "channel": member.address.channel if member.address is not None else "",
        "state": str(member.state), "reached": member.reached,
        "joined": house.ward.local(member.joined_at).date().isoformat(),
    }  # fmt: skip


def _suspend(conn: Connection, house: House, number: int) -> str:
    member = staff.member(conn, number)
    if member is None or member.state is StaffState.SUSPENDED:
        raise NotSuspended(f"nobody who works here has the number {number}")
    if parting.is_last_admin(conn, member):
        raise NotSuspended(
            "this is the only administrator: make another one first, with candung staff invite --role admin"
        )
    now, wall = house.clock.now(), house.clock.wall()
    said = parting.suspend(conn, house.catalog, member, at=now, wall=wall) or ()
    letters = [
        Letter(Outbound(to.lane, prompt, Kind.REPLY, Priority.NEWS), to.address, to.language)
        for to, prompt in said
    ]
    outbox.put(conn, letters, now=now, wall=wall)
    return member.name
