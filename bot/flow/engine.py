"""Questions, a path through them, and one step of a conversation.

A *flow* is a tuple of questions and a `path`: a pure generator that yields them in order, with
ordinary `if`s over the answers given so far. What is stored is the answers by question name; the
position is computed by walking the path up to the first question without a valid answer, so a
deploy that adds, drops or reorders questions reinterprets nobody's answers.

`advance()` applies one reply to a draft and returns the new draft and an outcome. It does no I/O and
knows no clock: the same draft and reply give the same result on any host.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Generic, TypeAlias, TypeVar
from zlib import crc32

import msgspec

from bot.core.errors import Reask
from bot.core.messages import Ask, Attachment, Point, Value

T = TypeVar("T")
Json: TypeAlias = Any
"""What JSON can hold. `None` stands for a skipped optional question."""

SKIPPED: Json = None


class Nav(StrEnum):
    """Moves that work in every question."""

    BACK = "back"
    SKIP = "skip"
    CANCEL = "cancel"
    DONE = "done"
    RESTART = "restart"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of this message that is already kept as evidence: its id and what the sender called it."""

    id: str
    kind: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person said, after buttons and words have been matched.

    `option` is the value of an option of `question`; `edit` names a question to go back to.
    `stamp` is what a confirmation button carried to show which answers the person had seen.
    """

    text: str = ""
    question: str | None = None
    option: str | None = None
    stamp: str | None = None
    nav: Nav | None = None
    edit: str | None = None
    point: Point | None = None
    phone: str | None = None
    files: tuple[Stored, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the stored value and its label, a locale key, or ready words after an `=`."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """One thing to ask. It owns parsing and loading.

    `parse(reply, before)` turns a reply into what is stored, given what was stored before; raises
    `Reask`. `load` turns the stored answer into a value; any `ValueError`, `TypeError` or `KeyError`
    means "no valid answer", so it is asked again. `catch(reply, before)` picks an answer out of a
    message that was meant for something else, or gives `None`. `default`: an answer that counts until
    another is given; such a question is shown in the summary but not asked. `shows` gives the words
    of an answer for the summary.
    """

    key: str
    ask: Ask
    parse: Callable[[Reply, Json], Json]
    load: Callable[[Json], T]
    options: Callable[["Answers"], Sequence[Option]] = field(default=lambda _: ())
    optional: bool = False
    default: Json = msgspec.UNSET
    catch: Callable[[Reply, Json], Json] | None = None
    was: tuple[str, ...] = ()
    listed: bool = False
    """Shown in the summary and in the edit menu."""


class Answers:
    """The stored answers, read through the questions."""

    def __init__(self, stored: Mapping[str, Json]) -> None:
        self._stored = stored

    def raw(self, question: Question[Any]) -> Json:
        """What is stored, else the default, else `msgspec.UNSET`."""
        return self._stored.get(question.key, question.default)

    def __contains__(self, question: object) -> bool:
        """Whether there is a valid answer."""
        assert isinstance(question, Question)
        raw = self.raw(question)
        if raw is msgspec.UNSET:
            return False
        if raw is SKIPPED:
            return question.optional
        try:
            question.load(raw)
        except (ValueError, TypeError, KeyError):
            return False
        return True

    def __getitem__(self, question: Question[T]) -> T:
        """The loaded answer; `KeyError` where there is none or it was skipped."""
        raw = self.raw(question)
        if raw is msgspec.UNSET or raw is SKIPPED:
            raise KeyError(question.key)
        return question.load(raw)

    def given(self, question: Question[T]) -> T | None:
        """The loaded answer, or None where it is missing, skipped or no longer loads."""
        raw = self.raw(question)
        return self[question] if question in self and raw is not SKIPPED else None


Path: TypeAlias = Callable[[Answers], Iterator[Question[Any]]]


@dataclass(frozen=True, slots=True)
class Flow:
    """A plan of a conversation. Any new answer withdraws that of `confirm`."""

    name: str
    questions: tuple[Question[Any], ...]
    path: Path
    confirm: Question[Any] | None = None

    def question(self, key: str) -> Question[Any] | None:
        """The question of this key, also under a key that it had before."""
        return next((q for q in self.questions if q.key == key or key in q.was), None)

    def adopt(self, stored: Mapping[str, Json]) -> dict[str, Json]:
        """Stored answers under today's names; what no question knows is left out."""
        named = ((self.question(key), answer) for key, answer in stored.items())
        return {question.key: answer for question, answer in named if question is not None}

    def walk(self, answers: Answers) -> list[Question[Any]]:
        """The questions up to and including the first one without a valid answer."""
        walked: list[Question[Any]] = []
        for question in self.path(answers):
            walked.append(question)
            if question not in answers:
                break
        return walked


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers so far. `cursor` is set only while one question is revisited; `seed` tells drafts apart."""

    answers: Mapping[str, Json] = field(default_factory=dict)
    cursor: str | None = None
    seed: str = ""

    @property
    def stamp(self) -> str:
        """Changes with every answer; a confirmation is valid only for the stamp it was shown with."""
        packed = msgspec.json.encode((self.seed, self.answers), order="deterministic")
        return f"{crc32(packed):08x}"


@dataclass(frozen=True, slots=True)
class Asked:
    """The question to put next. `reason` says why the last reply did not do; `caught` what it filled."""

    question: Question[Any]
    reason: str | None = None
    args: Mapping[str, Value] = field(default_factory=dict)
    caught: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """Every question on the path is answered; only their answers are here, by key."""

    answers: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person gave up."""


