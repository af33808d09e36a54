"""What somebody hears of the roster: that they are on it, that their watch comes, that nobody has one."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final

from bot.core.messages import Button, Kind, Priority, Prompt, Value
from bot.core.roster import Watch, Word, next_check
from handlers.duty import wording
from handlers.duty.allowed import stamp
from handlers.staffcards import office_name
from handlers.turn import Recipient, Turn
from handlers.watch import on_duty, posts, vacant
from locales import Speaker
from storage import rota
from storage.staff import Member

COMES: Final = "rota-comes"
BEGINS: Final = "rota-begins"
VACANT: Final = "rota-vacant"
WORDS: Final = {Word.COMES: COMES, Word.BEGINS: BEGINS}


def given(turn: Turn, one: Member, by: str, watches: Iterable[Watch]) -> None:
    """They were put on these."""
    say = turn.worded(one.language)
    _post(turn, one, say("rota-given", by=by, watches=_listed(watches, say)), _look(one.office, say))


def taken(turn: Turn, one: Member, by: str, watches: Iterable[Watch]) -> None:
    """They were taken off these."""
    say = turn.worded(one.language)
    _post(turn, one, say("rota-taken", by=by, watches=_listed(watches, say)))


def asked(turn: Turn, one: Member, by: str, office: str, watches: tuple[Watch, Watch | None]) -> None:
    """A colleague asks them to take the first, for the second."""
    say, (first, other) = turn.worded(one.language), watches
    about = f"{office}:{stamp(first)}"
    yes, no = Button(say("rota-yes"), f"rota:yes:{about}"), Button(say("rota-no"), f"rota:no:{about}")
    text = say("rota-asks", who=by, span=wording.span(first, say))
    if other is not None:
        text = say("rota-asks-for", who=by, span=wording.span(first, say), other=wording.span(other, say))
    _post(turn, one, text, (yes, no))


def declined(turn: Turn, one: Member, by: str, watch: Watch) -> None:
    """Whom they asked does not take it."""
    say = turn.worded(one.language)
    _post(turn, one, say("rota-was-declined", who=by, span=wording.span(watch, say)))


def swapped(turn: Turn, one: Member, asker: str, other: str, watches: Iterable[Watch]) -> None:
    """A watch went from one to the other, perhaps one of the other's back."""
    say = turn.worded(one.language)
    text = say("rota-swapped", one=asker, other=other)
    _post(turn, one, f"{text}\n{_listed(watches, say)}", _look(one.office, say))


def remind(turn: Turn, args: Mapping[str, Value]) -> None:
    """Of a watch that comes or has begun, if it is still theirs, or somebody's for whom they act."""
    member, office, ward = turn.member(), str(args["office"]), turn.desk.ward
    watch = _standing(turn, office, datetime.fromisoformat(str(args["begins"])))
    if member is None or watch is None or watch.end <= turn.now:
        return
    (post,) = posts(turn.connection(), office, [watch])
    begun = watch.begin <= turn.now
    duty = on_duty(turn.connection(), ward, office, turn.now) if begun else None
    acts = duty.member if duty is not None else post.acts
    if post.row is None or acts is None or acts.id != member.id:
        return
    say = turn.worded(member.language)
    key = "rota-it-begins" if begun else "rota-it-comes"
    lines = [say(key, office=office_name(say, office), span=wording.span(watch, say))]
    if post.row.staff != member.id and post.member is not None:
        lines.append(say("remind-in-place", who=post.member.name))
    _remind(turn, member, Prompt("\n".join(lines), _look(office, say)), aloud=begun)


def warn(turn: Turn, args: Mapping[str, Value]) -> None:
    """That nobody is put down for watches that come before anybody looks again."""
    member, office, ward = turn.member(), str(args["office"]), turn.desk.ward
    until = next_check(ward.working, ward.local(turn.now))
    missing = vacant(turn.connection(), ward, office, turn.now, until)
    if member is None or not missing:
        return
    say = turn.worded(member.language)
    text = say("rota-missing", office=office_name(say, office), watches=_listed(missing, say))
    _remind(turn, member, Prompt(text, (Button(say("rota-fill"), f"rota:list:{office}"),)))


NOTICES: Final[Mapping[str, Callable[[Turn, Mapping[str, Value]], None]]] = {
    COMES: remind,
    BEGINS: remind,
    VACANT: warn,
}


def _standing(turn: Turn, office: str, begins: datetime) -> Watch | None:
    """The watch as it is written down; None where nobody has it any more."""
    row = rota.held(turn.connection(), office, [begins]).get(begins)
    ward = turn.desk.ward
    return Watch(ward.local(row.begins_at), ward.local(row.ends_at)) if row is not None else None


def _listed(watches: Iterable[Watch], say: Speaker) -> str:
    return "\n".join(f"• {wording.span(watch, say)}" for watch in watches)


def _look(office: str, say: Speaker) -> tuple[Button, ...]:
    return (Button(say("rota-see"), f"rota:list:{office}"),)


def _post(turn: Turn, one: Member, text: str, buttons: tuple[Button, ...] = ()) -> None:
    if one.address is not None and one.reached:
        to = Recipient(one.lane, one.address, one.language)
        turn.post(to, Prompt(text, buttons), Kind.REPLY)


def _remind(turn: Turn, member: Member, prompt: Prompt, *, aloud: bool = False) -> None:
    """`aloud`: at any hour."""
    to = Recipient(turn.lane, turn.message.address, member.language)
    priority = Priority.ANSWER if aloud else Priority.REMINDER
    turn.post(to, prompt, Kind.REMINDER, priority=priority)
