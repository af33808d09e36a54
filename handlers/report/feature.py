"""The report as a feature: its flow, its summary, its end, and what is erased when the person gives up."""

from collections.abc import Mapping

from bot.core.messages import Prompt
from bot.flow.prompts import Summary
from bot.flow.questions import Answers, Json
from bot.ward import Ward
from handlers import cards, menu, talk
from handlers.report.filing import finish as file
from handlers.report.hearing import make_hear
from handlers.report.path import make_flow
from handlers.report.remarks import make_remark
from handlers.report.summary import make_summary
from handlers.report.told import Told
from handlers.turn import Feature, Turn
from locales import Catalog
from storage import cases


def build(ward: Ward, catalog: Catalog) -> Feature:
    """The report of this ward."""
    flow, ask = make_flow(ward)
    summaries: dict[str, Summary] = {
        language: make_summary(ward, flow, ask, catalog.speaker(language)) for language in catalog.places
    }

    def finish(turn: Turn, answers: Mapping[str, Json], carried: Mapping[str, Json]) -> None:
        heard = {key: carried[key] for key in (ask.heard.key,) if key in carried}
        stored = {**answers, **heard}
        file(turn, Told(Answers(stored), ask, stored, carried.get(ask.begun.key, turn.today)))
        leave(turn, carried)

    return Feature(
        flow, finish, lambda language: summaries[language], _facts, make_hear(flow, ask),
        make_remark(ward, flow, ask), leave,
    )  # fmt: skip


def _facts(turn: Turn) -> Mapping[str, Json]:
    return {"channel": turn.message.address.channel, "begun": turn.today}


def leave(turn: Turn, _carried: Mapping[str, Json]) -> None:
    """What this person sent and is part of no case is erased."""
    turn.drops_files = True


def tell_sent(turn: Turn, stamp: str) -> None:
    """The button under a summary was pressed when nothing is open: most likely once more."""
    sent = turn.talk.draft.get("sent") == stamp
    newest = cases.of_lane(turn.connection(), turn.lane, most=1) if sent else []
    if newest:
        text = turn.words("sent-already", code=newest[0].code)
        talk.offer(turn, Prompt(text, cards.after(turn)))
    else:
        turn.say("sent-perhaps")
        menu.lost(turn)
