"""Which of one's reports are these words for? The one that was chosen a moment ago, or the one that waits.

Whoever pressed "Trả lời" or "Bổ sung" writes and sends for some minutes what belongs to that report, message
by message: each is part of it at once, nobody of seventy has to press "Xong". In the middle of another
interview exactly the next message belongs to it (or the next album), and the interview goes on.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from bot.core.case import Status
from bot.core.errors import Reask, Refused
from bot.core.messages import Button, Kind, Prompt
from bot.core.understanding.heard import Intent
from bot.flow import match
from bot.flow.fields import clean, has_words
from bot.flow.questions import Nav, Reply, Stored
from handlers import cards, counter, courtesy, talk
from handlers.aftermath import adding, owning, relaying, thread
from handlers.aftermath.relaying import Told
from handlers.turn import Turn
from storage.cases import Case

KEPT: Final = "own"
"""In the draft: the report for which the next messages are."""
BURST: Final = timedelta(minutes=5)
ALBUM: Final = timedelta(seconds=2)
"""The messages of one album come closer than this."""
_ELSE: Final = frozenset({Intent.TRACK, Intent.WITHDRAW})
_ASKED: Final = frozenset({Intent.QUESTION, Intent.ELSEWHERE})


def choose(turn: Turn, case: Case, shown: str = "") -> None:
    """The next messages are for this report: ask for them."""
    if not case.status.is_open:
        over(turn, case)
        return
    counter.unlisten(turn)
    turn.change(draft={**turn.talk.draft, "aside": ()})  # a number that is typed now is an answer
    _remember(turn, {"code": case.code, "proof": shown, "until": _until(turn)})
    question = thread.question(turn, case)
    key = "own-answer-now" if question else "own-add-now"
    text = turn.words(key, code=case.code, question=question)
    never = Button(turn.words("own-stop"), f"{owning.MARK}stop")
    turn.queue(Prompt(text, (never,)), Kind.QUESTION, brief=owning.is_cut(case))


def stop(turn: Turn) -> None:
    """They are not, any more."""
    forget(turn)
    feature = talk.open_feature(turn)
    if feature is not None:
        talk.again(turn, feature)
    else:
        talk.offer(turn, Prompt(turn.words("own-stopped"), talk.home(turn)))


def is_chosen(turn: Turn) -> bool:
    """Whether a report was chosen a moment ago."""
    kept = turn.talk.draft.get(KEPT)
    return kept is not None and turn.now <= datetime.fromisoformat(kept["until"])


def hear(turn: Turn) -> bool:
    """Take the message where a report was chosen for it."""
    kept = turn.talk.draft.get(KEPT)
    if kept is None or turn.message.tap is not None or turn.message.group or counter.listens(turn):
        return False
    if not is_chosen(turn) or _leads_elsewhere(turn) or _is_used_up(turn, kept):
        forget(turn)
        return False
    case = owning.find(turn, kept["code"], kept["proof"])
    if case is None or not says_something(turn) or _thanks(turn, case):
        return False
    give(turn, case, said(turn), kept)
    return True


def answered(turn: Turn) -> bool:
    """Take the message where nothing is open and exactly one report waits for this person."""
    message = turn.message
    if message.tap is not None or message.group or not says_something(turn) or _leads_elsewhere(turn):
        return False
    if _only_greets(turn) or _is_about_else(turn):
        return False
    waiting = [case for case in owning.live(turn) if case.status is Status.NEEDS_INFO]
    if len(waiting) != 1:
        return False
    give(turn, waiting[0], said(turn), {"code": waiting[0].code, "proof": ""})
    return True


def give(turn: Turn, case: Case, reply: Reply, kept: Mapping[str, Any]) -> None:
    """This becomes part of the report; says where it went, or why it could not."""
    answers = case.status is Status.NEEDS_INFO
    try:
        case = adding.deliver(turn, case, reply)
    except (Reask, Refused) as problem:
        _refused(turn, case, problem)
        return
    told, album = _with_album(turn, reply, kept)
    relaying.said(turn, case, "own-news-answer" if answers else "own-news-add", told)
    if owning.is_cut(case):
        forget(turn)  # what was cut is remembered beside nobody
    else:
        _remember(turn, {**kept, "until": _until(turn), "used": True, **album})
    _acknowledge(turn, case, reply, answers=answers)


def over(turn: Turn, case: Case) -> None:
    """Nothing can be added any more: where it stands, and what can still be done."""
    text = turn.words("own-over", code=case.code, status=cards.status(turn, case))
    _offer(turn, Prompt(text, cards.after(turn)))


def said(turn: Turn) -> Reply:
    """Everything that the message brings."""
    message = turn.message
    words = "\n".join(part for part in (clean(message.text), clean(message.place)) if part)
    return Reply(text=words, point=message.point, files=turn.files)


def says_something(turn: Turn) -> bool:
    """Whether there is anything that an officer can use."""
    return bool(turn.files or turn.message.point) or has_words(clean(turn.message.text))


def forget(turn: Turn) -> None:
    """No report is chosen."""
    if KEPT in turn.talk.draft:
        turn.change(draft={name: value for name, value in turn.talk.draft.items() if name != KEPT})


def _acknowledge(turn: Turn, case: Case, reply: Reply, *, answers: bool) -> None:
    text = turn.words("own-answered" if answers else "own-added", code=case.code)
    feature, kept = talk.open_feature(turn), turn.talk.draft.get(KEPT)
    waits = turn.message.more_may_follow and bool(turn.files)
    if feature is None:
        more = Button(turn.words("own-add"), owning.tap(turn, "add", case))
        shown = Prompt(text, (more, _way_on(turn, case, reply)))
        turn.change(draft={**turn.talk.draft, "aside": ()})
    else:
        shown = Prompt(text)
    key = f"own:{case.code}" if waits else None
    turn.queue(shown, Kind.REPLY, replaces=key, brief=turn.blank, gathers=waits)
    if feature is not None:
        talk.again(turn, feature)
        if kept is not None:
            _remember(turn, kept)


def _way_on(turn: Turn, case: Case, reply: Reply) -> Button:
    """Words that were meant for something new become a report of their own. They are not kept beside a
    session of which nothing may say that they come from it."""
    if not reply.text or owning.is_cut(case):
        return Button(turn.words("menu-report"), "go:report")
    counter.keep(turn, [], reply.text)
    return Button(turn.words("menu-report"), counter.FOR_REPORT)


def _refused(turn: Turn, case: Case, problem: Reask | Refused) -> None:
    if problem.reason == "case-not-now":
        forget(turn)
        over(turn, case)
        return
    turn.say(problem.reason, **problem.args_)


def _with_album(turn: Turn, reply: Reply, kept: Mapping[str, Any]) -> tuple[Told, Mapping[str, Any]]:
    """What is passed on: of an album also what came a moment ago and may not have been said yet."""
    if not (turn.message.more_may_follow and reply.files):
        return Told(reply.text, reply.files, reply.point), {"album": None}
    before = kept.get("album") if _is_near(turn, kept) else None
    first = before or {"name": f"own:{reply.files[0].id}", "text": "", "files": []}
    text = "\n".join(part for part in (first["text"], reply.text) if part)
    files = [*first["files"], *([file.id, file.kind, file.name] for file in reply.files)]
    album = {"name": first["name"], "text": text, "files": files, "at": turn.now.isoformat()}
    told = Told(text, tuple(Stored(*file) for file in files), reply.point, first["name"])
    return told, {"album": album}


def _is_near(turn: Turn, kept: Mapping[str, Any]) -> bool:
    """Whether this goes on with an album that came a moment ago."""
    album = kept.get("album")
    near = album is not None and turn.now - datetime.fromisoformat(album["at"]) < ALBUM
    return near and turn.message.more_may_follow


def _is_used_up(turn: Turn, kept: Mapping[str, Any]) -> bool:
    """In the middle of an interview one message was meant, or one album."""
    return turn.talk.flow is not None and bool(kept.get("used")) and not _is_near(turn, kept)


def _leads_elsewhere(turn: Turn) -> bool:
    """Whether the words ask the machine for something."""
    text = turn.message.text.strip()
    moves = match.navigation(text, strict=True) in {Nav.CANCEL, Nav.DONE}
    return moves or text == "0" or text.startswith("/") or match.called(text, strict=True) is not None


def _only_greets(turn: Turn) -> bool:
    return has_words(turn.message.text) and not turn.files and courtesy.greets(turn.message.text)


def _is_about_else(turn: Turn) -> bool:
    """Whether the words clearly ask for something that is no answer."""
    heard = turn.heard()
    asked = heard.intent in _ASKED and heard.sure and bool(heard.topic)
    return not turn.files and (heard.intent in _ELSE or asked)


def _thanks(turn: Turn, case: Case) -> bool:
    """A thank-you adds nothing; where a question is open "vâng" is its answer."""
    waits = case.status is Status.NEEDS_INFO
    return not waits and not turn.files and turn.message.point is None and courtesy.thanks(turn.message.text)


def _until(turn: Turn) -> str:
    return (turn.now + BURST).isoformat()


def _remember(turn: Turn, kept: Mapping[str, Any]) -> None:
    turn.change(draft={**turn.talk.draft, KEPT: dict(kept)})


def _offer(turn: Turn, prompt: Prompt) -> None:
    """What is open goes on beside it."""
    if turn.talk.flow is None:
        talk.offer(turn, prompt)
    else:
        turn.queue(prompt)
