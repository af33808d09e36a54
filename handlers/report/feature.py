"""The report as a feature: its flow, its summary, its end, and what is erased when the person gives up."""

from collections.abc import Mapping

from bot.flow.prompts import Summary
from bot.flow.questions import Answers, Json
from bot.ward import Ward
from handlers.report.filing import Told
from handlers.report.filing import finish as file
from handlers.report.questions import make_flow
from handlers.report.summary import make_summary
from handlers.turn import Feature, Turn
from locales import Catalog
from storage import evidence


def build(ward: Ward, catalog: Catalog) -> Feature:
    """The report of this ward."""
    flow, ask = make_flow(ward)
    summaries: dict[str, Summary] = {
        language: make_summary(ward, ask, catalog.speaker(language)) for language in catalog.places
    }

    def finish(turn: Turn, answers: Mapping[str, Json], carried: Mapping[str, Json]) -> None:
        told = Told(Answers(answers), ask, answers)
        file(turn, told)
        left = [id_ for id_ in files_in(carried) if id_ not in told.files]
        evidence.erase(turn.connection(), left)

    return Feature(flow, finish, lambda language: summaries[language], leave)


def leave(turn: Turn, carried: Mapping[str, Json]) -> None:
    """Given up: the files go too."""
    evidence.erase(turn.connection(), files_in(carried))


def files_in(answers: Mapping[str, Json]) -> list[str]:
    """The evidence ids in stored answers."""
    photos = answers.get("photos")
    return [item["id"] for item in photos["items"]] if isinstance(photos, dict) else []