@dataclass(frozen=True, slots=True)
class Restarted:
    """The person wants to begin anew."""


@dataclass(frozen=True, slots=True)
class Editing:
    """The person wants to change an answer: these may be chosen. The draft stays as it is."""

    questions: tuple[Question[Any], ...]


Outcome: TypeAlias = Asked | Done | Cancelled | Restarted | Editing


def current(flow: Flow, draft: Draft) -> Asked | Done:
    """What to say next: the revisited question, else the first open one, else done."""
    answers = Answers(draft.answers)
    walked = flow.walk(answers)
    for question in walked:
        if question.key == draft.cursor:
            return Asked(question)
    if walked and walked[-1] not in answers:
        return Asked(walked[-1])
    return Done({q.key: raw for q in walked if (raw := answers.raw(q)) is not msgspec.UNSET})


def advance(flow: Flow, draft: Draft, reply: Reply) -> tuple[Draft, Outcome]:
    """Apply one reply to a draft."""
    if reply.nav is Nav.CANCEL:
        return draft, Cancelled()
    if reply.nav is Nav.RESTART:
        return draft, Restarted()
    if reply.nav is Nav.EDIT:
        walked = flow.walk(Answers(draft.answers))
        return draft, Editing(tuple(question for question in walked if question.listed))
    at = current(flow, draft)
    if reply.edit is not None or reply.nav is Nav.BACK:
        return _move(flow, draft, reply.edit or _before(flow, draft, at))
    target = _target(flow, draft, at, reply)
    if target is None:
        return draft, at
    return _answer(flow, draft, target, reply)


def _move(flow: Flow, draft: Draft, key: str | None) -> tuple[Draft, Outcome]:
    moved = replace(draft, cursor=key)
    return moved, current(flow, moved)


def _target(flow: Flow, draft: Draft, at: Asked | Done, reply: Reply) -> Question[Any] | None:
    """Whose answer this is: the tapped question if it stands on the path, else the current one."""
    if reply.question is not None:
        walked = flow.walk(Answers(draft.answers))
        return next((q for q in walked if q.key == reply.question or reply.question in q.was), None)
    return at.question if isinstance(at, Asked) else None


