"""One step of an open conversation: load the draft, advance, save, queue the prompt.

What is stored with the answers is what was offered last, so that a typed "2" or the label means the
same as the button. Choices that stand beside the open question (the menu, the languages) are kept apart.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

import structlog
from msgspec.structs import replace

from bot.core.errors import Refused
from bot.core.messages import Ask, Button, Kind, Prompt, Value
from bot.flow import engine, match, prompts, reading
from bot.flow.questions import Asked, Cancelled, Done, Draft, Editing, Json, Nav, Outcome, Reply, Restarted
from handlers.turn import Feature, Turn

log = structlog.get_logger()

LASTING: Final = ("said", "versions", "poor")
"""What a draft keeps beside its answers: which message answered which question, what an edited message
said before, and what was said of photos that are hard to read."""
REMEMBERED: Final = 30
"""So many messages can still be edited."""
VERSIONS: Final = 10

HOME: Final = (
    ("menu-report", "go:report"),
    ("menu-track", "go:track"),
    ("menu-help", "go:help"),
    ("menu-language", "go:language"),
    ("menu-officer", "go:officer"),
)
"""What may be chosen where nothing is open."""


def home(turn: Turn) -> tuple[Button, ...]:
    """The choices where nothing is open."""
    return tuple(Button(turn.words(label), tap) for label, tap in HOME)


def offer(turn: Turn, prompt: Prompt, kind: Kind = Kind.REPLY, *, brief: bool = False) -> None:
    """Say something whose buttons lead elsewhere, and keep them for people who type."""
    turn.change(draft={**turn.talk.draft, "aside": prompts.offered(prompt)})
    turn.queue(prompt, kind, brief=brief)


def aside(turn: Turn) -> str | None:
    """The button beside the open question that the typed words mean."""
    offered = [(tap, label) for tap, label in turn.talk.draft.get("aside", ())]
    return match.offered(turn.message.text, offered) if turn.message.tap is None else None


def tapped(turn: Turn, prefix: str) -> str:
    """The button that was pressed, or that of this desk which typed words mean; empty where there is none."""
    if turn.message.tap is not None:
        return turn.message.tap
    ours = any(tap.startswith(prefix) for tap, _ in turn.talk.draft.get("aside", ()))
    return (aside(turn) or "") if ours else ""


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
    facts = feature.facts(turn) if feature.facts is not None else {}
    draft = Draft(feature.flow.adopt({**(answers or {}), **facts}), None, seed)
    turn.change(flow=name, draft={"seed": seed})
    outcome: Outcome = engine.current(feature.flow, draft)
    if reply is not None:
        draft, outcome = engine.advance(feature.flow, draft, replace(reply, day=turn.today))
        if isinstance(outcome, Asked) and outcome.caught:
            outcome = replace(outcome, reason=None)
    remarks = _remarks(turn, feature, Draft(facts, None, seed), draft)
    _go_on(turn, feature, draft, outcome, remarks)


def read(turn: Turn, feature: Feature) -> Reply | None:
    """What the message says to the open flow, or None for a press that is not of this flow."""
    message, kept = turn.message, turn.talk.draft
    offered = [(tap, label) for tap, label in kept.get("offered", ())]
    reply = reading.reply_for(feature.flow.name, message.text, message.tap, offered, asks(turn))
    if reply is None:
        return None
    return replace(reply, point=message.point, phone=message.phone, files=turn.files)


def asks(turn: Turn) -> Ask:
    """What the open question waits for."""
    return Ask(turn.talk.draft.get("asks", "nothing"))


def step(turn: Turn, feature: Feature, reply: Reply) -> None:
    """Apply a reply. What a rule refuses leaves the draft as it was."""
    before = load(turn, feature)
    reply = replace(reply, day=turn.today)
    if feature.hear is not None:
        reply = feature.hear(turn, before, reply)
    draft, outcome = engine.advance(feature.flow, before, reply)
    if _stands_at_end(feature, before) and reply.files:
        draft, outcome = _close_list(feature, draft, outcome)
    if turn.message.message_id:
        _note_message(turn, feature, before, draft)
    try:
        remarks = _remarks(turn, feature, before, draft)
        _go_on(turn, feature, draft, outcome, remarks)
    except Refused as problem:
        turn.say(problem.reason, **problem.args_)
        again(turn, feature, before)


def _note_message(turn: Turn, feature: Feature, before: Draft, after: Draft) -> None:
    """Which question the words of this message answered, in case they are edited: of a story the one that
    holds it, whatever else was read in it."""
    filled = [key for key, answer in after.answers.items() if before.answers.get(key) != answer]
    told = [question.key for question in feature.flow.questions if question.tells and question.key in filled]
    filled = told or filled
    if not turn.message.text or len(filled) != 1:
        return
    said = {**turn.talk.draft.get("said", {}), turn.message.message_id: filled[0]}
    turn.change(draft={**turn.talk.draft, "said": dict(list(said.items())[-REMEMBERED:])})


def revise(turn: Turn, feature: Feature, key: str) -> None:
    """The message that answered this question was edited: its new words are the answer, the old ones are
    kept as a version. Nothing is said where that changes nothing."""
    before = load(turn, feature)
    opened, _ = engine.advance(feature.flow, before, Reply(edit=key, day=turn.today))
    draft, outcome = engine.advance(feature.flow, opened, Reply(text=turn.message.text, day=turn.today))
    if draft.answers.get(key) == before.answers.get(key):
        return
    versions = dict(turn.talk.draft.get("versions", {}))
    versions[key] = [*versions.get(key, []), before.answers.get(key)][-VERSIONS:]
    turn.change(draft={**turn.talk.draft, "versions": versions})
    if isinstance(outcome, Asked) and outcome.reason is None:
        outcome = replace(outcome, reason="edit-taken")
    _go_on(turn, feature, draft, outcome)


def _stands_at_end(feature: Feature, draft: Draft) -> bool:
    at = engine.current(feature.flow, draft)
    return isinstance(at, Asked) and at.question is feature.flow.confirm


def _close_list(feature: Feature, draft: Draft, outcome: Outcome) -> tuple[Draft, Outcome]:
    """A file sent under the summary is added, and the summary shown again: nobody has to press "Xong"."""
    if not isinstance(outcome, Asked) or outcome.question.ask is not Ask.MEDIA:
        return draft, outcome
    closed, following = engine.advance(feature.flow, draft, Reply(nav=Nav.DONE))
    if not isinstance(following, Asked):
        return draft, outcome
    return closed, replace(following, reason=outcome.reason, args=outcome.args, caught=outcome.caught)


def again(
    turn: Turn, feature: Feature, draft: Draft | None = None, reason: str | None = None, **args: Value
) -> None:
    """Put the current question once more, below the reason for it."""
    draft = draft or load(turn, feature)
    outcome = engine.current(feature.flow, draft)
    if isinstance(outcome, Asked):
        outcome = replace(outcome, reason=reason, args=args)
    _go_on(turn, feature, draft, outcome)


def load(turn: Turn, feature: Feature) -> Draft:
    """The stored draft under today's question names."""
    kept = turn.talk.draft
    return Draft(feature.flow.adopt(kept.get("answers", {})), kept.get("cursor"), kept.get("seed", ""))


