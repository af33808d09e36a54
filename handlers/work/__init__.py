"""What the staff does with a case: ask, note, hand on, put right, put together, extend, conclude, revive."""

from collections.abc import Mapping

from handlers.turn import Feature
from handlers.work import concluding, interview
from handlers.work.desk import NAMES, PLANS, take
from locales import Catalog

__all__ = ["NAMES", "build", "take"]


def build(catalog: Catalog) -> Mapping[str, Feature]:
    """Every interview, by the name of its flow."""
    every = {plan.name: interview.feature(catalog, plan) for plan in PLANS}
    return {**every, concluding.NAME: concluding.build(catalog)}
