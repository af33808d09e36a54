"""The report in the words of the card: everything that was told, with telephone numbers covered."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.core.messages import Point
from bot.flow import fields
from bot.flow.fields import Place
from bot.flow.questions import Answers
from bot.ward import Ward
from handlers.masking import mask
from handlers.retold import ONLINE, amounts_words, arithmetic_words, place_words, when_words
from handlers.wardtexts import label_key
from locales import Speaker

WHEN: Final = fields.when("when")
CHOSEN: Final[Mapping[str, str]] = {
    "injured": "yesno",
    "madehere": "yesno",
    "quantity": "quantity",
    "packs": "packs",
    "goods": "goods",
}
"""Answers that are one of several, and how the keys of their words begin."""
_STALL: Final = (
    "quầy|quay|sạp|sap|gian|ki|kiot|kiosk|ốt|hàng|hang|nhà|nha|cửa|cua|số|so|shop|stall|cô|co|bà|ba|ông|ong|chú|chu"
    "|bác|bac|anh|chị|chi|tên|ten|của|cạnh|canh|gần|gan|đối|sau|trước|cổng|cong|gặp|gọi|sđt|sdt|tôi|toi|em"
    "|phố|đường|chợ|ngõ|ngách|hẻm|near|behind|opposite|next|number|no"
)
_STREET: Final = re.compile(
    r"(?:(?<!\w)(?:phố|đường|đại lộ|chợ|ngõ|thôn|làng|xóm|khu (?:dân cư|đô thị|phố|tập thể))"
    r"|^(?:pho|duong|cho|ngo))"
    rf"(?:\s+(?!(?:{_STALL})(?!\w))[^\W\d_]+){{1,4}}"
    r"|(?<!\w)(?:quốc lộ|tỉnh lộ|đường|ngõ)\s+\d{1,3}(?![\w/])",
    re.IGNORECASE,
)
"""A street, an alley or a market by its name; what comes behind it is closer than a group needs."""


def told(ward: Ward, report: Mapping[str, Any], say: Speaker) -> Iterator[str]:
    """Every answer on a line of its own. Who reported, and how they are reached, is none of them."""
    for key, words in _answers(ward, report, say):
        yield say("summary-line", name=say(f"name-report-{key}"), answer=mask(words, say))
    for words in _heard(ward, report.get("heard") or {}, say):
        yield mask(words, say)


def _answers(ward: Ward, report: Mapping[str, Any], say: Speaker) -> Iterator[tuple[str, str]]:
    yield "place", place_words(ward, place_of(report), say)
    yield from _typed(report, "stall", "shop")
    when = Answers(report).given(WHEN)
    if when is not None:
        yield "when", when_words(when, None, say)
    if report.get("amounts"):
        yield (
            "amounts",
            "\n".join([_amounts(report["amounts"], say), *_arithmetic(ward, report["amounts"], say)]),
        )
    yield from _typed(report, "details", "more")
    for key, words in CHOSEN.items():
        if isinstance(report.get(key), str):
            yield key, say(f"{words}-{report[key]}")


def _typed(report: Mapping[str, Any], *keys: str) -> Iterator[tuple[str, str]]:
    return ((key, report[key]) for key in keys if isinstance(report.get(key), str) and report[key])


def _amounts(stored: Mapping[str, Any], say: Speaker) -> str:
    """In careful words, with what the person typed beside them."""
    words = amounts_words(stored, say)
    return say("card-amounts", words=words, typed=stored["text"]) if stored.get("text") else words


def _arithmetic(ward: Ward, stored: Mapping[str, Any], say: Speaker) -> Iterator[str]:
    return (say("card-step", words=line) for line in arithmetic_words(stored, ward.laws.tolerances, say))


def _heard(ward: Ward, heard: Mapping[str, Any], say: Speaker) -> Iterator[str]:
    """What the words tell of besides, and what they clearly say instead of what was chosen."""
    besides = "; ".join(_label(ward, code, say) for code in heard.get("besides", ()))
    if besides:
        yield say("card-also", matters=besides)
    instead = heard.get("instead")
    if instead:
        words = ", ".join(heard.get("because", {}).get(instead, ()))
        yield say("card-instead", what=_label(ward, instead, say), words=words)


def _label(ward: Ward, code: str, say: Speaker) -> str:
    known = ward.subcategory(code) or ward.category(code)
    return say(label_key(code)) if known is not None and known.code == code else code


def place_of(report: Mapping[str, Any]) -> Place:
    """Where it is sold, as it was stored; a market that is no longer listed keeps its id."""
    raw = report.get("place") or {}
    point = raw.get("point")
    at = Point(*point) if point else None
    return Place(raw.get("market"), raw.get("text", ""), at, coarse=bool(raw.get("coarse")))


def street(ward: Ward, report: Mapping[str, Any], say: Speaker) -> str:
    """The place as a group may know it: market or street, no stall, house, name or pin."""
    place = place_of(report)
    if place.market == ONLINE:
        return say("label-online")
    market = ward.market(place.market) if place.market else None
    if market is not None:
        return market.name
    parts = (part.strip() for part in re.split(r"[,;.\n]", place.text))
    named = [found[0] for part in parts for found in _STREET.finditer(part)]
    return mask(", ".join(dict.fromkeys(named[:2])), say) or say("card-place-private")
