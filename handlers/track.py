"""Where is my report? One's own are listed; code and secret open any thread; a code alone says little."""

import hmac
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from bot.core import codes
from bot.core.errors import Reask
from bot.core.messages import Ask, Button, Prompt
from bot.flow import fields, match
from bot.flow.questions import SKIPPED, Answers, Draft, Flow, Json, Option, Question, Reply
from handlers import aftermath, cards, talk
from handlers.turn import Feature, Turn
from storage import cases, limits
from storage.cases import Case

NAME: Final = "track"

OWN: Final = fields.fact("own", list)
"""[code, line] of one's own cases, put into the draft at the start."""


def _parse_code(reply: Reply, _before: Json) -> Json:
    if reply.option is not None:
        return {"code": reply.option}
    code = codes.read(_without_secret(reply.text))
    secret = _secret_in(reply.text)
    return {"code": code, "secret": secret} if secret else {"code": code}


def _without_secret(text: str) -> str:
    """The part with the code: a secret typed behind it may hold digits too."""
    found = codes.find(text)
    return found or text


def _secret_in(text: str) -> str | None:
    """The secret behind the code, as in "26-0042-7 ABCD 2345"."""
    words = text.split()
    for start in range(1, len(words)):
        try:
            return codes.read_secret("".join(words[start:]))
        except Reask:
            continue
    return None


def _load_code(raw: Json) -> dict[str, str]:
    codes.read(raw["code"])
    return dict(raw)


def _own_options(answers: Answers) -> tuple[Option, ...]:
    return tuple(Option(code, f"={line}") for code, line in answers.given(OWN) or ())


def _own_hint(answers: Answers) -> str:
    return "hint-track-own" if answers.given(OWN) else ""


CODE: Final[Question[dict[str, str]]] = Question(
    "code", Ask.CODE, _parse_code, _load_code, options=_own_options, hint=_own_hint,
    reasons=("code-mistyped", "code-none"),
)  # fmt: skip


def _parse_secret(reply: Reply, _before: Json) -> Json:
    return codes.read_secret(reply.text)


SECRET: Final[Question[str]] = Question(
    "secret", Ask.CODE, _parse_secret, codes.read_secret, optional=True, reasons=("secret-mistyped",)
)


def path(answers: Answers) -> Iterator[Question[Any]]:
    """The secret is asked only for somebody else's code, or one's own from another phone."""
    yield CODE
    asked = answers[CODE]
    own = {code for code, _ in answers.given(OWN) or ()}
    if asked["code"] not in own and "secret" not in asked:
        yield SECRET


def build() -> Feature:
    """Looking up."""
    return Feature(Flow(NAME, (OWN, CODE, SECRET), path), finish, facts=_facts, hear=_hear)


def _facts(turn: Turn) -> Mapping[str, Json]:
    own = cards.listed(turn, cases.of_lane(turn.connection(), turn.lane))
    return {OWN.key: [list(line) for line in own]}


def _hear(_turn: Turn, draft: Draft, reply: Reply) -> Reply:
    """A short number means a line of the list: no code is so short."""
    own = draft.answers.get(OWN.key) or []
    nth = match.number(reply.text) if CODE.key not in draft.answers else None
    return msgspec.structs.replace(reply, option=own[nth - 1][0]) if nth and nth <= len(own) else reply


def begin(turn: Turn, words: str = "") -> None:
    """List one's own, or go straight to the code that came with the command."""
    talk.begin(turn, NAME, None, Reply(text=words) if words else None)


def glance(turn: Turn, words: str, ways: tuple[Button, ...] = ()) -> None:
    """Look up without leaving what is open: one's own as a list, or the code that came with the command."""
    if not words:
        lines = [line for _, line in cards.listed(turn, cases.of_lane(turn.connection(), turn.lane))]
        text = turn.words("track-glance", cases="\n".join(lines) or turn.words("track-none"))
        turn.queue(Prompt(text, ways))
        return
    try:
        finish(turn, {CODE.key: _parse_code(Reply(text=words), SKIPPED)}, {})
    except Reask as problem:
        turn.say(problem.reason, **problem.args_)


def finish(turn: Turn, answers: Mapping[str, Json], _carried: Mapping[str, Json]) -> None:
    """Show what this person may see."""
    asked = answers[CODE.key]
    code, secret = asked["code"], asked.get("secret") or answers.get(SECRET.key, SKIPPED)
    conn = turn.connection()
    case = cases.find(conn, code)
    if case is not None and case.lane == turn.lane:
        _show(turn, case)
    elif not limits.take(conn, turn.desk.limits.lookups, _who(turn, "lookup", turn.lane), wall=turn.wall):
        _tell(turn, "track-too-many")
    elif case is None:
        _tell(turn, "track-unknown", code=code)
    elif secret is SKIPPED:
        _tell(turn, "track-open" if case.status.is_open else "track-done", code=code)
    else:
        _try_secret(turn, case, secret)


def _try_secret(turn: Turn, case: Case, secret: str) -> None:
    limit, who, conn = turn.desk.limits.secrets, _who(turn, "secret", case.code), turn.connection()
    if limits.used(conn, limit, who, wall=turn.wall) >= limit.most:
        _tell(turn, "track-locked")
        return
    tag = turn.desk.keyring.tag("case-secret", f"{case.code}:{secret}".encode())
    if hmac.compare_digest(tag, case.secret):
        _show(turn, case)
        return
    limits.take(conn, limit, who, wall=turn.wall)
    _tell(turn, "track-wrong")


def _who(turn: Turn, what: str, whom: str) -> str:
    """What a limit is counted under: nothing that leads back to a person or a case."""
    return turn.desk.keyring.tag(f"limit-{what}", whom.encode())


def _show(turn: Turn, case: Case) -> None:
    aftermath.show(turn, case)


def _tell(turn: Turn, key: str, **args: str) -> None:
    talk.offer(turn, Prompt(turn.words(key, **args), cards.after(turn)))
