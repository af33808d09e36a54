"""What time and our own loops say on a person's lane."""

from collections.abc import Callable, Mapping
from typing import Final

from bot.core.messages import Kind, Priority, Prompt, Value
from handlers import aftermath, counter, duty, officer, photos, reminders, staff, talk, work
from handlers.turn import Turn


def take(turn: Turn) -> None:
    """One notice."""
    notice = turn.message.notice
    assert notice is not None, "the router asked"
    if notice.name in TOLD:
        TOLD[notice.name](turn, notice.args)


def _refused(turn: Turn, args: Mapping[str, Value]) -> None:
    file_refused(turn, str(args.get("file", "")), str(args.get("reason", "")))


def nudge(turn: Turn) -> None:
    """Once, by day, while a report that was begun is unfinished and its person has not come back."""
    feature = talk.open_feature(turn)
    if feature is None or feature.flow.confirm is None or feature.leave is None:
        return  # a flow of the staff leaves nothing of a person's behind
    if turn.talk.draft.get("nudged") or turn.talk.updated_at > turn.now:
        return
    turn.change(draft={**turn.talk.draft, "nudged": True}, nudge_at=None)
    if talk.holds_something(feature, talk.load(turn, feature)):
        talk.again(turn, feature, reason="draft-nudge")  # one message: two of unlike priority could swap


def expire(turn: Turn) -> None:
    """Where the draft's last day is over it is erased. An answer in the meantime has moved that day."""
    if turn.talk.flow is None or turn.talk.expires_at is None or turn.talk.expires_at > turn.now:
        return
    feature = talk.open_feature(turn)
    if feature is None:
        return
    draft = talk.load(turn, feature)
    talk.leave(turn, feature, draft)
    if not talk.holds_something(feature, draft):
        return
    if feature.leave is not None:
        turn.queue(Prompt(turn.words("draft-expired")), Kind.REMINDER, priority=Priority.REMINDER)
    elif feature.flow.name in work.NAMES:
        text = turn.words("work-expired", code=str(draft.answers.get("code", "")))
        turn.queue(Prompt(text), Kind.REMINDER, priority=Priority.REMINDER)


def file_refused(turn: Turn, file: str, reason: str) -> None:
    """Say which kind of trouble a file had, take it out of the draft, and go on."""
    key = reason if turn.desk.catalog.has(reason) else "file-broken"
    name = _drop(turn, file)
    turn.say("file-refused", reason=turn.words(key), name=name or turn.words("file-unnamed"))
    feature = talk.open_feature(turn)
    if feature is not None:
        talk.again(turn, feature)


def _drop(turn: Turn, file: str) -> str:
    """Take a file out of the open draft; gives what its sender called it."""
    answers = dict(turn.talk.draft.get("answers", {}))
    for key, answer in answers.items():
        items = answer.get("items", ()) if isinstance(answer, Mapping) else ()
        name = next((item.get("name", "") for item in items if item["id"] == file), None)
        if name is None:
            continue
        kept = [item for item in items if item["id"] != file]
        if kept or answer.get("text"):
            answers[key] = {**answer, "items": kept}
        else:
            del answers[key]
        turn.change(draft={**turn.talk.draft, "answers": answers})
        return str(name)
    return ""


TOLD: Final[Mapping[str, Callable[[Turn, Mapping[str, Value]], None]]] = {
    "draft-nudge": lambda turn, _: nudge(turn),
    "draft-expired": lambda turn, _: expire(turn),
    "file-refused": _refused,
    **counter.NOTICES,
    **duty.NOTICES,
    **officer.NOTICES,
    **photos.NOTICES,
    **reminders.NOTICES,
    **staff.NOTICES,
    **aftermath.NOTICES,  # of a resident they say more than of a colleague
}
"""Every notice that calls for something; another one, `nothing` among them, calls for nothing."""
