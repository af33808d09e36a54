"""What a reply means where it stands: a yes under the summary, a no to what is optional, an alarm."""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from bot.core.messages import Ask
from bot.flow import engine, match, taps
from bot.flow.fields import clean, has_words
from bot.flow.questions import Asked, Draft, Flow, Nav, Question, Reply
from handlers.report.guess import NONE, proposals
from handlers.report.places import TOLD, place_told
from handlers.report.questions import ASIDE, Questions
from handlers.turn import Turn
from handlers.wardtexts import label_key

YES: Final = (
    "đúng", "đúng rồi", "đúng ạ", "đúng rồi ạ", "vâng", "vâng ạ", "ừ", "ok", "oke", "okay", "đồng ý", "gửi",
    "gửi luôn", "gửi giúp", "chuẩn", "yes", "send", "correct", "right", "that is right",
)  # fmt: skip
NO: Final = ("chưa", "chưa đúng", "sai", "sai rồi", "không", "không đúng", "no", "wrong", "not right")
NOTHING: Final = (
    "không", "không ạ", "không có", "không có gì", "không có ạ", "ko", "ko có", "k có", "chưa có",
    "không nhớ",
    "không biết", "không rõ", "no", "none", "nothing", "I have none", "I do not know", "I don't know",
)  # fmt: skip
"""They mean this only where they stand alone."""
INDEED: Final = ("phải", "phải rồi", "phải ạ", "đúng thế", "đúng vậy", "chính xác", "indeed", "exactly")
NOT_THIS: Final = (
    "không phải",
    "không phải ạ",
    "ko phải",
    "k phải",
    "việc khác",
    "not this",
    "none of these",
)
ALL_SENT: Final = (
    "xong rồi", "xong rồi ạ", "hết rồi", "hết rồi ạ", "đủ rồi", "gửi xong", "gửi xong rồi", "gửi rồi",
    "thế thôi", "chỉ có thế", "that is all", "that's all", "all sent", "finished",
)  # fmt: skip
"""The photos are there."""
ADDS: Final = 4
"""Where words cannot be the answer, so many characters are added to the story."""

Hear = Callable[[Turn, Draft, Reply], Reply]


def make_hear(flow: Flow, ask: Questions) -> Hear:
    """How replies to the report are heard."""

    def hear(turn: Turn, draft: Draft, reply: Reply) -> Reply:
        at = engine.current(flow, draft)
        if not isinstance(at, Asked):
            return reply
        if at.question is ask.guess and _agrees(turn, ask, draft):
            return Reply(question=ask.guess.key, option=proposals(draft.given.given(ask.heard))[0])
        if reply.option is not None:
            return _pressed(ask, at.question, draft, reply)
        return _typed(turn, draft, ask, at.question, reply) if _only_words(reply) else reply

    return hear


def _typed(turn: Turn, draft: Draft, ask: Questions, at: Question[Any], reply: Reply) -> Reply:
    """Words, and nothing beside them."""
    if at is ask.confirm:
        return _under_summary(turn, reply)
    return _at_guess(turn, ask, reply) if at is ask.guess else _at(turn, ask, at, draft, reply)


def _pressed(ask: Questions, at: Question[Any], draft: Draft, reply: Reply) -> Reply:
    """A press that stands for something else: words of the story, or a choice from the list above."""
    if at is ask.guess and ask.category.goes_by(reply.question):
        return msgspec.structs.replace(reply, question=ask.guess.key)
    if ask.place.goes_by(reply.question) and reply.option == TOLD:
        words = place_told(draft.given, ask.heard)
        return msgspec.structs.replace(reply, option=None, text=words) if words else reply
    return reply


def _at(turn: Turn, ask: Questions, at: Question[Any], draft: Draft, reply: Reply) -> Reply:
    """Words at any other question."""
    if at.optional and match.means(reply.text, NOTHING):
        return Reply(nav=Nav.SKIP, day=reply.day)
    if turn.signs and not _takes_a_story(at, ask):
        return _aside(reply)
    if at is ask.photos:
        all_sent = match.means(reply.text, ALL_SENT)
        return Reply(nav=Nav.DONE, day=reply.day) if all_sent else _told_besides(reply)
    if at.ask is Ask.CHOICE and at is not ask.identity and draft.given.given(ask.details) is not None:
        return _told_besides(reply)
    return reply


def _agrees(turn: Turn, ask: Questions, draft: Draft) -> bool:
    """Whether the message is a plain yes to the one proposal. ("Phải" stands on the button that says no.)"""
    typed = turn.message.text if turn.message.tap is None and not turn.files else ""
    return match.means(typed, (*YES, *INDEED)) and len(proposals(draft.given.given(ask.heard))) == 1


def _at_guess(turn: Turn, ask: Questions, reply: Reply) -> Reply:
    """Under a proposal: a no, the name of another category, or more of the story."""
    named = match.offered(
        reply.text,
        [(c.code, turn.words(label_key(c.code))) for c in turn.desk.ward.offered],
        numbers=False,
    )
    if match.means(reply.text, (*NO, *NOT_THIS)):
        named = NONE
    if named is None:
        return _told_besides(reply)
    return msgspec.structs.replace(reply, question=ask.guess.key, option=named, text="")


def _only_words(reply: Reply) -> bool:
    taken = reply.nav or reply.option or reply.edit or reply.files or reply.point
    return bool(reply.text) and not taken


def _takes_a_story(question: Question[Any], ask: Questions) -> bool:
    return question is ask.details or question is ask.more


def _under_summary(turn: Turn, reply: Reply) -> Reply:
    if match.means(reply.text, YES):
        return _sends(turn) or reply
    if match.means(reply.text, NO):
        return Reply(nav=Nav.EDIT)
    return _told_besides(reply)


def _told_besides(reply: Reply) -> Reply:
    """Words that add to the story; too few of them are left to the open question."""
    text = clean(reply.text)
    return _aside(reply) if has_words(text) and len(text) >= ADDS else reply


def _sends(turn: Turn) -> Reply | None:
    """The button that stands under the summary that was shown last."""
    for tap, _ in turn.talk.draft.get("offered", ()):
        known = taps.read(tap)
        if known is not None and known.flow == turn.talk.flow and known.reply.stamp is not None:
            return known.reply
    return None


def _aside(reply: Reply) -> Reply:
    return msgspec.structs.replace(reply, question=ASIDE, beside=True)
