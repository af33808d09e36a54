"""What a ward should still settle: nothing here stops the machine, all of it makes it better."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.ward.lexicon import unanswered
from bot.ward.ward import Ward

SOON: Final = timedelta(days=180)


class Level(StrEnum):
    """How much a finding matters."""

    FAULT = "fault"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about the ward file."""

    level: Level
    sentence: str


def check(ward: Ward, today: date) -> list[Finding]:
    """What is still open. A ward that cannot work raises `WardError` when it is loaded."""
    open_points = (
        *_place(ward),
        *_people(ward),
        *_calendar(ward, today),
        *_law(ward, today),
        *unanswered(ward, [answer.id for answer in ward.laws.answers]),
    )
    return [Finding(Level.ADVICE, sentence) for sentence in open_points]


def _place(ward: Ward) -> Iterator[str]:
    if ward.outline is None:
        yield "no boundary: nobody can be told whether a pin lies in the ward (candung ward boundary FILE)"
    if not ward.markets:
        yield "no markets: residents must type the name of the market"


def _people(ward: Ward) -> Iterator[str]:
    silent = [office.id for office in ward.offices if not office.phone]
    if silent:
        yield f"no phone number for {', '.join(silent)}"
    unchecked = [line.number for line in ward.hotlines if line.verify]
    if unchecked:
        yield f"hotlines to verify with their owners: {', '.join(unchecked)}"
    if not ward.consent.contact:
        yield "no contact for questions about personal data (consent.contact)"


def _calendar(ward: Ward, today: date) -> Iterator[str]:
    for year in (today.year, today.year + 1):
        if year not in ward.working.confirmed:
            yield f"the calendar of {year} is not confirmed: dates in it are provisional"
    for day in ward.calendar.uncertain:
        counted = "a day off" if day.off else "a working day"
        yield f"{day.date.isoformat()} ({day.name}) counts as {counted}, which is not settled"


def _law(ward: Ward, today: date) -> Iterator[str]:
    unsure = [citation.id for citation in ward.laws.citations if not citation.certain]
    if unsure:
        yield f"citations to confirm: {', '.join(unsure)}"
    for citation in ward.laws.citations:
        if citation.in_force_to is not None and citation.in_force_to <= today + SOON:
            ends = "ended" if citation.in_force_to < today else "ends"
            yield f"{citation.title} {ends} on {citation.in_force_to.isoformat()} ({citation.id})"
    yield from _answers(ward, today)


def _answers(ward: Ward, today: date) -> Iterator[str]:
    unsure = [answer.id for answer in ward.laws.answers if not answer.certain]
    if unsure:
        yield f"answers to confirm: {', '.join(unsure)}"
    for answer in ward.laws.answers:
        if answer.in_force_to is not None and answer.in_force_to <= today + SOON:
            ends = "is said no more since" if answer.in_force_to < today else "is said until"
            yield f"the answer {answer.id!r} {ends} {answer.in_force_to.isoformat()}"
