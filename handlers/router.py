"""Which feature takes this message? An ordered list, first match wins.

The open question's options come before global words; danger is answered before everything, and does
not keep the message from its place.
"""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core import codes
from bot.core.messages import Ask
from bot.core.understanding.heard import Heard, Intent
from bot.flow import match, taps
from bot.flow.fields import clean, has_words
from bot.flow.match import Global
from bot.flow.questions import Nav, Reply
from bot.flow.reading import NUMBERED
from handlers import (
    absent,
    aftermath,
    alarm,
    answers,
    beside,
    consent,
    counter,
    courtesy,
    duty,
    edits,
    menu,
    notices,
    officer,
    pointers,
    privacy,
    reminders,
    report,
    staff,
    talk,
    track,
    triage,
    withdraw,
    work,
)
from handlers.turn import Feature, Turn

ENOUGH: Final = 10
"""A first message of so many characters tells something: it opens a report."""
CHAT: Final = 40
"""Longer is no mere greeting."""
GO: Final[Mapping[str, Global]] = {
    "go:report": Global.REPORT,
    counter.FOR_REPORT: Global.REPORT,
    "go:track": Global.TRACK,
    "go:help": Global.HELP,
    "go:officer": Global.OFFICER,
    "go:language": Global.LANGUAGE,
    "nav:language": Global.LANGUAGE,
    "go:data": Global.PRIVACY_DATA,
    "go:delete": Global.PRIVACY_DELETE,
}
"""Buttons outside every flow."""
PRESSED: Final[Mapping[str, Callable[[Turn, str], None]]] = {
    pointers.MARK: pointers.press,
    withdraw.MARK: withdraw.press,
}
"""Buttons that beside their name say what they are about. What was open goes on after them."""


FIRST: Final[tuple[Callable[[Turn], bool], ...]] = (
    staff.take,
    counter.take,
    aftermath.take,
    officer.take,
    work.take,
    triage.take,
    absent.take,
    duty.take,
    reminders.take,
    staff.hush,  # the last one: what nobody took in a group is for nobody
)
"""Before what residents say: each takes what is its own (and says so), or leaves it to the next."""


def handle(turn: Turn) -> None:
    """One message of a person, or one notice of ours."""
    if turn.message.notice is not None:
        notices.take(turn)
        return
    if any(take(turn) for take in FIRST):
        return
    notices.expire(turn)
    alarm.warn(turn)
    if edits.take(turn):
        return
    if aftermath.hear(turn) or counter.hear(turn, courtesy.greets, pointers.is_secret):
        return
    if _go(turn, turn.message.tap or talk.aside(turn) or ""):
        return
    feature = talk.open_feature(turn)
    if feature is not None:
        _inside(turn, feature)
    elif not (aftermath.named(turn) or aftermath.answered(turn)):
        _outside(turn)


def _go(turn: Turn, tap: str) -> bool:
    """A button that leads anywhere from anywhere."""
    if tap in GO:
        _act(turn, GO[tap], "")
        return True
    if tap.startswith("go:language:"):
        menu.speak(turn, tap.removeprefix("go:language:"))
        return True
    press = next((press for mark, press in PRESSED.items() if tap.startswith(mark)), None)
    if press is None:
        return False
    press(turn, tap)
    _go_on(turn)
    return True


def _go_on(turn: Turn) -> None:
    """The open question once more, where there is one."""
    feature = talk.open_feature(turn)
    if feature is not None:
        talk.again(turn, feature)


def _inside(turn: Turn, feature: Feature) -> None:
    """A flow is open."""
    if beside.press(turn, feature) or _reports_instead(turn, feature):
        return
    reply = talk.read(turn, feature)
    if reply is None:
        talk.again(turn, feature, reason="reask-gone")
        return
    asks = talk.asks(turn)
    if _plain(reply):
        called = match.called(turn.message.text, strict=asks not in NUMBERED)
        move = _digit(turn.message.text, asks)
        if called is not None or move is Global.OFFICER:
            _act(turn, *(called or (Global.OFFICER, "")))
            return
        if beside.take(turn, feature, asks):
            return
        if move is Nav.RESTART:
            reply = Reply(nav=Nav.RESTART)
    talk.step(turn, feature, reply)


def _reports_instead(turn: Turn, feature: Feature) -> bool:
    """Whether a look-up is left for a report."""
    if feature.flow.name != track.NAME or not (_brings(turn) or _reports(turn)):
        return False
    talk.leave(turn, feature, talk.load(turn, feature))
    if not aftermath.offered(turn):
        _start_report(turn, _said(turn))
    return True


def _reports(turn: Turn) -> bool:
    """Whether somebody who was looking something up clearly tells of something new."""
    heard = turn.heard()
    return turn.message.tap is None and heard.intent is Intent.REPORT and heard.sure


def _plain(reply: Reply) -> bool:
    """Words that are neither an option nor a move, and nothing beside them."""
    return (
        reply.nav is None and reply.option is None and reply.edit is None and not (reply.files or reply.point)
    )


def _digit(text: str, asks: Ask) -> Global | Nav | None:
    """0 and 9, where a number cannot be the answer."""
    if asks is Ask.AMOUNTS:
        return None
    digits: Mapping[str, Global | Nav] = {"0": Global.OFFICER, "9": Nav.RESTART}
    return digits.get(text.strip())


