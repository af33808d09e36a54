"""A duty of the ward is said on the lane of whoever is to do it, and noted as done with one press."""

from collections.abc import Mapping

from bot.core.duties import DutyStage
from bot.core.messages import Button, Kind, Priority, Prompt, Value
from bot.core.people import Role
from handlers import talk
from handlers.reminders import owing
from handlers.reminders.crew import at_work
from handlers.reminders.owed import open_now
from handlers.reminders.owing import PREFIX
from handlers.turn import Recipient, Turn
from storage import duties
from storage.duties import Done
from storage.staff import Member


def remind(turn: Turn, args: Mapping[str, Value]) -> None:
    """What is to be done until when; nothing where somebody has done it meanwhile."""
    member = turn.member()
    stage = next((each for each in _open(turn) if each.occurrence.id == args.get("occurrence")), None)
    if member is None or stage is None:
        return
    say = turn.worded(member.language)
    duty = stage.occurrence.duty
    until = owing.until(stage, turn.desk.ward.local(turn.now).date(), say)
    name, what = duty.name.to(member.language), duty.what.to(member.language)
    text = "\n".join((say("duty-head", name=name), what, until))
    mark = Button(say("duty-mark"), f"{PREFIX}done:{stage.occurrence.id}")
    to = Recipient(turn.lane, turn.message.address, member.language)
    turn.post(to, Prompt(text, (mark,)), Kind.REMINDER, priority=Priority.REMINDER)


def take(turn: Turn) -> bool:
    """The list of duties, the button "Đã xong", and the one that takes it back. For who is no staff nothing
    here exists."""
    tap = _tap(turn)
    member = turn.member() if tap.startswith(PREFIX) else None
    if member is None:
        return False
    verb, _, occurrence = tap.removeprefix(PREFIX).partition(":")
    duty, _, period = occurrence.partition(":")
    if verb == "list":
        owing.show(turn, member)
    elif not _is_theirs(turn, member, duty):
        turn.say("staff-not-allowed")
    elif verb == "done":
        _mark(turn, member, duty, period)
    else:
        _take_back(turn, duty, period)
    return True


def _tap(turn: Turn) -> str:
    """The button, or the one that typed words mean."""
    if turn.message.group or turn.message.edited:
        return turn.message.tap or ""
    return talk.tapped(turn, PREFIX)


def _mark(turn: Turn, member: Member, duty: str, period: str) -> None:
    if f"{duty}:{period}" not in {stage.occurrence.id for stage in _open(turn)}:
        turn.say("duty-over")
        return
    duties.finish(turn.connection(), Done(duty, period, turn.now, member.id))
    turn.answer = turn.words("duty-done")
    back = Button(turn.words("duty-not-done"), f"{PREFIX}undo:{duty}:{period}")
    turn.queue(Prompt(turn.answer, (back,)))


def _take_back(turn: Turn, duty: str, period: str) -> None:
    gone = duties.reopen(turn.connection(), duty, period)
    turn.say("duty-again" if gone else "duty-over")


def _is_theirs(turn: Turn, member: Member, duty: str) -> bool:
    """Whether it is for them to do, or they lead."""
    found = next((each for each in turn.desk.ward.duties if each.id == duty), None)
    if found is None:
        return False
    crew = at_work(turn.connection(), turn.desk.ward, turn.now)
    return member.role is Role.LEADER or member.id in crew.with_roles(found.to, found.office)


def _open(turn: Turn) -> tuple[DutyStage, ...]:
    return open_now(turn.connection(), turn.desk.ward, turn.now)
