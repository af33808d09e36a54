"""What a conversation is made of: replies, questions, answers, a path, drafts and outcomes.

A *flow* is a tuple of questions and a `path`: a pure generator that yields them in order, with
ordinary `if`s over the answers given so far. What is stored is the answers by question name; the
position is computed by walking the path up to the first question without a valid answer, so a
deploy that adds, drops or reorders questions reinterprets nobody's answers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, Generic, TypeAlias, TypeVar, cast
from zlib import crc32

import msgspec

from bot.core.messages import Ask, Point, Value

T = TypeVar("T")
Json: TypeAlias = Any
"""What JSON can hold. `None` stands for a skipped optional question."""

Speaker: TypeAlias = Callable[..., str]
"""`say(key, **args)` in the person's language."""
Label: TypeAlias = str | Callable[[Speaker], str]
"""What is shown: a locale key, ready words after an `=`, or words that are put together for a speaker."""

SKIPPED: Final[Json] = None

UNREADABLE: Final = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What `load` may raise on a stored answer that it cannot read: the question is asked again."""

_UNKNOWN: Final = object()
_INVALID: Final = object()
_OPTION_BYTES: Final = 32
_NAME_BYTES: Final = 30
_CONFIRM_BYTES: Final = 21


class Nav(StrEnum):
    """Moves that work in every question."""

    BACK = "back"
    SKIP = "skip"
    CANCEL = "cancel"
    DONE = "done"
    RESTART = "restart"
    EDIT = "edit"


class Stored(msgspec.Struct, frozen=True):
    """A file of this message that is already kept as evidence: its id and what the sender called it."""

    id: str
    kind: str
    name: str = ""


class Reply(msgspec.Struct, frozen=True):
    """What a person said, after buttons and words have been matched.

    `option` is the value of an option of `question`; `edit` names a question to go back to. A `nav`
    with a `question` came from a button under that question. `stamp` is what a confirmation button
    carried to show which answers the person had seen. `beside`: the words came with something that
    another question has already taken. `day` is the local day on which it was said (ISO), so that "today"
    keeps its meaning.
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
    beside: bool = False
    day: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: the stored value and its label. One that is not `shown` has no button here; it may be meant
    by a word, or by a button of another question."""

    value: str
    label: Label
    shown: bool = True

    def __post_init__(self) -> None:
        if not 0 < len(self.value.encode()) <= _OPTION_BYTES:
            raise ValueError(f"an option value has 1 to {_OPTION_BYTES} bytes: {self.value!r}")


@dataclass(frozen=True, slots=True, eq=False)
class Question(Generic[T]):
    """One thing to ask. It owns parsing and loading.

    `parse(reply, before)` turns a reply into what is stored, given what was stored before (None if
    nothing was; perhaps something that no longer loads); raises `Reask`, or `Partly` with what to keep.
    `load` turns the stored answer into a value; whatever is `UNREADABLE` is asked again. `catch(reply,
    before)` picks an answer out of a message that was meant for something else, or gives `None`; what it
    took is used up. `overhear(stored, reply)` reads along: after words were kept that tell a story it may
    take an answer from them, given all that is stored, and uses nothing up.
    """

    key: str
    ask: Ask
    parse: Callable[[Reply, Json], Json]
    load: Callable[[Json], T]
    options: Callable[["Answers"], Sequence[Option]] = field(default=lambda _: ())
    optional: bool = False
    default: Json = msgspec.UNSET
    """An answer that counts until another is given: shown in the summary, not asked."""
    catch: Callable[[Reply, Json], Json] | None = None
    tells: bool = False
    """Its words tell a story, in which other questions may read along."""
    overhear: Callable[[Mapping[str, Json], Reply], Json] | None = None
    implies: Callable[[Json], Mapping[str, Json]] = field(default=lambda _: {})
    """What an answer settles besides, by question key."""
    was: tuple[str, ...] = ()
    """Keys that this question had in stored drafts."""
    listed: bool = False
    """Shown in the summary and in the edit menu."""
    among: bool = False
    """A stored answer counts only while it is one of the `options`."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Option values as they were stored before, with today's value."""
    skip: Callable[[Json], Json] = field(default=lambda _before: SKIPPED)
    """What is stored when the question is skipped."""
    asks: Callable[["Answers"], Label] | None = None
    """The question in other words, where the answers call for them; an empty one for the usual words."""
    hint: Callable[["Answers"], Label] | None = None
    """One more line under the question that depends on the answers, or an empty one."""
    reasons: tuple[str, ...] = ()
    """The locale keys that `parse` and `catch` may give as a reason."""

    def goes_by(self, key: str | None) -> bool:
        """Whether this is, or once was, the key of this question."""
        return key == self.key or key in self.was


