"""From a tap or typed words to a reply, and what buttons carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.messages import Ask
from bot.flow import taps
from bot.flow.engine import Nav, Reply
from bot.flow.reading import FREE, NUMBERED, reply_for

OFFERED = [
    ("trees:kind:fallen", "Cây đổ"),
    ("trees:kind:dry", "Cây khô"),
    ("nav:cancel:trees:kind", "Huỷ"),
    ("menu:open", "Danh mục"),
]


@pytest.mark.parametrize(
    ("tap", "reply"),
    [
        ("trees:kind:dry", Reply(question="kind", option="dry")),
        ("trees:kind:a:b", Reply(question="kind", option="a:b")),
        ("trees:kind:v1.5", Reply(question="kind", option="v1.5")),
        ("trees:confirm:send.0123abcd", Reply(question="confirm", option="send", stamp="0123abcd")),
        ("nav:skip", Reply(nav=Nav.SKIP)),
        ("nav:skip:trees:photos", Reply(nav=Nav.SKIP, question="photos")),
        ("edit:spot", Reply(edit="spot")),
        ("edit:spot:trees", Reply(edit="spot")),
    ],
)
def test_a_tap_is_read(tap: str, reply: Reply) -> None:
    assert reply_for("trees", "", tap, [], Ask.CHOICE) == reply


@pytest.mark.parametrize(
    "tap",
    [
        "",
        ":",
        "x",
        "trees:",
        "trees:kind",
        "trees:kind:",
        "trees::dry",
        ":kind:dry",
        "nav",
        "nav:",
        "nav:fly",
        "nav:skip:trees",
        "nav:skip:trees:photos:more",
        "edit",
        "edit:",
        "edit:a:b:c",
        "trees:kind:" + "x" * 64,
        "trees:kind:" + "ệ" * 20,
        "trees:kind:a\nb",
        "trees:kind:\ud800",
        "trees:kind:\u202e",
    ],
)
def test_a_forged_tap_is_no_reply(tap: str) -> None:
    assert reply_for("trees", "words", tap, OFFERED, Ask.CHOICE) is None


@pytest.mark.parametrize("tap", ["birds:kind:dry", "nav:skip:birds:photos", "edit:spot:birds"])
def test_a_tap_of_another_flow_is_recognised(tap: str) -> None:
    read = taps.read(tap)
    assert read is not None
    assert read.flow == "birds"
    assert reply_for("trees", "", tap, [], Ask.CHOICE) is None


@pytest.mark.parametrize(
    ("typed", "asks", "reply"),
    [
        ("2", Ask.CHOICE, Reply(question="kind", option="dry")),
        ("hai", Ask.PLACE, Reply(question="kind", option="dry")),
        ("cay kho", Ask.CHOICE, Reply(question="kind", option="dry")),
        ("2", Ask.AMOUNTS, Reply(text="2")),
        ("2", Ask.CODE, Reply(text="2")),
        ("2", Ask.TEXT, Reply(text="2")),
        ("hủy", Ask.TEXT, Reply(nav=Nav.CANCEL, question="kind")),
        ("bỏ qua", Ask.TEXT, Reply(nav=Nav.SKIP)),
        ("/quaylai", Ask.AMOUNTS, Reply(nav=Nav.BACK)),
        ("sữa", Ask.TEXT, Reply(text="sữa")),
        ("sữa", Ask.CHOICE, Reply(nav=Nav.EDIT)),
        ("xong", Ask.MEDIA, Reply(nav=Nav.DONE)),
        ("xong", Ask.TEXT, Reply(text="xong")),
        ("the tree is dry", Ask.CHOICE, Reply(text="the tree is dry")),
        ("", Ask.MEDIA, Reply()),
        ("Danh mục", Ask.CHOICE, None),
    ],
)
def test_typed_words_mean_an_option_a_move_or_themselves(typed: str, asks: Ask, reply: Reply | None) -> None:
    assert reply_for("trees", typed, None, OFFERED, asks) == reply


def test_the_label_of_a_stale_confirmation_carries_the_stamp_it_was_shown_with() -> None:
    shown = [("trees:confirm:send.0123abcd", "Gửi đi")]
    reply = reply_for("trees", "gui di", None, shown, Ask.CHOICE)
    assert reply == Reply(question="confirm", option="send", stamp="0123abcd")


def test_every_kind_of_question_either_counts_its_choices_or_takes_free_words() -> None:
    assert set(Ask) == NUMBERED | FREE
    assert not NUMBERED & FREE


@given(st.text(max_size=80))
def test_any_tap_and_any_words_are_read_without_an_exception(anything: str) -> None:
    taps.read(anything)
    for asks in Ask:
        read = reply_for("trees", anything, None, OFFERED, asks)
        assert read is None or read.text in {"", anything}


@given(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))
def test_what_a_button_carries_is_read_back(flow: str, option: str) -> None:
    read = taps.read(taps.for_option("trees", "kind", "dry", "0123abcd"))
    assert read == taps.Tap("trees", Reply(question="kind", option="dry", stamp="0123abcd"))
    read = taps.read(taps.for_option(flow, "kind", option))
    if ":" not in flow + option and (flow + option).isprintable() and flow not in {"nav", "edit"}:
        assert read == taps.Tap(flow, Reply(question="kind", option=option))
