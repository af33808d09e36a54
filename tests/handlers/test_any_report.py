"""Whatever is stored of a report, and whatever is said to it: the next question can be put."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.messages import Point
from bot.flow.engine import Asked, Draft, Editing, Reply, Stored, advance, current
from bot.flow.prompts import prompt
from handlers.report.summary import make_summary
from tests.handlers.listening import ASK, FLOW, WARD, hears
from tests.support.world import words_of

SAY = words_of(WARD).speaker("vi")
SUMMARY = make_summary(WARD, FLOW, ASK, SAY)
KEYS = tuple(question.key for question in FLOW.questions)
hears("sữa giả", "HG.1", "NH.1", sure=False, also=("NH",), place="chợ cóc", facts={"injured": True})
hears("cân điêu", "DL.1", elsewhere="Bến Xa")
WORDS = ("sữa giả ở chợ", "bị cân điêu", "mua 2 cân còn 1,7", "mua 2 cân thịt", "1,7", "chợ Mẫu", "hai", "")
INSIDE = (
    "codes", "because", "sure", "also", "facts", "place", "bought", "got", "unit", "readings", "text",
)  # fmt: skip

words = st.sampled_from(WORDS) | st.text(max_size=20)
json = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 10**6) | st.floats() | st.sampled_from(["DL.1", "g", "yes"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INSIDE), inner, max_size=4),
    max_leaves=8,
)
replies = st.one_of(
    st.builds(Reply, text=words, day=st.just("2026-11-22")),
    st.builds(Reply, text=words, question=st.just("-"), beside=st.just(True)),
    st.builds(
        Reply,
        question=st.sampled_from(KEYS),
        option=st.sampled_from(
            ["DL.1", "HG", "none", "told", "0", "1", "DL", "yes", "no", "cho-mau", "sealed"]
        ),
    ),
    st.builds(Reply, edit=st.sampled_from(KEYS)),
    st.builds(Reply, text=words, files=st.just((Stored("p", "photo"),)), point=st.just(Point(21.5, 107.5))),
)


def shown(draft: Draft, outcome: object) -> None:
    if isinstance(outcome, Asked | Editing):
        assert prompt(FLOW, draft, outcome, SAY, SUMMARY).text


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), json, max_size=8), st.lists(replies, max_size=6))
def test_whatever_is_stored_can_be_asked_and_answered(stored: dict[str, object], said: list[Reply]) -> None:
    draft = Draft(FLOW.adopt(stored), None, "s")
    shown(draft, current(FLOW, draft))
    for reply in said:
        draft, outcome = advance(FLOW, draft, reply)
        shown(draft, outcome)


@settings(max_examples=150, deadline=None)
@given(st.lists(replies, max_size=15))
def test_a_report_is_never_lost_on_the_way(said: list[Reply]) -> None:
    draft = Draft({"channel": "web", "begun": "2026-11-22"}, None, "s")
    for reply in said:
        draft, outcome = advance(FLOW, draft, reply)
        shown(draft, outcome)
