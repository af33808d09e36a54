"""One step of an open conversation: load the draft, advance, save, queue the prompt.

What is stored with the answers is what was offered last, so that a typed "2" or the label means the
same as the button.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import structlog

from bot.core.errors import Refused
from bot.core.messages import Ask, Kind, Prompt
from bot.flow import engine, prompts, reading, taps
from bot.flow.questions import Asked, Cancelled, Done, Draft, Editing, Json, Outcome, Reply, Restarted
from handlers.turn import Feature, Turn

log = structlog.get_logger()


def open_feature(turn: Turn) -> Feature | None:
    """The feature whose flow is open. One that this release no longer has is closed, with a sentence."""
    if turn.talk.flow is None:
        return None
    feature = turn.desk.features.get(turn.talk.flow)
    if feature is None:
        log.warning("draft of an unknown flow closed", flow=turn.talk.flow)
        turn.talk = turn.talk.closed()
        turn.say("talk-flow-gone")
    return feature


def begin(
    turn: Turn, name: str, answers: Mapping[str, Json] | None = None, reply: Reply | None = None
) -> None:
    """Open a flow, perhaps with answers that are known already, and ask its first question.

    `reply` holds what came with the word that opened it: it fills what it can.
    """
    feature = turn.desk.features[name]
    seed = turn.desk.keyring.tag("seed", f"{turn.lane}:{turn.message.external_id}:{name}".encode())[:8]
    draft = Draft(feature.flow.adopt(answers or {}), None, seed)
    turn.change(flow=name, draft={"seed": seed})
    outcome: Outcome = engine.current(feature.flow, draft)
    if reply is not None:
        draft, outcome = engine.advance(feature.flow, draft, reply)
        if isinstance(outcome, Asked) and outcome.caught:
            outcome = replace(outcome, reason=None)
    _go_on(turn, feature, draft, outcome)


def read(turn: Turn, feature: Feature) -> Reply | None:
    """What the message says to the open flow, or None for a press that is not of this flow."""
    message, kept = turn.message, turn.talk.draft
    offered = [(tap, label) for tap, label in kept.get("offered", ())]
    reply = reading.reply_for(
        feature.flow.name, message.text, message.tap, offered, Ask(kept.get("asks", "nothing"))
    )
    if reply is None:
        return None
    return replace(reply, point=message.point, phone=message.phone, files=turn.files)


def step(turn: Turn, feature: Feature, reply: Reply) -> None:
    """Apply a reply."""
    draft = load(turn, feature)
    try:
        draft, outcome = engine.advance(feature.flow, draft, reply)
        _go_on(turn, feature, draft, outcome)
    except Refused as problem:
        turn.say(problem.reason, **problem.args_)
        again(turn, feature, draft)


def again(turn: Turn, feature: Feature, draft: Draft | None = None, reason: str | None = None) -> None:
    """Put the current question once more."""
    draft = draft or load(turn, feature)
    outcome = engine.current(feature.flow, draft)
    if isinstance(outcome, Asked):
        outcome = replace(outcome, reason=reason)
    _go_on(turn, feature, draft, outcome)


def load(turn: Turn, feature: Feature) -> Draft:
    """The stored draft under today's question names."""
    kept = turn.talk.draft
    return Draft(feature.flow.adopt(kept.get("answers", {})), kept.get("cursor"), kept.get("seed", ""))


def _go_on(turn: Turn, feature: Feature, draft: Draft, outcome: Outcome) -> None:
    match outcome:
        case Asked() | Editing():
            _ask(turn, feature, draft, outcome)
        case Done():
            _finish(turn, feature, draft, outcome)
        case Cancelled():
            leave(turn, feature, draft)
            turn.say(f"cancelled-{feature.flow.name}")
        case Restarted():
            leave(turn, feature, draft)
            begin(turn, feature.flow.name, _facts(feature, draft))


def _facts(feature: Feature, draft: Draft) -> dict[str, Json]:
    """What was put into the draft at its start and is still true."""
    known = {question.key for question in feature.flow.questions if question.ask is Ask.NOTHING}
    return {key: answer for key, answer in draft.answers.items() if key in known}


def leave(turn: Turn, feature: Feature, draft: Draft) -> None:
    """Close the flow and erase what it held."""
    if feature.leave is not None:
        feature.leave(turn, draft.answers)
    turn.talk = turn.talk.closed()


def _finish(turn: Turn, feature: Feature, draft: Draft, outcome: Done) -> None:
    """The end: the flow is closed first, so that `finish` may open another one."""
    before = turn.talk
    turn.talk = turn.talk.closed()
    try:
        feature.finish(turn, outcome.answers, draft.answers)
    except Refused:
        turn.talk = before
        raise


def _ask(turn: Turn, feature: Feature, draft: Draft, outcome: Asked | Editing) -> None:
    language = turn.talk.language
    summary = feature.summary(language) if feature.summary is not None else None
    shown = prompts.prompt(feature.flow, draft, outcome, turn.desk.catalog.speaker(language), summary)
    _keep(turn, draft, shown)
    turn.queue(shown, Kind.QUESTION)


def _keep(turn: Turn, draft: Draft, shown: Prompt) -> None:
    """Save the draft: it lives some days from its last answer, and is nudged once."""
    ward, kept = turn.desk.ward, turn.talk.draft
    nudged = bool(kept.get("nudged")) or (turn.talk.nudge_at is None and "answers" in kept)
    stored: dict[str, Any] = {
        "answers": dict(draft.answers),
        "cursor": draft.cursor,
        "seed": draft.seed,
        "offered": prompts.offered(shown),
        "asks": shown.ask.value,
        "nudged": nudged,
    }
    later = ward.next_daytime(turn.now + timedelta(hours=ward.drafts.nudge_after_hours))
    turn.change(
        draft=stored,
        expires_at=turn.now + timedelta(days=ward.retention.drafts),
        nudge_at=None if nudged else later,
    )


def foreign_tap(tap: str | None) -> str | None:
    """The flow that a press belongs to, if it is one of ours."""
    known = taps.read(tap) if tap is not None else None
    return known.flow if known is not None else None
