"""In the middle of a report somebody asks us something, or says that it was a mistake.

A question is answered and the open one put again. Where words are asked for they may have been the answer
all the same: they are kept, and one press makes them that.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.core import codes
from bot.core.messages import Ask, Button
from bot.core.understanding.heard import Heard, Intent
from bot.core.words import fold
from bot.flow import match
from bot.flow.questions import Nav, Reply
from handlers import answers, consent, courtesy, report, talk, track, withdraw
from handlers.turn import Feature, Turn
from storage import cases

MARK: Final = "beside:"
STOP: Final = "stop"
TAKE: Final = "take"
KEPT: Final = "doubt"
"""In the draft: words that may have been an answer."""
RESIDENTS: Final = frozenset({consent.NAME, report.NAME, track.NAME})
"""Flows in which a question may come up."""
WORDED: Final = frozenset({Ask.TEXT, Ask.PLACE, Ask.WHEN})
"""Questions that free words answer."""
ANSWERABLE: Final = WORDED | {Ask.AMOUNTS}
"""Where words may have been meant as the answer."""
DURATION: Final = "how-long"
"""The topic that answers when there will be a result."""
SHORT: Final = 12
"""A message of more words tells a story, whatever is asked in it."""
FILLING: Final = courtesy.POLITE | courtesy.FILLING | {
    "tui", "chau", "con", "xin", "thoi", "lai", "nua", "di", "dau", "thi", "ma", "voi", "giup", "ho", "dum",
    "cho", "khong", "ko", "k", "muon", "can", "cai", "nay", "do", "don", "phieu", "phan", "anh", "bao",
    "cao", "rut", "huy", "xoa", "bo", "dung", "so", "vu", "viec", "hom", "truoc", "hoi", "sang", "vua",
    "gui", "kiem", "tra", "xu", "ly", "giai", "quyet", "loi", "ket", "qua", "nhi", "vay", "chua", "day",
    "luon", "khoi", "het", "biet", "va", "vi", "i", "m", "my", "me", "it", "its", "please", "just", "the",
    "this", "that", "was", "sorry", "to", "want", "take", "back", "report", "reported", "complaint", "no",
    "not", "t", "dont", "anymore", "any", "more", "oh", "on", "of", "a", "an", "is", "s", "by", "ve",
    "will", "when", "hear", "result",
}  # fmt: skip
"""What (folded) may stand around such words without telling anything."""


def take(turn: Turn, feature: Feature, asks: Ask) -> bool:
    """Whether the words clearly ask us something, or take back what is being written."""
    heard, name = turn.heard(), feature.flow.name
    if name not in RESIDENTS or turn.signs or not (heard.sure or not heard.spoken):
        return False
    if heard.intent is Intent.WITHDRAW and _takes_back(turn, heard, asks):
        _take_back(turn, feature, asks)
        return True
    topic = _asked(turn, heard, asks, name)
    if topic is None:
        return False
    maybe = name == report.NAME and asks in WORDED
    _answer(turn, topic, (_answers(turn),) if maybe else ())
    talk.again(turn, feature)
    if maybe:
        _keep(turn)
    return True


def press(turn: Turn, feature: Feature) -> bool:
    """One of the buttons below what was asked or answered, pressed or typed."""
    kept = turn.talk.draft.get(KEPT)
    tap = turn.message.tap or (_typed(turn, kept) if kept is not None else None)
    if tap is None or not tap.startswith(MARK):
        return False
    verb, _, seed = tap.removeprefix(MARK).partition(":")
    stands = feature.flow.name == report.NAME and seed == turn.talk.draft.get("seed")
    if stands and verb == STOP:
        talk.step(turn, feature, Reply(nav=Nav.CANCEL))
    elif stands and kept is not None:
        talk.step(turn, feature, Reply(text=kept["text"]))
    else:
        talk.again(turn, feature, reason="reask-gone")
    return True


def is_all(text: str, said: Sequence[str]) -> bool:
    """Whether a short message says these words and nothing else that could tell anything."""
    words = fold(text).split()
    known = {word for part in said for word in fold(part).split()} | FILLING
    return len(words) <= SHORT and all(word in known for word in words)


def _takes_back(turn: Turn, heard: Heard, asks: Ask) -> bool:
    """Of a story that merely says so somewhere nothing is taken back."""
    text = turn.message.text
    if asks in ANSWERABLE:
        return is_all(text, heard.readings[0].because)
    return len(text.split()) <= SHORT or not heard.guesses


def _take_back(turn: Turn, feature: Feature, asks: Ask) -> None:
    """What is meant: this report, one that was sent, or was it the answer?"""
    stop = Button(turn.words("beside-stop"), _tap(turn, STOP))
    if feature.flow.name != report.NAME:
        withdraw.beside_draft(turn, turn.words("withdraw-draft"), ())
        talk.again(turn, feature)
    elif asks in ANSWERABLE:
        text = turn.words("beside-which", words=turn.message.text.strip())
        withdraw.beside_draft(turn, text, (stop, _answers(turn)))
        _keep(turn, numbered=True)
    else:
        withdraw.beside_draft(turn, turn.words("withdraw-draft"), (stop,))
        talk.again(turn, feature)


def _asked(turn: Turn, heard: Heard, asks: Ask, flow: str) -> str | None:
    """What it asks of us: the topic of an answer, empty for "where is mine"; None where it asks nothing."""
    text = turn.message.text
    if heard.intent is Intent.TRACK and flow != track.NAME:
        return "" if codes.find(text) is None and is_all(text, heard.readings[0].because) else None
    if heard.intent is not Intent.QUESTION or not heard.topic:
        return None
    tells = heard.spoken or heard.amounts is not None or len(text.split()) > SHORT
    return None if asks in WORDED and tells else heard.topic


def _answer(turn: Turn, topic: str, ways: tuple[Button, ...]) -> None:
    """In the law file's words; who sent something already sees where that is."""
    if not topic and cases.of_lane(turn.connection(), turn.lane, most=1):
        track.glance(turn, "", ways)
    else:
        answers.aside(turn, topic or DURATION, ways)


def _answers(turn: Turn) -> Button:
    return Button(turn.words("beside-answer"), _tap(turn, TAKE))


def _keep(turn: Turn, *, numbered: bool = False) -> None:
    """`numbered`: nothing else stands open, so that a number means one of the two buttons."""
    kept = {"text": turn.message.text, "numbered": numbered}
    turn.change(draft={**turn.talk.draft, KEPT: kept})


def _typed(turn: Turn, kept: Mapping[str, Any]) -> str | None:
    """The button that was typed: "dừng" alone is as good as "đúng" to somebody who types no marks."""
    offered = [(_tap(turn, STOP), turn.words("beside-stop")), (_tap(turn, TAKE), turn.words("beside-answer"))]
    return match.offered(turn.message.text, offered, numbers=kept["numbered"], strict=True)


def _tap(turn: Turn, verb: str) -> str:
    """Good for this report and no later one."""
    return f"{MARK}{verb}:{turn.talk.draft.get('seed', '')}"
