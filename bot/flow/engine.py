"""One step of a conversation.

`advance()` applies one reply to a draft and returns the new draft and an outcome. It does no I/O and
knows no clock: the same draft and reply give the same result on any host. The question of an `Asked`
is always the one that `current()` names for the returned draft, and whatever useful a message holds
(a file, a place, words) is kept, whichever question was open.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

import msgspec

from bot.core.errors import Partly, Reask
from bot.core.messages import Ask, Attachment
from bot.flow.questions import (
    SKIPPED,
    UNREADABLE,
    Answers,
    Asked,
    Cancelled,
    Done,
    Draft,
    Editing,
    Flow,
    Json,
    Nav,
    Option,
    Outcome,
    Path,
    Question,
    Reply,
    Restarted,
    Stored,
)

__all__ = [
    "REASONS",
    "SKIPPED",
    "Answers",
    "Asked",
    "Cancelled",
    "Done",
    "Draft",
    "Editing",
    "Flow",
    "Json",
    "Nav",
    "Option",
    "Outcome",
    "Path",
    "Question",
    "Reply",
    "Restarted",
    "Stored",
    "advance",
    "before",
    "current",
    "file_of",
    "steps",
]

REASONS: Final = ("reask-required", "reask-gone", "reask-changed", "reask-first")
"""Why the engine itself asks again; the other reasons are declared by the questions."""


def current(flow: Flow, draft: Draft) -> Asked | Done:
    """What to say next: the revisited question, else the first open one, else done."""
    answers = draft.given
    walked = flow.walk(answers)
    at = _at(walked, answers, draft)
    if at is not None:
        return Asked(at)
    return Done({q.key: raw for q in walked if (raw := answers.raw(q)) is not msgspec.UNSET})


def _at(walked: Sequence[Question[Any]], answers: Answers, draft: Draft) -> Question[Any] | None:
    if draft.cursor is not None:
        for question in walked:
            if question.goes_by(draft.cursor):
                return question
    return walked[-1] if walked and walked[-1] not in answers else None


def before(flow: Flow, draft: Draft, at: Question[Any] | None) -> list[Question[Any]]:
    """The questions ahead of this one that were put to the person; untouched defaults were not."""
    answers = draft.given
    ahead: list[Question[Any]] = []
    for question in flow.walk(answers):
        if at is not None and question.key == at.key:
            break
        if question.default is msgspec.UNSET or answers.stores(question):
            ahead.append(question)
    return ahead


class _Step(msgspec.Struct, frozen=True):
    """What the addressed question made of a reply, and what is left of the reply for the others."""

    draft: Draft
    rest: Reply
    question: Question[Any] | None = None
    answered: bool = False
    problem: Reask | None = None


def advance(flow: Flow, draft: Draft, reply: Reply) -> tuple[Draft, Outcome]:
    """Apply one reply to a draft."""
    if reply.nav is Nav.CANCEL:
        return draft, Cancelled()
    if reply.nav is Nav.RESTART:
        return draft, Restarted()
    step = _step(flow, draft, reply)
    caught, complaint = _caught(flow, step)
    moved = _settle(flow, step.draft, caught) if caught else step.draft
    moved = _overheard(flow, draft, moved, reply)
    if reply.nav is Nav.EDIT and step.problem is None:
        return moved, Editing(_editable(flow, moved))
    outcome = current(flow, moved)
    if isinstance(outcome, Done):
        return moved, outcome
    problem = step.problem
    if caught and not isinstance(problem, Partly):
        problem = None
    return moved, _asked(outcome.question, step, tuple(caught), complaint or problem)


def _overheard(flow: Flow, before: Draft, after: Draft, reply: Reply) -> Draft:
    """The draft with what questions read in a story that was told, added to or mended by this reply."""
    old, new = before.answers, after.answers
    told = (question.key for question in flow.questions if question.tells)
    if all(new.get(key) == old.get(key) for key in told):
        return after
    found = {
        question.key: value
        for question in flow.questions
        if question.overhear is not None and (value := question.overhear(new, reply)) is not None
    }
    return after.changed({**new, **found}, after.cursor) if found else after


def _asked(question: Question[Any], step: _Step, caught: tuple[str, ...], problem: Reask | None) -> Asked:
    """A list that took something and stays open (one more photo) is named among the caught ones."""
    if step.answered and step.question is question and question.catch is not None:
        caught = (question.key, *caught)
    if problem is None:
        return Asked(question, caught=caught)
    return Asked(question, problem.reason, problem.args_, caught)


def _step(flow: Flow, draft: Draft, reply: Reply) -> _Step:
    answers = draft.given
    walked = flow.walk(answers)
    at = _at(walked, answers, draft)
    if draft.cursor is not None:
        draft = draft.at(at.key if at is not None and at.goes_by(draft.cursor) else None)
    if reply.text and (reply.nav or reply.option or reply.edit):
        reply = msgspec.structs.replace(reply, text="")
    if at is None:
        return _Step(draft, reply)
    target = at
    try:
        if reply.edit is None and reply.nav not in {Nav.BACK, Nav.EDIT}:
            target = _target(walked, at, reply)
            return _answer(flow, draft, target, reply)
        return _Step(_moved(flow, draft, walked, at, reply), reply)
    except Reask as problem:
        return _Step(draft, reply, target, problem=problem)


def _moved(
    flow: Flow, draft: Draft, walked: Sequence[Question[Any]], at: Question[Any], reply: Reply
) -> Draft:
    """The draft with the cursor where the person wants to go."""
    if reply.edit is not None:
        found = next((question for question in walked if question.goes_by(reply.edit)), None)
        if found is None:
            raise Reask("reask-gone")
        return draft.at(found.key)
    _check_in_place(at, reply)
    if reply.nav is Nav.EDIT:
        if not _editable(flow, draft):
            raise Reask("reask-first")
        return draft
    ahead = before(flow, draft, at)
    if not ahead:
        raise Reask("reask-first")
    return draft.at(ahead[-1].key)


def _check_in_place(at: Question[Any], reply: Reply) -> None:
    """A move under a question that is no longer the open one does nothing: a double tap skips once."""
    if reply.question is not None and not at.goes_by(reply.question):
        raise Reask("reask-gone")


def _target(walked: Sequence[Question[Any]], at: Question[Any], reply: Reply) -> Question[Any]:
    """Whose answer this is: the tapped question if it stands on the path, else the current one."""
    if reply.question is None:
        return at
    if reply.nav is not None:
        _check_in_place(at, reply)
        return at
    tapped = next((question for question in walked if question.goes_by(reply.question)), None)
    if tapped is None:
        raise Reask("reask-gone")
    return tapped


def _answer(flow: Flow, draft: Draft, question: Question[Any], reply: Reply) -> _Step:
    rest = _rest(question, reply)
    if reply.nav is Nav.SKIP and draft.cursor == question.key and question in draft.given:
        return _Step(draft.at(None), rest)
    problem: Reask | None = None
    try:
        value = _read(flow, draft, question, reply)
    except Partly as part:
        value, problem = part.answer, part
    settled = _settle(flow, draft, {question.key: value, **question.implies(value)})
    return _Step(settled, rest, question, answered=True, problem=problem)


def _rest(question: Question[Any], reply: Reply) -> Reply:
    """What an answered question leaves of a message for others: a caption, a file beside words. A choice
    leaves the words it understood: a number typed where one chooses to be named is also that number."""
    if question.ask is Ask.CHOICE:
        return reply
    if question.ask is Ask.MEDIA:
        return msgspec.structs.replace(reply, files=(), beside=reply.beside or bool(reply.files))
    if question.ask is Ask.PLACE:
        return msgspec.structs.replace(reply, text="", point=None)
    return msgspec.structs.replace(reply, text="")


def _caught(flow: Flow, step: _Step) -> tuple[dict[str, Json], Reask | None]:
    """The answers to other questions in what is left of a reply, and why something was not taken."""
    found: dict[str, Json] = {}
    problem: Reask | None = None
    rest = step.rest
    for question in flow.questions:
        if not (rest.text or rest.files or rest.point or rest.phone):
            break
        if question.catch is None or question is step.question:
            continue
        try:
            value = question.catch(rest, step.draft.answers.get(question.key))
        except Partly as part:
            value, problem = part.answer, part
        except Reask as refusal:
            value, problem = None, refusal
        if value is not None:
            found[question.key] = value
            rest = _rest(question, rest)
    return found, problem


def _settle(flow: Flow, draft: Draft, found: dict[str, Json]) -> Draft:
    """The draft with new answers; the confirmation is withdrawn and a revisit is over."""
    confirm = flow.confirm.key if flow.confirm else None
    kept = {key: old for key, old in draft.answers.items() if key != confirm}
    over = draft.cursor in found or confirm in found
    return draft.changed({**kept, **found}, None if over else draft.cursor)


def _read(flow: Flow, draft: Draft, question: Question[Any], reply: Reply) -> Json:
    stored = draft.answers.get(question.key)
    if reply.nav is Nav.SKIP:
        if not question.optional:
            raise Reask("reask-required")
        return question.skip(stored)
    if reply.option is not None:
        if question is flow.confirm and reply.stamp != draft.stamp:
            raise Reask("reask-changed")
        option = question.renamed.get(reply.option, reply.option)
        if all(option != offer.value for offer in question.options(draft.given)):
            raise Reask("reask-gone")
        reply = msgspec.structs.replace(reply, option=option)
    return question.parse(reply, stored)


def _editable(flow: Flow, draft: Draft) -> tuple[Question[Any], ...]:
    answers = draft.given
    return tuple(question for question in flow.walk(answers) if question.listed and question in answers)


def steps(flow: Flow, draft: Draft) -> tuple[int, int] | None:
    """(this step, of how many) as far as can be foreseen: open choices are taken as their first option."""
    at = current(flow, draft)
    if isinstance(at, Done):
        return None
    answers = draft.given.foreseen()
    keys: list[str] = []
    # a path may ask for an answer that cannot be foreseen: what comes after is not counted yet
    with suppress(*UNREADABLE):
        for question in flow.path(answers):
            if question.default is msgspec.UNSET or question is at.question:
                keys.append(question.key)
            if question not in answers:
                options = question.options(answers) if question.ask is Ask.CHOICE else ()
                answers.suppose(question, options[0].value if options else SKIPPED)
    return keys.index(at.question.key) + 1, len(keys)


def file_of(attachment: Attachment, evidence: str) -> Stored:
    """An attachment as the engine sees it, once it has an evidence id."""
    return Stored(evidence, attachment.kind.value, attachment.name)