def holds_something(feature: Feature, draft: Draft) -> bool:
    """Whether the person has answered anything yet."""
    return len(draft.answers) > len(_facts(feature, draft))


def _facts(feature: Feature, draft: Draft) -> dict[str, Json]:
    """What was put into the draft at its start."""
    known = {q.key for q in feature.flow.questions if q.ask is Ask.NOTHING and q.overhear is None}
    return {key: answer for key, answer in draft.answers.items() if key in known}


def _remarks(turn: Turn, feature: Feature, before: Draft, after: Draft) -> Sequence[str]:
    """What is said about a new answer, above whatever is asked next."""
    return () if feature.remark is None else feature.remark(turn, before.given, after.given)


def _go_on(turn: Turn, feature: Feature, draft: Draft, outcome: Outcome, remarks: Sequence[str] = ()) -> None:
    if not isinstance(outcome, Asked | Editing):
        for remark in remarks:
            turn.queue(Prompt(remark))
    match outcome:
        case Asked() | Editing():
            _ask(turn, feature, draft, outcome, remarks)
        case Done():
            _finish(turn, feature, draft, outcome)
        case Cancelled():
            leave(turn, feature, draft)
            offer(turn, Prompt(turn.words(f"cancelled-{feature.flow.name}"), home(turn)))
        case Restarted():
            leave(turn, feature, draft)
            begin(turn, feature.flow.name, _facts(feature, draft))


