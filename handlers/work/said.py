"""What a member of the staff says in one or several messages: words, photos, a voice note, a document.

Long words come in several messages, an album as so many: whatever comes while the interview is open is added
to what was said before. Nothing is cut, and nothing is dropped without a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.core.errors import Partly, Reask
from bot.core.messages import Ask, EvidenceId, MediaKind
from bot.flow import fields
from bot.flow.fields import clean, has_words
from bot.flow.fields.words import words_of
from bot.flow.questions import Json, Question, Reply, Stored
from handlers.turn import Turn
from storage import evidence
from storage.cases import Case

MOST_FILES: Final = 10
LONGEST: Final = 4000
NOTHING: Final[Json] = {"text": "", "items": []}
_ALBUM: Final = fields.media("files", most=MOST_FILES)


@dataclass(frozen=True, slots=True)
class Said:
    """The words, empty where none were said, and the files in the order in which they came."""

    text: str
    files: tuple[Stored, ...] = ()

    @property
    def pictures(self) -> tuple[EvidenceId, ...]:
        """Those of the files that a channel can show."""
        return tuple(EvidenceId(file.id) for file in self.files if file.kind == MediaKind.PHOTO)


@dataclass(frozen=True, slots=True)
class _Saying:
    """How words and files become one answer."""

    least: int
    most: int
    needs_words: bool
    catches: int

    def parse(self, reply: Reply, before: Json) -> Json:
        """The answer; new words take the place of the old ones, files are added."""
        text = _text(before)
        if has_words(clean(reply.text)):
            text = words_of(reply, self.least, self.most)
        items, problem = _with_files(reply, before)
        if not text and not items:
            raise Reask("reask-words")
        if problem is None and self.needs_words and not text:
            problem = Reask("reask-said-words")
        return _kept(text, items, problem)

    def catch(self, reply: Reply, before: Json) -> Json:
        """What came while something else was asked is added behind what there is."""
        words, whole = clean(reply.text), _text(before)
        spoken = has_words(words) and len(words) >= self.catches
        if not (reply.files or spoken):
            return None
        if spoken:
            whole = f"{whole}\n{words}" if whole else words
            if len(whole) < self.least:
                raise Reask("reask-short", least=self.least)
        if len(whole) > self.most:
            raise Reask("reask-long", most=self.most)
        return _kept(whole, *_with_files(reply, before))

    def load(self, raw: Json) -> Said:
        """Files alone are no answer where words are needed."""
        if self.needs_words and not raw["text"]:
            raise ValueError("no words")
        return Said(raw["text"], tuple(Stored(**item) for item in raw["items"]))


def said(
    key: str, *, least: int = 2, most: int = LONGEST, needs_words: bool = True, catches: int = 1, **more: Any
) -> Question[Said]:
    """Words and files in any number of messages; `needs_words`: files alone are no answer. While another
    question is open, words of at least so many letters as `catches` says are taken for this one."""
    saying = _Saying(least, most, needs_words, catches)
    reasons = ("reask-words", "reask-short", "reask-long", "reask-many-files", "reask-said-words")
    return Question(
        key, Ask.TEXT, saying.parse, saying.load, catch=saying.catch, **{"reasons": reasons, **more}
    )


def _text(before: Json) -> str:
    return str(before["text"]) if isinstance(before, dict) and "text" in before else ""


def _with_files(reply: Reply, before: Json) -> tuple[list[Any], Reask | None]:
    """All files, and why some of the new ones found no room."""
    items = list(before["items"]) if isinstance(before, dict) and "items" in before else []
    if not reply.files:
        return items, None
    try:
        return _ALBUM.parse(Reply(files=reply.files), {"items": items})["items"], None
    except Partly as part:
        answer: Any = part.answer
        return answer["items"], part
    except Reask as problem:
        return items, problem


def _kept(text: str, items: list[Any], problem: Reask | None) -> Json:
    answer = {"text": text, "items": items}
    if problem is not None:
        raise Partly(answer, problem.reason, **problem.args_)
    return answer


def attach(turn: Turn, case: Case, files: Sequence[Stored]) -> list[str]:
    """The files are part of the case from now on; gives those that were kept."""
    if not files:
        return []
    conn = turn.connection()
    stands = evidence.standing(conn, [file.id for file in files])
    ids = [file.id for file in files if file.id in stands]
    behind = len(evidence.of_case(conn, case.id))
    evidence.attach(conn, ids, case.id, keep_lane=False, first=behind)
    return ids