class Answers:
    """The stored answers, read through the questions."""

    __slots__ = ("_found", "_loaded", "_stored", "walked")

    def __init__(self, stored: Mapping[str, Json], before: "Answers | None" = None) -> None:
        self._stored = stored
        self._found: dict[Question[Any], Any] = before._still(stored) if before else {}
        """What the answer to each question came to: its value, None where it was skipped, or `_INVALID`."""
        self._loaded: dict[Question[Any], tuple[Json, Any]] = before._loaded if before else {}
        """What was loaded, beside that of which it was: an answer that stayed the same is loaded once."""
        self.walked: dict[str, Sequence[Question[Any]]] = {}
        """The paths that were walked, by flow, while the stored answers stayed the same."""

    def _still(self, stored: Mapping[str, Json]) -> dict["Question[Any]", Any]:
        """What was found and stands where this is stored: of answers that stayed the same, unless they depend
        on others."""
        was = self._stored
        return {
            each: found
            for each, found in self._found.items()
            if not each.among and stored.get(each.key, _UNKNOWN) is was.get(each.key, _UNKNOWN)
        }

    def foreseen(self) -> "Foreseen":
        """The same, to be added to."""
        return Foreseen(dict(self._stored), self)

    def raw(self, question: Question[Any]) -> Json:
        """What is stored, else the default, else `msgspec.UNSET`."""
        return self._stored.get(question.key, question.default)

    def stores(self, question: Question[Any]) -> bool:
        """Whether anything was stored, as against the default."""
        return question.key in self._stored

    def __contains__(self, question: object) -> bool:
        """Whether there is a valid answer."""
        if not isinstance(question, Question):
            return False
        found = self._found.get(question, _UNKNOWN)
        return (self._find(question) if found is _UNKNOWN else found) is not _INVALID

    def _find(self, question: "Question[Any]") -> Any:
        found = self._found[question] = self._look(question)
        return found

    def _look(self, question: "Question[Any]") -> Any:
        raw = self._stored.get(question.key, question.default)
        if raw is SKIPPED and question.optional:
            return None
        if raw is msgspec.UNSET or raw is SKIPPED:
            return _INVALID
        try:
            value = self._load(question, raw)
            stands = not question.among or raw in [option.value for option in question.options(self)]
        except UNREADABLE:
            return _INVALID
        return value if stands else _INVALID

    def _load(self, question: "Question[T]", raw: Json) -> T:
        known = self._loaded.get(question)
        if known is None or known[0] is not raw:
            known = self._loaded[question] = (raw, question.load(raw))
        value: T = known[1]
        return value

    def __getitem__(self, question: Question[T]) -> T:
        """The loaded answer; `KeyError` where there is none or it was skipped."""
        found = self._found.get(question, _UNKNOWN)
        if found is not _UNKNOWN and found is not _INVALID and found is not None:
            return cast("T", found)
        raw = self.raw(question)
        if raw is msgspec.UNSET or raw is SKIPPED:
            raise KeyError(question.key)
        return self._load(question, raw)

    def given(self, question: Question[T]) -> T | None:
        """The loaded answer, or None where it is missing, skipped or no longer loads."""
        found = self._found.get(question, _UNKNOWN)
        if found is _UNKNOWN:
            found = self._find(question)
        return None if found is _INVALID else found


class Foreseen(Answers):
    """Answers that were given, and some that are only supposed."""

    def __init__(self, stored: dict[str, Json], before: Answers) -> None:
        super().__init__(stored)
        self._found, self._loaded = before._found.copy(), before._loaded
        self._open = stored

    def suppose(self, question: Question[Any], raw: Json) -> None:
        """Take this for the answer. What was found of others stands, unless it depends on the answers."""
        supposed = {question.key: raw, **question.implies(raw)}
        self._open.update(supposed)
        for stale in [each for each in self._found if each.among or each.key in supposed]:
            del self._found[stale]


Path: TypeAlias = Callable[[Answers], Iterator[Question[Any]]]


