"""What a resident told, in words: amounts, places, days."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from bot.core.measure import Amounts, Line, Tolerance, Unit, What, arithmetic, shortfall
from bot.flow.fields import Day, Place, When
from bot.flow.questions import Json
from bot.ward import Ward
from handlers.cards import spell_out
from locales import Speaker

ONLINE: Final = "online"
"""The place "sold online" stands among the markets."""
_LANG: Final = 100
_THOUSAND: Final = 1000
_CUBIC_METRE: Final = 1_000_000
UNSURE: Final = "unsure"
"""No sub-category fits, or the person cannot tell."""


def amounts_words(stored: Json, say: Speaker) -> str:
    """Bought, found and what is missing, in careful words: a kitchen scale proves nothing."""
    bought, got = float(stored["bought"]), float(stored["got"])
    missing = shortfall(bought, got)
    unit, word = Unit(stored["unit"]), stored.get("word", "")
    return say(
        "amounts-counted" if unit is Unit.PIECE else "amounts-words",
        bought=quantity_words(bought, unit, say, word),
        got=quantity_words(got, unit, say, word),
        missing=quantity_words(missing.grams, unit, say, word),
        percent=number_words(missing.percent, say),
    )


def arithmetic_words(stored: Json, table: Sequence[Tolerance], say: Speaker) -> Iterator[str]:
    """The shortage step by step, as an officer checks it, and what the scales may be wrong by; no verdict."""
    word = stored.get("word", "")
    amounts = Amounts(float(stored["bought"]), float(stored["got"]), Unit(stored["unit"]), word)
    bought, got = (quantity_words(each, amounts.unit, say, word) for each in (amounts.bought, amounts.got))
    for line in arithmetic(amounts, table):
        scales = ", ".join(number_words(scale, say) for scale in line.scales_kg)
        match line.what:
            case What.MISSING:
                yield say("arithmetic-missing", bought=bought, got=got, missing=_range(line, say, word))
            case What.ALLOWED:
                yield say("arithmetic-allowed", bought=bought, range=_range(line, say), scales=scales)
            case What.TIMES:
                yield say("arithmetic-times", range=_range(line, say))


def _range(line: Line, say: Speaker, word: str = "") -> str:
    ends = [
        number_words(end, say) if line.unit is None else quantity_words(end, line.unit, say, word)
        for end in (line.low, line.high)
    ]
    return ends[0] if ends[0] == ends[1] else say("amount-range", low=ends[0], high=ends[1])


def number_words(number: float, say: Speaker) -> str:
    """A number with the decimal mark of the language."""
    return f"{number:g}".replace(".", say("decimal-mark"))


def quantity_words(amount: float, unit: Unit, say: Speaker, word: str = "") -> str:
    """An amount as people say it: "300 gam (3 lạng)", "2 kg", "1,5 lít", "27 quả"."""
    match unit:
        case Unit.PIECE:
            return say("amount-pieces", amount=number_words(amount, say), word=word)
        case Unit.MILLILITRE if amount >= _CUBIC_METRE:
            return say("amount-cubic-metres", amount=_whole(amount, _CUBIC_METRE, say))
        case Unit.MILLILITRE:
            return say("amount-litres", amount=_whole(amount, _THOUSAND, say))
        case Unit.MILLIMETRE:
            return say("amount-metres", amount=_whole(amount, _THOUSAND, say))
        case Unit.GRAM:
            return _weight_words(amount, say)


def _weight_words(grams: float, say: Speaker) -> str:
    if grams >= _THOUSAND:
        return say("amount-kilograms", amount=_whole(grams, _THOUSAND, say))
    words = number_words(grams, say)
    if grams >= _LANG and grams % _LANG == 0:
        return say("amount-grams-lang", amount=words, lang=f"{grams / _LANG:g}")
    return say("amount-grams", amount=words)


def _whole(amount: float, units: int, say: Speaker) -> str:
    """So many of the bigger unit, to three decimals."""
    return f"{amount / units:.3f}".rstrip("0").rstrip(".").replace(".", say("decimal-mark"))


def place_words(ward: Ward, place: Place, say: Speaker) -> str:
    """Where it is sold."""
    parts = []
    if place.market == ONLINE:
        parts.append(say("label-online"))
    elif place.market:
        market = ward.market(place.market)
        parts.append(market.name if market else place.market)
    if place.text:
        parts.append(place.text)
    if place.point is not None:
        parts.append(say("place-around" if place.coarse else "place-pinned"))
    return ", ".join(parts)


def when_words(when: When, begun: str | None, say: Speaker) -> str:
    """When it happened, as a date: "today" would mean another day tomorrow. `begun` is the day (ISO) on
    which the report was begun, for an answer that was never given."""
    said = _day(when.said) or _day(begun or "")
    if said is None:
        return when.text or say(f"when-{when.day}")
    if when.day is Day.OTHER and when.text:
        return say("when-told", words=when.text, day=said.strftime("%d/%m/%Y"))
    day = said if when.day is Day.TODAY else said - timedelta(days=1)
    if when.day is Day.OTHER:
        return say("when-before", day=day.strftime("%d/%m/%Y"))
    return say("when-worded", words=when.text, day=spell_out(say, day)) if when.text else spell_out(say, day)


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
