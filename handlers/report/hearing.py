"""What a reply means where it stands: a yes under the summary, a no to what is optional, an alarm."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from bot.core.messages import MediaKind
from bot.flow import engine, match, taps
from bot.flow.fields import clean, has_words
from bot.flow.questions import Answers, Asked, Draft, Flow, Nav, Question, Reply
from bot.ward import Ward
from handlers.report.questions import ASIDE, Questions, code_of
from handlers.turn import Turn
from handlers.wardtexts import hint_key

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
ADDS: Final = 4
"""Under the summary, words of so many characters are added to the report."""

Hear = Callable[[Turn, Draft, Reply], Reply]


def make_hear(flow: Flow, ask: Questions) -> Hear:
    """How replies to the report are heard."""

    def hear(turn: Turn, draft: Draft, reply: Reply) -> Reply:
        at = engine.current(flow, draft)
        if not isinstance(at, Asked) or not _only_words(reply):
            return reply
        if at.question is ask.confirm:
            return _under_summary(turn, flow, reply)
        if at.question.optional and match.means(reply.text, NOTHING):
            return Reply(nav=Nav.SKIP, day=reply.day)
        if turn.signs and not _takes_a_story(at.question, ask):
            return _aside(reply)
        return reply

    return hear


def _only_words(reply: Reply) -> bool:
    taken = reply.nav or reply.option or reply.edit or reply.files or reply.point
    return bool(reply.text) and not taken


def _takes_a_story(question: Question[Any], ask: Questions) -> bool:
    return question is ask.details or question is ask.more


def _under_summary(turn: Turn, flow: Flow, reply: Reply) -> Reply:
    if match.means(reply.text, YES):
        return _sends(turn, flow) or reply
    if match.means(reply.text, NO):
        return Reply(nav=Nav.EDIT)
    text = clean(reply.text)
    return _aside(reply) if has_words(text) and len(text) >= ADDS else reply


def _sends(turn: Turn, flow: Flow) -> Reply | None:
    """The button that stands under the summary that was shown last."""
    for tap, _ in turn.talk.draft.get("offered", ()):
        known = taps.read(tap)
        if known is not None and known.flow == flow.name and known.reply.stamp is not None:
            return known.reply
    return None


def _aside(reply: Reply) -> Reply:
    return msgspec.structs.replace(reply, question=ASIDE, beside=True)


def make_remark(ward: Ward, ask: Questions) -> Callable[[Turn, Answers, Answers], None]:
    """What is said once about a new answer: whom to ask first, and that a voice will be heard."""

    def remark(turn: Turn, before: Answers, after: Answers) -> None:
        code, earlier = (code_of(each, ask.category, ask.subcategory) for each in (after, before))
        pointer = ward.pointer(code) if code != earlier else None
        if pointer is not None and pointer != ward.pointer(earlier):
            turn.say(hint_key("pointer", code))
        if _voices(ask, after) > _voices(ask, before):
            turn.say("voice-kept")

    return remark


def _voices(ask: Questions, answers: Answers) -> int:
    photos = answers.raw(ask.photos)
    items = photos.get("items", ()) if isinstance(photos, Mapping) else ()
    return sum(1 for item in items if item.get("kind") == MediaKind.VOICE)
