"""Any conversation stays on the map: random replies, with a restart between every two."""

from enum import Enum

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.messages import Ask, Point, Value
from bot.flow import taps
from bot.flow.engine import (
    Answers,
    Asked,
    Cancelled,
    Done,
    Draft,
    Editing,
    Nav,
    Outcome,
    Reply,
    Restarted,
    Stored,
    advance,
    current,
    steps,
)
from bot.flow.prompts import offered, prompt, required_keys
from bot.flow.reading import reply_for
from tests.flow.trees import KIND, QUESTIONS, STORY, TREES, answer_to, thaw

KEYS = (*(question.key for question in QUESTIONS), "where", "nonsense")
INSIDE = (*KEYS, "items", "done", "point", "text", "day")
REQUIRED = required_keys(TREES)
WORDS = (
    "fallen",
    "1",
    "hai",
    "lime",
    "12 m",
    "up",
    "Gate of the school",
    STORY,
    "xong",
    "bỏ qua",
    "sữa",
    "👍",
    "",
)


class Answering(Enum):
    """Strokes that depend on the draft."""

    RIGHT = 1
    CONFIRM = 2


words = st.one_of(st.sampled_from(WORDS), st.text(max_size=30))
points = st.builds(
    Point, st.floats(-100, 100) | st.just(float("nan")), st.floats(-200, 200), st.none() | st.floats(-5, 50)
)
files = st.lists(
    st.builds(Stored, st.sampled_from(["a", "b", "c", "d", "e"]), st.sampled_from(["photo", "voice"]), words),
    max_size=5,
).map(tuple)
options = st.sampled_from(
    ["fallen", "dry", "roots", "toppled", "lime", "fig", "old", "here", "today", "yes", "send", "forged"]
)
replies = st.one_of(
    words.map(lambda typed: Reply(text=typed)),
    st.builds(Reply, text=words, files=files, point=st.none() | points, phone=st.none() | words),
    st.builds(
        Reply, question=st.sampled_from(KEYS), option=options, stamp=st.sampled_from([None, "00000000"])
    ),
    st.builds(Reply, nav=st.sampled_from(Nav), question=st.none() | st.sampled_from(KEYS), files=files),
    st.builds(Reply, edit=st.sampled_from(KEYS)),
    st.builds(
        Reply,
        words,
        st.none() | words,
        st.none() | words,
        st.none() | words,
        st.none() | st.sampled_from(Nav),
    ),
)
strokes = st.one_of(
    replies, words, st.integers(0, 12), *[st.just(Answering.RIGHT)] * 3, st.just(Answering.CONFIRM)
)
"""A reply; typed words or the nth button, through what was offered; the right answer; the confirmation."""

json = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 10**30) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INSIDE), inner, max_size=3),
    max_leaves=8,
)


def say(key: str, **args: Value) -> str:
    assert key in REQUIRED, key
    return f"{key} {args}"


def shown(draft: Draft, outcome: Outcome) -> tuple[list[tuple[str, str]], Ask]:
    """What the person sees: every key that is said is a required one, every tap fits."""
    if not isinstance(outcome, Asked | Editing):
        return [], Ask.NOTHING
    page = prompt(TREES, draft, outcome, say, lambda answers: str(answers.given(KIND)))
    assert page.text
    for tap, _ in offered(page):
        assert len(tap.encode()) <= taps.LONGEST
        assert taps.read(tap) is not None
    return offered(page), page.ask


def reply_of(stroke: object, draft: Draft, choices: list[tuple[str, str]], asks: Ask) -> Reply | None:
    now = current(TREES, draft)
    if stroke is Answering.RIGHT and isinstance(now, Asked):
        return answer_to(now.question, draft)
    if isinstance(stroke, Answering):
        return Reply(question="confirm", option="send", stamp=draft.stamp)
    if isinstance(stroke, int):
        tap = choices[stroke][0] if stroke < len(choices) else f"trees:{stroke}"
        return reply_for(TREES.name, "", tap, choices, asks)
    if isinstance(stroke, str):
        return reply_for(TREES.name, stroke, None, choices, asks)
    assert isinstance(stroke, Reply)
    return stroke


def check(draft: Draft, outcome: Outcome) -> None:
    walked = TREES.walk(Answers(draft.answers))
    assert set(draft.answers) <= {question.key for question in QUESTIONS}
    if isinstance(outcome, Asked):
        now = current(TREES, draft)
        assert isinstance(now, Asked)
        assert outcome.question is now.question in walked
        step = steps(TREES, draft)
        assert step is not None
        assert 1 <= step[0] <= step[1] <= len(QUESTIONS)
    elif isinstance(outcome, Done):
        assert set(outcome.answers) == {question.key for question in walked}
        assert all(question in Answers(draft.answers) for question in walked)
    elif isinstance(outcome, Editing):
        assert outcome.questions
        assert set(outcome.questions) <= set(walked)
    else:
        assert isinstance(outcome, Cancelled | Restarted)


def finish(draft: Draft) -> Outcome:
    """Answer what is asked, twice over at most."""
    outcome: Outcome = current(TREES, draft)
    for _ in range(2 * len(QUESTIONS)):
        if not isinstance(outcome, Asked):
            break
        draft, outcome = advance(TREES, draft, answer_to(outcome.question, draft))
    return outcome


def stages() -> list[Draft]:
    """Every stage of three plain conversations, for a random one to begin at."""
    found = []
    for first in ("fallen", "dry", "roots"):
        draft = Draft({"known": True} if first == "dry" else {}, seed="s")
        draft, outcome = advance(TREES, draft, Reply(question="kind", option=first))
        while isinstance(outcome, Asked):
            found.append(draft)
            draft, outcome = advance(TREES, draft, answer_to(outcome.question, draft))
    return [Draft(seed="s"), *found]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(stages()), st.lists(strokes, min_size=1, max_size=25))
def test_any_conversation_stays_on_the_map_and_can_be_finished(draft: Draft, said: list[object]) -> None:
    outcome: Outcome = current(TREES, draft)
    choices, asks = shown(draft, outcome)
    for stroke in said:
        reply = reply_of(stroke, draft, choices, asks)
        if reply is None:
            continue
        shown_with, was_open = draft.stamp, isinstance(current(TREES, draft), Asked)
        draft, outcome = advance(TREES, thaw(TREES, draft), reply)
        check(draft, outcome)
        if was_open and isinstance(outcome, Done):
            assert reply.stamp == shown_with, "only what was shown as it is may be sent"
        assert thaw(TREES, draft).answers == draft.answers, "a draft survives a restart as it is"
        choices, asks = shown(draft, outcome)
    assert isinstance(finish(draft), Done)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), json, max_size=8), st.none() | st.sampled_from(KEYS), replies)
def test_whatever_is_stored_can_be_answered_and_finished(
    stored: dict[str, object], cursor: str | None, reply: Reply
) -> None:
    draft = Draft(TREES.adopt(stored), cursor, "s")
    shown(draft, current(TREES, draft))
    draft, outcome = advance(TREES, draft, reply)
    check(draft, outcome)
    shown(draft, outcome)
    assert isinstance(finish(draft), Done)


@given(st.sampled_from(stages()), st.lists(replies, max_size=12))
def test_the_same_replies_lead_to_the_same_place(start: Draft, said: list[Reply]) -> None:
    ends = []
    for _ in range(2):
        draft = start
        outcome: Outcome = current(TREES, draft)
        for reply in said:
            draft, outcome = advance(TREES, draft, reply)
        ends.append((msgspec.json.encode(draft.answers), draft.cursor, outcome))
    assert ends[0] == ends[1]
