"""A duty of the ward is said on the lane of whoever is to do it, and noted as done with one press."""

from collections.abc import Mapping
from typing import Final

from bot.core.duties import DutyStage
from bot.core.messages import Button, Kind, Priority, Prompt, Value
from bot.core.people import Role
from handlers.cards import spell_out
from handlers.reminders.crew import at_work
from handlers.reminders.owed import open_now
from handlers.turn import Recipient, Turn
from locales import Speaker
from storage import duties
from storage.duties import Done
from storage.staff import Member

PREFIX: Final = "duty:"


def remind(turn: Turn, args: Mapping[str, Value]) -> None:
    """What is to be done until when; nothing where somebody has done it meanwhile."""
    member = turn.member()
    stage = next((each for each in _open(turn) if each.occurrence.id == args.get("occurrence")), None)
    if member is None or stage is None:
        return
    say = turn.worded(member.language)
    duty = stage.occurrence.duty
    name, what = duty.name.to(member.language), duty.what.to(member.language)
    text = "\n".join((say("duty-head", name=name), what, _when(stage, say)))
    mark = Button(say("duty-mark"), f"{PREFIX}done:{stage.occurrence.id}")
    to = Recipient(turn.lane, turn.message.address, member.language)
    turn.post(to, Prompt(text, (mark,)), Kind.REMINDER, priority=Priority.REMINDER)


def take(turn: Turn) -> bool:
    """The button "Đã xong", and the one that takes it back. For who is no staff nothing here exists."""
    tap = turn.message.tap or ""
    member = turn.member() if tap.startswith(PREFIX) else None
    if member is None:
        return False
    verb, _, occurrence = tap.removeprefix(PREFIX).partition(":")
    duty, _, period = occurrence.partition(":")
    if not _is_theirs(turn, member, duty):
        turn.say("staff-not-allowed")
    elif verb == "done":
        _mark(turn, member, duty, period)
    else:
        _take_back(turn, duty, period)
    return True


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


def _when(stage: DutyStage, say: Speaker) -> str:
    day = spell_out(say, stage.occurrence.last)
    if stage.days_late is not None:
        return say("duty-late", day=day, count=stage.days_late)
    key = "duty-until-provisional" if stage.occurrence.provisional else "duty-until"
    return say(key, day=day) if stage.days_before else say("duty-today")
