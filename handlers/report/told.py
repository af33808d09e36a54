"""The report as it was told, and what the routing rows may ask about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from bot.core.geo import Verdict
from bot.core.measure import Amounts, Unit, may_tell_money, missing_worth, purchase
from bot.core.routing import Quantity, RoutingFacts
from bot.flow.fields import Place, YesNo
from bot.flow.questions import Answers, Json, Question
from bot.ward import Ward
from handlers.report.amounts import HEARD
from handlers.report.places import ONLINE
from handlers.report.questions import UNSURE, Goods, Identity, Questions
from handlers.report.story import SILENT, Story, goods_told, packs_told, quantity_told


@dataclass(frozen=True, slots=True)
class Told:
    """The report as it was told."""

    answers: Answers
    ask: Questions
    stored: Mapping[str, Json]
    begun: str
    """The local day (ISO) on which the report was begun."""

    @property
    def category(self) -> str:
        """The top-level category."""
        return self.answers[self.ask.category]

    @property
    def subcategory(self) -> str | None:
        """The finer choice; None where the person could not say."""
        sub = self.answers.given(self.ask.subcategory)
        return None if sub == UNSURE else sub

    @property
    def place(self) -> Place:
        """Where it is sold."""
        return self.answers[self.ask.place]

    @property
    def anonymous(self) -> bool:
        """Whether the person wants the tie cut."""
        return self.answers.given(self.ask.identity) is Identity.ANONYMOUS

    @property
    def story(self) -> Story:
        """What was heard in the words."""
        return self.answers.given(self.ask.heard) or SILENT

    @property
    def files(self) -> list[str]:
        """The evidence ids, in order."""
        photos = self.answers.given(self.ask.photos)
        return [item.id for item in photos.items] if photos else []

    @property
    def words(self) -> str:
        """All that was written, for the words that decide on danger."""
        amounts = self.stored.get(self.ask.amounts.key) or {}
        parts = (
            self.answers.given(self.ask.details), self.answers.given(self.ask.more), self.place.text,
            self.stall, amounts.get("text", ""),
        )  # fmt: skip
        return "\n".join(part for part in parts if part)

    @property
    def stall(self) -> str:
        """Which stall of the market, or which shop on the net."""
        online = self.place.market == ONLINE
        return self.answers.given(self.ask.shop if online else self.ask.stall) or ""

    @property
    def report(self) -> dict[str, Json]:
        """What is stored: the answers, with the day from which "today" counts, and what else was heard."""
        when, story = self.answers.raw(self.ask.when), self.story
        stored = {**self.stored, self.ask.when.key: {"said": self.begun, **when}} if when else {**self.stored}
        if story != SILENT:
            noted = {"besides": story.besides(self.category), "instead": story.contradicts(self.category)}
            stored[self.ask.heard.key] = {**stored[self.ask.heard.key], **noted}
        return stored


class Counted(msgspec.Struct, frozen=True):
    """What was counted at filing; it is kept with the route, and goes by the names of the routing facts."""

    earlier_reports: int = 0
    substantiated_before: int = 0


def from_storage(ask: Questions, report: Mapping[str, Json]) -> Told:
    """The report out of storage."""
    return Told(Answers(report), ask, report, begun="")


def facts_of(ward: Ward, told: Told, counted: Counted) -> RoutingFacts:
    """The input of the routing table: what was asked, what the words say, what was counted at filing."""
    signs = ward.facts_in(told.words)
    goods, quantity = _goods(told), _quantity(told)
    return RoutingFacts(
        category=told.category,
        subcategory=told.subcategory,
        danger=_said(told, signs, "danger"),
        injured="injured" in signs or _yes(told, told.ask.injured, "injured"),
        production=_yes(told, told.ask.made_here, "production"),
        quantity=quantity,
        value_30m=quantity is Quantity.WAREHOUSE,
        gain_5m=_gain(told) >= _MUCH,
        earlier_reports=counted.earlier_reports,
        substantiated_before=counted.substantiated_before,
        fuel_hazard=_said(told, signs, "fuel_hazard"),
        packs_short=_packs(told),
        sensitive="sensitive" in signs or "sensitive" in goods,
        food="food" in goods,
        safety_product="safety_product" in goods,
        online=told.place.market == ONLINE or told.story.tells("online"),
        place=_verdict(told),
        official=_said(told, signs, "official"),
        vague=_is_vague(told),
    )


def _said(told: Told, signs: frozenset[str], fact: str) -> bool:
    """Whether words make it true; it is never asked."""
    return fact in signs or told.story.tells(fact)


def _yes(told: Told, question: Question[YesNo], fact: str) -> bool:
    """The person's own answer, else what the words tell."""
    answer = told.answers.given(question)
    return answer is YesNo.YES if answer is not None else told.story.tells(fact)


_GOODS: Final = {Goods.FOOD: "food", Goods.SENSITIVE: "sensitive", Goods.SAFETY: "safety_product"}


def _goods(told: Told) -> frozenset[str]:
    """What kind of goods: all that the words tell, unless the person chose another kind."""
    answer = told.answers.given(told.ask.goods)
    if answer is not None and answer != goods_told(told.story.facts):
        return frozenset({_GOODS[answer]} if answer in _GOODS else ())
    return frozenset(fact for fact in _GOODS.values() if told.story.tells(fact))


def _quantity(told: Told) -> Quantity | None:
    answer = told.answers.given(told.ask.quantity) or quantity_told(told.story.facts)
    return Quantity(answer) if answer is not None else None


def _packs(told: Told) -> int | None:
    answer = told.answers.given(told.ask.packs) or packs_told(told.story.facts)
    return int(answer) if answer is not None else None


_MUCH: Final = 5_000_000
"""Đồng: from here on cheating customers is a crime (Bộ luật Hình sự, Điều 198.1)."""


def _gain(told: Told) -> float:
    """What the missing part cost, where amounts and money were told."""
    stored = told.answers.given(told.ask.amounts)
    answers = (told.answers.given(each) for each in (told.ask.details, told.ask.more))
    typed = stored.get("text", "") if stored is not None and HEARD not in stored else ""
    words = "\n".join(part for part in (*answers, typed) if part)
    if not may_tell_money(words):
        return 0
    amounts = Amounts(stored["bought"], stored["got"], Unit(stored["unit"])) if stored is not None else None
    return missing_worth(purchase(words), amounts) or 0


def _is_vague(told: Told) -> bool:
    """Nothing clear was said: no finer choice, no amounts, and words that speak for nothing."""
    weighed = told.answers.given(told.ask.amounts) is not None
    return told.subcategory is None and not weighed and not told.story.codes


def _verdict(told: Told) -> Verdict:
    """The person's own word beats the map: they may have set the pin at home."""
    own = told.answers.given(told.ask.in_ward)
    if own is not None:
        return Verdict.NEAR if own is YesNo.YES else Verdict.OUTSIDE
    return Verdict(told.place.verdict) if told.place.verdict else Verdict.UNKNOWN
