"""A question that is no report gets a short answer out of the law file, and the ways on."""

from bot.core.messages import Button, Prompt
from bot.core.understanding.heard import Heard
from handlers import counter, menu, talk
from handlers.turn import Turn


def tell(turn: Turn, heard: Heard) -> None:
    """Answer where nothing is open. Where the message tells of a report besides, or brings a file, a report
    may begin with it."""
    keeps = bool(turn.files or heard.guesses)
    if keeps:
        counter.keep(turn, [[file.id, file.kind, file.name] for file in turn.files])
    ways = (
        Button(turn.words("menu-report"), counter.FOR_REPORT if keeps else "go:report"),
        Button(turn.words("menu-officer"), "go:officer"),
    )
    talk.offer(turn, Prompt(_introduced(turn, worded(turn, heard.topic)), ways))


def aside(turn: Turn, topic: str, ways: tuple[Button, ...] = ()) -> None:
    """Answer in the middle of something, which goes on."""
    turn.queue(Prompt(worded(turn, topic), ways))


def _introduced(turn: Turn, text: str) -> str:
    """Whoever writes for the first time is told that a machine answers."""
    if turn.talk.version:
        return text
    return f"{turn.words('answer-first', authority=turn.words('ward-authority'))}\n{text}"


def worded(turn: Turn, topic: str) -> str:
    """The answer as it may be said today; a sentence that leads to a person where there is none."""
    ward = turn.desk.ward
    answer = ward.laws.answer(topic)
    if answer is None or not answer.holds_on(ward.local(turn.now).date()):
        return turn.words("answer-none")
    text = answer.text.to(turn.talk.language)
    return f"{text}\n{menu.ways(turn)}" if answer.contacts else text
