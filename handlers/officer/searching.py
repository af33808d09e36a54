"""Words are looked for in the open cases of those who ask: of which place they are, and of which goods.

What was reported lies sealed and is opened case by case, so only so many of the newest are looked at.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from bot.core.messages import Button, Prompt
from bot.core.words import fold
from bot.flow.fields import clean
from handlers import staffcards, talk
from handlers.circle import sees
from handlers.masking import mask
from handlers.officer import views
from handlers.officer.views import Spot, View
from handlers.turn import Turn
from handlers.wardtexts import label_key
from locales import Speaker
from storage import cases, clocks
from storage.cases import Case, Order, Sought
from storage.staff import Member

LOOKED_AT: Final = 300
"""So many of the newest open cases are opened for one search."""
SHOWN: Final = 8
LONGEST: Final = 60
_TYPED: Final = ("details", "more", "stall", "shop")


def show(turn: Turn, member: Member, words: str) -> None:
    """The cases that have all these words, each with a button. In private: a group may not see places."""
    asked = clean(words)[:LONGEST]
    newest = _newest(turn, member)
    found = (case for case in newest if sees(member, case) and _has(turn, case, asked))
    hits = list(islice(found, SHOWN + 1))
    late = {id_: row.late_at for id_, row in clocks.of(turn.connection(), [case.id for case in hits]).items()}
    lines = [
        Button(
            staffcards.line(turn.desk, turn.talk.language, case, turn.now, late.get(case.id)),
            f"case:open:{case.code}",
        )
        for case in hits[:SHOWN]
    ]
    key = "work-found-none" if not hits else "work-found-more" if len(hits) > SHOWN else "work-found"
    text = [turn.words(key, words=asked, count=min(len(hits), SHOWN))]
    if len(newest) == LOOKED_AT:
        text.append(turn.words("work-found-bounded", most=LOOKED_AT))
    prompt = Prompt("\n".join(text), tuple(lines))
    if turn.talk.flow is None and not turn.message.group:
        talk.offer(turn, prompt)
    else:
        turn.queue(prompt)


def _newest(turn: Turn, member: Member) -> list[Case]:
    """The newest open cases that this person sees: those of their office, and those with which it helps; or
    those of every office."""
    own, rest = views.leads_of(turn.desk.ward, member, Spot())
    newest = _page(turn, Sought((*own, *rest)))
    if rest or not member.office:
        return newest
    helped = _page(turn, views.sought(member, Spot(View.HELPING), None, turn.now))
    return sorted((*newest, *helped), key=lambda case: -case.id)[:LOOKED_AT]


def _page(turn: Turn, wanted: Sought) -> list[Case]:
    return cases.open_page(turn.connection(), wanted, order=Order.NEWEST, most=LOOKED_AT)


def _has(turn: Turn, case: Case, asked: str) -> bool:
    """Whether all words begin some word of it, whichever marks were typed."""
    told = f" {fold(' '.join(_told(turn, case)))}"
    return all(f" {word}" in told for word in fold(asked).split())


def _told(turn: Turn, case: Case) -> Iterator[str]:
    """What the card shows of place and goods; telephone numbers are covered there as here."""
    say, report = turn.worded("vi"), case.report
    for code in (case.category, case.subcategory):
        if code and turn.desk.catalog.has(label_key(code)):
            yield say(label_key(code))
    yield from _place(turn, report.get("place") or {}, say)
    yield from (mask(report[key], say) for key in _TYPED if isinstance(report.get(key), str))
    amounts = report.get("amounts") or {}
    yield mask(str(amounts.get("text", "")), say)


def _place(turn: Turn, place: Mapping[str, Any], say: Speaker) -> Iterator[str]:
    market = turn.desk.ward.market(str(place.get("market")))
    if market is not None:
        yield market.name
    yield mask(str(place.get("text", "")), say)
