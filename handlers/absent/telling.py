"""Who hears that somebody is away: they themselves, and who stands in."""

from datetime import date
from typing import NamedTuple

from bot.core.messages import Kind, Prompt, Value
from handlers.turn import Recipient, Turn
from storage import absences, cases, staff
from storage.absences import Absence
from storage.staff import Member


class Span(NamedTuple):
    """Both days are included."""

    first: date
    last: date


def worded(span: Span) -> dict[str, Value]:
    """The days as the texts name them."""
    return {"first": span.first.strftime("%d/%m/%Y"), "last": span.last.strftime("%d/%m/%Y")}


def written(turn: Turn, me: Member, of: Member, deputy: Member | None, span: Span) -> None:
    """It stands now."""
    stands = deputy.name if deputy is not None else turn.words("away-nobody")
    turn.say("away-done", who=of.name, deputy=stands, **worded(span))
    if deputy is not None:
        _warn(turn, deputy, span)
        held = len(cases.held_by(turn.connection(), of.id))
        _tell(turn, deputy, "away-told-deputy", who=of.name, count=held, **worded(span))
    if of.id != me.id:
        _tell(turn, of, "away-told", by=me.name, **worded(span))


def ended(turn: Turn, me: Member, absence: Absence) -> None:
    """They are back."""
    known = staff.members(turn.connection(), {absence.staff, absence.deputy or 0})
    of, deputy = known.get(absence.staff), known.get(absence.deputy or 0)
    name = of.name if of is not None else ""
    turn.answer = turn.words("away-ended", who=name)
    turn.queue(Prompt(turn.answer))
    for one in (of, deputy):
        if one is not None and one.works and one.id != me.id:
            _tell(turn, one, "away-ended", who=name)


def _warn(turn: Turn, deputy: Member, span: Span) -> None:
    """The deputy is away too on one of these days: then whoever stands in for them acts, if somebody does."""
    both = (
        each
        for each in absences.coming(turn.connection(), span.first)
        if each.staff == deputy.id and each.first_on <= span.last
    )
    for each in both:
        turn.say("away-deputy-away", who=deputy.name, **worded(Span(each.first_on, each.last_on)))


def _tell(turn: Turn, one: Member, key: str, **args: Value) -> None:
    if one.address is not None and one.reached:
        text = turn.worded(one.language)(key, **args)
        turn.post(Recipient(one.lane, one.address, one.language), Prompt(text), Kind.REPLY)
