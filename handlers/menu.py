"""What is said outside every interview: welcome, guide, language, the way to a person."""

from typing import Final

from bot.core.messages import Button, Prompt
from handlers import counter, talk
from handlers.turn import Turn

TRIAGE: Final = "culture"
"""The office whose queue takes what belongs to nobody else (domain: R24)."""


def welcome(turn: Turn) -> None:
    """Who this is, what it does, and the first choices."""
    talk.offer(turn, Prompt(turn.words("welcome", authority=turn.words("ward-authority")), talk.home(turn)))


def lost(turn: Turn) -> None:
    """Nothing is open and the words say nothing to us: the choices again."""
    talk.offer(turn, Prompt(turn.words("menu-lost"), talk.home(turn)))


def guide(turn: Turn) -> None:
    """How it works, what to photograph, the numbers for emergencies."""
    lines = [
        turn.words(
            "hotline-line",
            number=line.number,
            name=turn.words(f"ward-hotline-{line.number.replace(' ', '-')}"),
        )
        for line in turn.desk.ward.hotlines
        if not line.verify
    ]
    text = "\n".join([turn.words("help", authority=turn.words("ward-authority")), "", *lines])
    talk.offer(turn, Prompt(text, () if turn.talk.flow else talk.home(turn)))


def languages(turn: Turn) -> None:
    """Offer the languages, each in its own name."""
    catalog = turn.desk.catalog
    offered = tuple(
        Button(catalog.say(name, "language-own"), f"go:language:{name}") for name in catalog.places
    )
    talk.offer(turn, Prompt(turn.words("language-which"), offered))


def speak(turn: Turn, language: str) -> None:
    """From now on in this language."""
    if language not in turn.desk.catalog.places:
        languages(turn)
        return
    turn.change(language=language)
    turn.say("language-set")
    feature = talk.open_feature(turn)
    if feature is not None:
        talk.again(turn, feature)
    else:
        welcome(turn)


def officer(turn: Turn) -> None:
    """Put the person on a queue of the ward, and show the ways that need no waiting."""
    counter.call(turn, TRIAGE, ways(turn))


def ways(turn: Turn) -> str:
    """How to reach the ward without this assistant: its offices with a known number, its door."""
    known = [office for office in turn.desk.ward.offices if office.phone]
    lines = [
        turn.words("hotline-line", number=o.phone, name=turn.words(f"ward-office-{o.id}")) for o in known
    ]
    return "\n".join([*lines, turn.words("ways-door", authority=turn.words("ward-authority"))])
