"""The report in words, for the last look before it is sent."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from bot.core.measure import Unit, shortfall
from bot.flow.fields import Day, Place, When
from bot.flow.prompts import Summary
from bot.flow.questions import SKIPPED, Answers, Flow, Json, Question
from bot.ward import Ward
from handlers.cards import spell_out
from handlers.phones import show_phone
from handlers.report.questions import ONLINE, UNSURE, Questions
from handlers.wardtexts import label_key
from locales import Speaker


def make_summary(ward: Ward, flow: Flow, ask: Questions, say: Speaker) -> Summary:
    """Every listed answer on the path on a line of its own, then the one sentence about false reports."""
    words = _words(ward, ask, say)

    def summary(answers: Answers) -> str:
        lines = [
            say("summary-line", name=say(f"name-report-{question.key}"), answer=words[question.key](answers))
            for question in _shown(flow, ask, answers)
        ]
        return "\n".join([say("summary-head"), *lines, "", say("summary-honest")])

    return summary


def _shown(flow: Flow, ask: Questions, answers: Answers) -> Iterator[Question[Any]]:
    for question in flow.walk(answers):
        skipped = answers.raw(question) is SKIPPED and question is not ask.photos
        if question.listed and question in answers and not skipped:
            yield question


def _words(ward: Ward, ask: Questions, say: Speaker) -> dict[str, Callable[[Answers], str]]:
    def chosen(question: Question[Any], prefix: str) -> Callable[[Answers], str]:
        return lambda answers: say(f"{prefix}-{answers[question]}")

    def category(answers: Answers) -> str:
        return say(label_key(answers[ask.category]))

    def subcategory(answers: Answers) -> str:
        sub = answers[ask.subcategory]
        return say("label-unsure") if sub == UNSURE else say(label_key(sub))

    return {
        ask.category.key: category,
        ask.subcategory.key: subcategory,
        ask.amounts.key: lambda answers: amounts_words(answers[ask.amounts], say),
        ask.place.key: lambda answers: place_words(ward, answers[ask.place], say),
        ask.stall.key: lambda answers: answers[ask.stall],
        ask.shop.key: lambda answers: answers[ask.shop],
        ask.details.key: lambda answers: answers[ask.details],
        ask.more.key: lambda answers: answers[ask.more],
        ask.injured.key: chosen(ask.injured, "yesno"),
        ask.made_here.key: chosen(ask.made_here, "yesno"),
        ask.quantity.key: chosen(ask.quantity, "quantity"),
        ask.packs.key: chosen(ask.packs, "packs"),
        ask.goods.key: chosen(ask.goods, "goods"),
        ask.photos.key: lambda answers: _files(answers, ask, say),
        ask.when.key: lambda answers: when_words(answers[ask.when], answers.given(ask.begun), say),
        ask.identity.key: chosen(ask.identity, "identity"),
        ask.phone.key: lambda answers: show_phone(answers[ask.phone]),
    }


def amounts_words(stored: Json, say: Speaker) -> str:
    """Bought, found and what is missing, in careful words: a kitchen scale proves nothing."""
    bought, got = float(stored["bought"]), float(stored["got"])
    missing = shortfall(bought, got)
    unit = Unit(stored["unit"])
    return say(
        "amounts-words",
        bought=quantity_words(bought, unit, say),
        got=quantity_words(got, unit, say),
        missing=quantity_words(missing.grams, unit, say),
        percent=f"{missing.percent:g}".replace(".", say("decimal-mark")),
    )


def quantity_words(amount: float, unit: Unit, say: Speaker) -> str:
    """An amount as people say it: "300 gam (3 lạng)", "2 kg", "1,5 lít"."""
    thousand = 1000
    lang = 100
    whole = f"{amount / thousand:.3f}".rstrip("0").rstrip(".").replace(".", say("decimal-mark"))
    if unit is Unit.MILLILITRE:
        return say("amount-litres", amount=whole)
    if amount >= thousand:
        return say("amount-kilograms", amount=whole)
    grams = f"{amount:g}".replace(".", say("decimal-mark"))
    if amount >= lang and amount % lang == 0:
        return say("amount-grams-lang", amount=grams, lang=f"{amount / lang:g}")
    return say("amount-grams", amount=grams)


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
        parts.append(say("place-pinned"))
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


def _files(answers: Answers, ask: Questions, say: Speaker) -> str:
    files = answers.given(ask.photos)
    return say("summary-files", count=len(files.items)) if files and files.items else say("summary-no-files")
