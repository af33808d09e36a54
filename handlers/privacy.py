"""A person's own data: what is held, and having it erased (Luật 91/2025/QH15 Đ.4, NĐ 356/2025/NĐ-CP Đ.5)."""

from datetime import date, datetime, time, timedelta
from typing import Final

from bot.core.messages import Button, Prompt
from handlers import counter, menu, talk
from handlers.cards import long_date
from handlers.turn import Turn
from storage import cases, evidence, people
from storage.people import Asked, RequestKind

FIRST_ANSWER: Final = 2
"""Working days until the first answer (NĐ 356/2025/NĐ-CP Đ.5)."""
ERASURE: Final = 20
"""Days until the data is erased, or the refusal is explained (the same)."""


def show(turn: Turn) -> None:
    """Everything that is held about this person, in plain words."""
    conn, lane = turn.connection(), turn.lane
    lines = [turn.words("data-channel", channel=turn.message.address.channel)]
    lines += [
        turn.words(
            "data-consent",
            version=c.version,
            at=_day(turn, c.at),
            action=turn.words(f"consent-log-{c.action}"),
        )
        for c in people.consents_of(conn, lane)
    ]
    own = cases.of_lane(conn, lane)
    if turn.talk.flow is not None:
        lines.append(turn.words("data-draft"))
    files = len(evidence.of_lane(conn, lane))
    if files:
        lines.append(turn.words("data-files", count=files))
    lines += [turn.words("data-case", code=case.code, at=_day(turn, case.filed_at)) for case in own]
    referred = cases.referred_of(conn, lane)
    if referred:
        lines.append(turn.words("data-referred", count=referred))
    lines += [turn.words("data-request", number=r.id) for r in people.open_requests(conn, lane=lane)]
    text = "\n".join([turn.words("data-head"), *lines, "", turn.words("data-rights")])
    talk.offer(turn, Prompt(text, (Button(turn.words("data-delete"), "go:delete"),)))


def erase(turn: Turn) -> None:
    """Drafts go at once; the rest is a request that a person of the ward answers in time."""
    feature = talk.open_feature(turn)
    if feature is not None:
        talk.leave(turn, feature, talk.load(turn, feature))
    conn, lane = turn.connection(), turn.lane
    evidence.erase(conn, [file.id for file in evidence.of_lane(conn, lane)])
    turn.blank = True
    turn.talk = turn.talk.closed()
    entry = counter.alert(turn, people.ask(conn, _request(turn)))
    assert entry.due_first is not None, "a request about one's data has its dates"
    assert entry.due_last is not None, "both of them"
    turn.say(
        "data-erased",
        number=entry.number,
        first=long_date(turn, turn.desk.ward.local(entry.due_first).date()),
        last=long_date(turn, turn.desk.ward.local(entry.due_last).date()),
    )


def _request(turn: Turn) -> Asked:
    """One that is open already stands, with its own dates."""
    first, last = _dates(turn)
    return Asked(
        RequestKind.RIGHTS, menu.TRIAGE, turn.lane, {"wants": "delete"}, turn.now,
        due_first=_end_of(turn, first), due_last=_end_of(turn, last),
    )  # fmt: skip


def _dates(turn: Turn) -> tuple[date, date]:
    """The last days of the law: working days for the first answer, days for the erasure; one that ends
    on a day off ends on the next working day (BLDS 2015 Đ.148)."""
    today = turn.desk.ward.local(turn.now).date()
    working = turn.desk.ward.working
    last = today + timedelta(days=ERASURE)
    while not working.is_working_day(last):
        last += timedelta(days=1)
    return working.add_working_days(today, FIRST_ANSWER), last


def _end_of(turn: Turn, day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), tzinfo=turn.desk.ward.zone)


def _day(turn: Turn, moment: datetime) -> str:
    return turn.desk.ward.local(moment).strftime("%d/%m/%Y")