@dataclass(frozen=True, slots=True)
class Flow:
    """A plan of a conversation. Any new answer withdraws that of `confirm`.

    Names and keys are kept short enough for every button to fit into 64 bytes (`bot.flow.taps`).
    """

    name: str
    questions: tuple[Question[Any], ...]
    path: Path
    confirm: Question[Any] | None = None

    def __post_init__(self) -> None:
        keys = [key for question in self.questions for key in (question.key, *question.was)]
        if len(keys) != len(set(keys)):
            raise ValueError(f"{self.name}: a question key is used twice")
        if not self.name or ":" in self.name or self.name in {"nav", "edit"}:
            raise ValueError(f"{self.name!r} cannot be the name of a flow")
        for question in self.questions:
            most = _CONFIRM_BYTES if question is self.confirm else _NAME_BYTES
            if not question.key or ":" in question.key or len((self.name + question.key).encode()) > most:
                raise ValueError(f"{self.name}: the key {question.key!r} does not fit on a button")

    def question(self, key: str) -> Question[Any] | None:
        """The question of this key, also under a key that it had before."""
        return next((question for question in self.questions if question.goes_by(key)), None)

    def adopt(self, stored: Mapping[str, Json]) -> dict[str, Json]:
        """Stored answers under today's names and option values; what no question knows is left out."""
        adopted: dict[str, Json] = {}
        for question in self.questions:
            key = question.key
            if key not in stored:
                before = [old for old in question.was if old in stored] if question.was else ()
                if not before:
                    continue
                key = before[0]
            answer = stored[key]
            adopted[question.key] = (
                question.renamed.get(answer, answer) if isinstance(answer, str) else answer
            )
        return adopted

    def walk(self, answers: Answers) -> Sequence[Question[Any]]:
        """The questions up to and including the first one without a valid answer."""
        walked = answers.walked.get(self.name)
        if walked is None:
            walked = answers.walked[self.name] = tuple(self._steps(answers))
        return walked

    def _steps(self, answers: Answers) -> Iterator[Question[Any]]:
        for question in self.path(answers):
            yield question
            if question not in answers:
                return


class Draft(msgspec.Struct, frozen=True, dict=True):
    """Answers so far, out of storage by way of `Flow.adopt()`.

    `cursor` is set only while one question is revisited; `seed` tells drafts apart.
    """

    answers: Mapping[str, Json] = msgspec.field(default_factory=dict)
    cursor: str | None = None
    seed: str = ""

    @cached_property
    def given(self) -> Answers:
        """The answers, read through the questions: one reader for a draft, so its path is walked once."""
        return Answers(self.answers)

    def at(self, cursor: str | None) -> "Draft":
        """The same answers, another place."""
        if cursor == self.cursor:
            return self
        draft = Draft(self.answers, cursor, self.seed)
        vars(draft)["given"] = self.given
        return draft

    def changed(self, answers: Mapping[str, Json], cursor: str | None) -> "Draft":
        """Other answers; of those that stayed the same nothing is loaded again."""
        draft = Draft(answers, cursor, self.seed)
        vars(draft)["given"] = Answers(answers, self.given)
        return draft

    @property
    def stamp(self) -> str:
        """Changes with every answer; a confirmation is valid only for the stamp it was shown with."""
        packed = msgspec.json.encode((self.seed, self.answers), order="deterministic")
        return f"{crc32(packed):08x}"


class Asked(msgspec.Struct, frozen=True):
    """The question to put next.

    `reason` says why the last reply (or some of it) did not do; `caught` names the questions whose
    answer it filled or extended while another one, or still the same one, is open.
    """

    question: Question[Any]
    reason: str | None = None
    args: Mapping[str, Value] = msgspec.field(default_factory=dict)
    caught: tuple[str, ...] = ()


class Done(msgspec.Struct, frozen=True):
    """Every question on the path is answered; only their answers are here, by key."""

    answers: Mapping[str, Json]


class Cancelled(msgspec.Struct, frozen=True):
    """The person gave up."""


class Restarted(msgspec.Struct, frozen=True):
    """The person wants to begin anew."""


class Editing(msgspec.Struct, frozen=True):
    """The person wants to change an answer: these may be chosen. The answers stay as they are."""

    questions: tuple[Question[Any], ...]


Outcome: TypeAlias = Asked | Done | Cancelled | Restarted | Editing