def _outside(turn: Turn) -> None:
    """Nothing is open."""
    message = turn.message
    called = match.called(message.text)
    if message.tap is not None:
        _old_button(turn, message.tap)
    elif called is not None:
        _act(turn, *called)
    elif message.text.strip() == "0":
        _act(turn, Global.OFFICER, "")
    elif match.navigation(message.text) is Nav.CANCEL:
        turn.say("cancel-nothing")
        menu.lost(turn)
    elif turn.talk.version and courtesy.thanks(message.text):
        turn.say("thanks-back")
    elif _understood(turn) or aftermath.offered(turn):
        pass
    elif _tells(turn) and not _chats(turn):
        _start_report(turn, _said(turn))
    else:
        _idle(turn)


def _understood(turn: Turn) -> bool:
    """Whether it is something else than a report. A file or a place makes it one, unless words are clear."""
    heard = turn.heard()
    act = HEARD.get(heard.intent)
    clear = heard.intent in KEEPING and (heard.sure or bool(turn.signs))
    if act is None or (_brings(turn) and not clear):
        return False
    act(turn, heard)
    return True


def _idle(turn: Turn) -> None:
    """Words that open nothing: an emergency that is none of ours, a choice by number, a greeting."""
    tap = match.offered(turn.message.text, [(button.tap, button.label) for button in talk.home(turn)])
    if turn.signs:
        pointers.show(turn, turn.heard())
    elif turn.talk.version == 0 or tap is None:
        menu.welcome(turn)
    else:
        _act(turn, GO[tap], "")


def _old_button(turn: Turn, tap: str) -> None:
    """A press whose flow is over: perhaps the second one on the button that sent the report."""
    known = taps.read(tap)
    if known is not None and known.flow == report.NAME and known.reply.stamp is not None:
        report.tell_sent(turn, known.reply.stamp)
    else:
        turn.say("button-over")
        menu.lost(turn)


def _brings(turn: Turn) -> bool:
    """A file or a place, which only a report can use."""
    return bool(turn.files or turn.message.point)


def _tells(turn: Turn) -> bool:
    """Whether there is something that belongs into a report. A danger that no row of ours reads does not."""
    text = clean(turn.message.text)
    if turn.signs and not any(sign.fact for sign in turn.signs):
        return False
    enough = has_words(text) and len(courtesy.beyond_greeting(text)) >= ENOUGH
    return enough or _brings(turn) or turn.heard().intent is Intent.REPORT


def _chats(turn: Turn) -> bool:
    """Whether few words greet or pass the time. More of them may be a report that nobody has heard of yet."""
    heard = turn.heard()
    idle = heard.intent in {Intent.GREETING, Intent.NOTHING} and bool(heard.readings) and not heard.spoken
    return idle and not _brings(turn) and len(clean(turn.message.text)) <= CHAT


def _said(turn: Turn) -> Reply:
    message = turn.message
    return Reply(text=message.text, point=message.point, phone=message.phone, files=turn.files)


def _start_report(turn: Turn, reply: Reply | None = None) -> None:
    consent.asked(turn, report.NAME, reply or counter.brought(turn))


def _resume(turn: Turn, feature: Feature) -> None:
    if feature.flow.confirm is not None:
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


def _start(turn: Turn) -> None:
    """The beginning; only a look-up can be open, and it is left for it."""
    turn.talk = turn.talk.closed()
    menu.welcome(turn)


def _look_up(turn: Turn, _heard: Heard) -> None:
    """By the code in the words, else one's own list."""
    track.begin(turn, codes.find(turn.message.text) or "")


def _unsubscribe(turn: Turn, _words: str) -> None:
    turn.say("unsubscribe-none")


def _track(turn: Turn, words: str) -> None:
    """Looking up interrupts nothing: an unfinished report is kept until it is sent."""
    feature = talk.open_feature(turn)
    if feature is not None and feature.flow.name != track.NAME:
        track.glance(turn, words)
        talk.again(turn, feature)
    else:
        track.begin(turn, words)


ACTS: Final[Mapping[Global, Callable[[Turn, str], None]]] = {
    Global.OFFICER: lambda turn, _: menu.officer(turn),
    Global.HELP: lambda turn, _: menu.guide(turn),
    Global.LANGUAGE: lambda turn, _: menu.languages(turn),
    Global.START: lambda turn, _: _start(turn),
    Global.REPORT: lambda turn, _: _start_report(turn),
    Global.TRACK: _track,
    Global.PRIVACY_DATA: lambda turn, _: privacy.show(turn),
    Global.PRIVACY_DELETE: lambda turn, _: privacy.erase(turn),
    Global.UNSUBSCRIBE: _unsubscribe,
}

HEARD: Final[Mapping[Intent, Callable[[Turn, Heard], None]]] = {
    Intent.TRACK: _look_up,
    Intent.WITHDRAW: lambda turn, _: withdraw.begin(turn),
    Intent.QUESTION: answers.tell,
    Intent.ELSEWHERE: pointers.show,
}
"""What is no report, where nothing is open."""
KEEPING: Final = frozenset({Intent.QUESTION, Intent.ELSEWHERE})
"""After these a report may begin with the files that came with the words."""

STAYS: Final = frozenset({Global.OFFICER, Global.HELP, Global.PRIVACY_DATA, Global.UNSUBSCRIBE})
"""After these the open question is put once more. After the language it is put in the new one."""
