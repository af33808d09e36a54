"""Which feature takes this message? An ordered list, first match wins.

The open question's options come before global words; danger is answered before everything, and does
not keep the message from its place.
"""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.messages import Ask
from bot.flow import match
from bot.flow.fields import clean, has_words
from bot.flow.match import Global
from bot.flow.questions import Nav, Reply
from bot.flow.reading import NUMBERED
from handlers import alarm, consent, menu, notices, privacy, report, talk, track
from handlers.turn import Feature, Turn

ENOUGH: Final = 10
"""A first message of so many characters tells something: it opens a report."""

GO: Final[Mapping[str, Global]] = {
    "go:report": Global.REPORT,
    "go:track": Global.TRACK,
    "go:help": Global.HELP,
    "go:officer": Global.OFFICER,
    "go:language": Global.LANGUAGE,
    "nav:language": Global.LANGUAGE,
    "go:data": Global.PRIVACY_DATA,
    "go:delete": Global.PRIVACY_DELETE,
}
"""Buttons outside every flow."""


def handle(turn: Turn) -> None:
    """One message of a person, or one notice of ours."""
    if turn.message.notice is not None:
        notices.take(turn)
        return
    signs = alarm.warn(turn)
    if _go(turn):
        return
    feature = talk.open_feature(turn)
    if feature is not None:
        _inside(turn, feature)
    else:
        _outside(turn, helpless=any(not sign.fact for sign in signs))


def _go(turn: Turn) -> bool:
    """A button that leads anywhere from anywhere."""
    tap = turn.message.tap or ""
    if tap in GO:
        _act(turn, GO[tap], "")
        return True
    if tap.startswith("go:language:"):
        menu.speak(turn, tap.removeprefix("go:language:"))
        return True
    return False


def _inside(turn: Turn, feature: Feature) -> None:
    """A flow is open."""
    reply = talk.read(turn, feature)
    if reply is None:
        talk.again(turn, feature, reason="reask-gone")
        return
    asks = Ask(turn.talk.draft.get("asks", "nothing"))
    if _plain(reply):
        called = match.called(turn.message.text, strict=asks not in NUMBERED)
        if called is not None:
            _act(turn, *called)
            return
        move = _digit(turn.message.text, asks)
        if move is Global.OFFICER:
            _act(turn, Global.OFFICER, "")
            return
        if move is Nav.RESTART:
            reply = Reply(nav=Nav.RESTART)
    talk.step(turn, feature, reply)


def _plain(reply: Reply) -> bool:
    """Words that are neither an option nor a move, and nothing beside them."""
    return (
        reply.nav is None and reply.option is None and reply.edit is None and not (reply.files or reply.point)
    )


def _digit(text: str, asks: Ask) -> Global | Nav | None:
    """0 and 9, where a number cannot be the answer."""
    if asks not in NUMBERED and asks is not Ask.TEXT:
        return None
    digits: Mapping[str, Global | Nav] = {"0": Global.OFFICER, "9": Nav.RESTART}
    return digits.get(text.strip())


def _outside(turn: Turn, *, helpless: bool) -> None:
    """Nothing is open. `helpless`: the message is an emergency that is none of ours."""
    message = turn.message
    if message.tap is not None:
        menu.lost(turn)
        return
    called = match.called(message.text)
    if called is not None:
        _act(turn, *called)
    elif message.text.strip() == "0":
        _act(turn, Global.OFFICER, "")
    elif match.navigation(message.text) is Nav.CANCEL:
        turn.say("cancel-nothing")
        menu.lost(turn)
    elif helpless:
        menu.lost(turn)
    elif _tells(turn):
        _start_report(
            turn, Reply(text=message.text, point=message.point, phone=message.phone, files=turn.files)
        )
    elif turn.talk.version == 0:
        menu.welcome(turn)
    else:
        _choice(turn)


def _choice(turn: Turn) -> None:
    """A number or a label of the menu, typed."""
    offered = [(button.tap, button.label) for button in menu.buttons(turn)]
    tap = match.offered(turn.message.text, offered)
    if tap is not None:
        _act(turn, GO[tap], "")
    else:
        menu.welcome(turn)


def _tells(turn: Turn) -> bool:
    """Whether there is something that belongs into a report."""
    text = clean(turn.message.text)
    return bool(turn.files or turn.message.point) or (len(text) >= ENOUGH and has_words(text))


def _start_report(turn: Turn, reply: Reply | None = None) -> None:
    consent.asked(turn, report.NAME, {"channel": turn.message.address.channel}, reply)


def _resume(turn: Turn, feature: Feature) -> None:
    turn.say("draft-resume")
    talk.again(turn, feature)


def _act(turn: Turn, wanted: Global, words: str) -> None:
    """What may be asked for at any time."""
    feature = talk.open_feature(turn)
    if wanted in {Global.START, Global.REPORT} and feature is not None and feature.flow.name != track.NAME:
        _resume(turn, feature)
        return
    ACTS[wanted](turn, words)
    if wanted in STAYS and feature is not None:
        talk.again(turn, feature)


def _unsubscribe(turn: Turn, _words: str) -> None:
    turn.say("unsubscribe-none")


def _track(turn: Turn, words: str) -> None:
    """Looking up interrupts nothing: an unfinished report is kept until it is sent."""
    if turn.talk.flow is not None and turn.talk.flow != track.NAME:
        track.glance(turn, words)
    else:
        track.begin(turn, words)


ACTS: Final[Mapping[Global, Callable[[Turn, str], None]]] = {
    Global.OFFICER: lambda turn, _: menu.officer(turn),
    Global.HELP: lambda turn, _: menu.guide(turn),
    Global.LANGUAGE: lambda turn, _: menu.languages(turn),
    Global.START: lambda turn, _: menu.welcome(turn),
    Global.REPORT: lambda turn, _: _start_report(turn),
    Global.TRACK: _track,
    Global.PRIVACY_DATA: lambda turn, _: privacy.show(turn),
    Global.PRIVACY_DELETE: lambda turn, _: privacy.erase(turn),
    Global.UNSUBSCRIBE: _unsubscribe,
}

STAYS: Final = frozenset({Global.OFFICER, Global.HELP, Global.TRACK, Global.PRIVACY_DATA, Global.UNSUBSCRIBE})
"""After these the open question is put once more. After the language it is put in the new one."""