def _answer(flow: Flow, draft: Draft, question: Question[Any], reply: Reply) -> tuple[Draft, Outcome]:
    try:
        found = {question.key: _read(flow, draft, question, reply)}
    except Reask as problem:
        return _catch(flow, draft, question, reply, problem)
    extra = _caught(flow, draft, reply, without=question) if _holds_more(reply) else {}
    moved = _settle(flow, draft, {**extra, **found})
    outcome = current(flow, moved)
    return moved, replace(outcome, caught=tuple(extra)) if isinstance(outcome, Asked) else outcome


def _holds_more(reply: Reply) -> bool:
    """Whether one message may answer several questions: a caption beside a file, a pin beside words."""
    return bool(reply.files or reply.point or reply.phone)


def _catch(
    flow: Flow, draft: Draft, question: Question[Any], reply: Reply, problem: Reask
) -> tuple[Draft, Outcome]:
    """The reply does not answer this question: keep what answers another one, and ask again."""
    found = _caught(flow, draft, reply, without=question)
    if not found:
        return draft, Asked(question, problem.reason, problem.args_)
    moved = _settle(flow, draft, found)
    outcome = current(flow, moved)
    return moved, replace(outcome, caught=tuple(found)) if isinstance(outcome, Asked) else outcome


def _caught(flow: Flow, draft: Draft, reply: Reply, without: Question[Any]) -> dict[str, Json]:
    if reply.nav is not None or reply.option is not None:
        return {}
    found: dict[str, Json] = {}
    for question in flow.questions:
        if question.catch is None or question.key == without.key:
            continue
        value = question.catch(reply, draft.answers.get(question.key))
        if value is not None:
            found[question.key] = value
    return found


def _settle(flow: Flow, draft: Draft, found: Mapping[str, Json]) -> Draft:
    """The draft with new answers; the confirmation is withdrawn and a revisit is over."""
    confirm = flow.confirm.key if flow.confirm else None
    kept = {key: old for key, old in draft.answers.items() if key != confirm}
    cursor = None if draft.cursor in found else draft.cursor
    return replace(draft, answers={**kept, **found}, cursor=cursor)


def _read(flow: Flow, draft: Draft, question: Question[Any], reply: Reply) -> Json:
    if reply.nav is Nav.SKIP:
        if not question.optional:
            raise Reask("reask-required")
        return SKIPPED
    if question is flow.confirm and reply.stamp is not None and reply.stamp != draft.stamp:
        raise Reask("reask-changed")
    if reply.option is not None:
        offered = {option.value for option in question.options(Answers(draft.answers))}
        if reply.option not in offered:
            raise Reask("reask-gone")
    return question.parse(reply, draft.answers.get(question.key))


def _before(flow: Flow, draft: Draft, at: Asked | Done) -> str | None:
    """The question before the current one, leaving out those that were never asked."""
    keys = [q.key for q in flow.walk(Answers(draft.answers)) if q.key in draft.answers or q.default is msgspec.UNSET]
    here = keys.index(at.question.key) if isinstance(at, Asked) and at.question.key in keys else len(keys)
    return keys[max(here - 1, 0)] if keys else None


def steps(flow: Flow, draft: Draft) -> tuple[int, int] | None:
    """(this step, of how many) as far as can be foreseen: open choices are taken as their first option."""
    answers = dict(draft.answers)
    at = current(flow, draft)
    if isinstance(at, Done):
        return None
    asked = [q for q in flow.walk(Answers(answers)) if q.default is msgspec.UNSET]
    step = next((i for i, q in enumerate(asked, 1) if q.key == at.question.key), len(asked))
    for _ in range(len(flow.questions)):
        walked = flow.walk(Answers(answers))
        if not walked or walked[-1] in Answers(answers):
            break
        open_question = walked[-1]
        options = open_question.options(Answers(answers))
        answers[open_question.key] = options[0].value if options else SKIPPED
        if open_question not in Answers(answers):
            break
    total = [q for q in flow.walk(Answers(answers)) if q.default is msgspec.UNSET]
    return step, max(len(total), step)


def file_of(attachment: Attachment, evidence: str) -> Stored:
    """An attachment as the engine sees it, once it has an evidence id."""
    return Stored(evidence, attachment.kind.value, attachment.name)