def leave(turn: Turn, feature: Feature, draft: Draft) -> None:
    """Close the flow and erase what it held."""
    if feature.leave is not None:
        feature.leave(turn, draft.answers)
    turn.talk = turn.talk.closed()


def _finish(turn: Turn, feature: Feature, draft: Draft, outcome: Done) -> None:
    """The end: the flow is closed first, so that `finish` may open another one.

    Of what was confirmed the stamp is kept, so that a second press can be told from a stale one. A session
    that is blanked keeps nothing.
    """
    before = turn.talk
    turn.talk = turn.talk.closed()
    try:
        feature.finish(turn, outcome.answers, draft.answers)
    except Refused:
        turn.talk = before
        raise
    confirm = feature.flow.confirm
    if confirm is not None and not turn.blank:
        seen = {key: answer for key, answer in draft.answers.items() if key != confirm.key}
        said = {"told": before.draft["said"]} if "said" in before.draft else {}
        turn.change(draft={**turn.talk.draft, "sent": draft.changed(seen, None).stamp, **said})


def _ask(
    turn: Turn, feature: Feature, draft: Draft, outcome: Asked | Editing, remarks: Sequence[str] = ()
) -> None:
    summary = feature.summary(turn.talk.language) if feature.summary is not None else None
    shown = prompts.prompt(feature.flow, draft, outcome, turn.speaker(), summary)
    if remarks:
        shown = replace(shown, text="\n\n".join((*remarks, shown.text)))
    several, before = turn.message.more_may_follow and bool(turn.files), turn.talk.draft.get("gathering")
    _keep(turn, feature, draft, shown)
    if several:
        turn.change(draft={**turn.talk.draft, "gathering": True})
    # what still waits to acknowledge the files that came before is replaced by whatever is asked now
    replaces = "gathering" if several or before else None
    turn.queue(shown, Kind.QUESTION, replaces=replaces, gathers=several)


def _keep(turn: Turn, feature: Feature, draft: Draft, shown: Prompt) -> None:
    """Save the draft: it lives some days from the person's last word. What can be sent is nudged once."""
    ward, kept = turn.desk.ward, turn.talk.draft
    stored: dict[str, Any] = {
        "answers": dict(draft.answers),
        "cursor": draft.cursor,
        "seed": draft.seed,
        "offered": prompts.offered(shown),
        "asks": shown.ask.value,
        "nudged": bool(kept.get("nudged")) or ("answers" in kept and turn.talk.nudge_at is None),
        **{name: kept[name] for name in LASTING if name in kept},
    }
    turn.change(draft=stored)
    if turn.message.notice is not None:
        return
    later = ward.next_daytime(turn.now + timedelta(hours=ward.drafts.nudge_after_hours))
    nudged = stored["nudged"] or feature.flow.confirm is None
    turn.change(
        expires_at=turn.now + timedelta(days=ward.retention.drafts), nudge_at=None if nudged else later
    )
