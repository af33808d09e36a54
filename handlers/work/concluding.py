""" "Kết luận": how it ended, what was imposed, and the answer to whoever reported it, seen before it is sent.

All cases about the same thing end with it; each reporter is answered in their own thread and language.
"""

from collections.abc import Iterator
from typing import Any, Final

from bot.core.case import Action, Outcome
from bot.flow import fields
from bot.flow.fields import YesNo
from bot.flow.questions import Answers, Question
from handlers import staffcards
from handlers.officer.finding import find
from handlers.turn import Feature, Turn
from handlers.work import interview, together
from handlers.work.drafting import drafted
from handlers.work.interview import CODE, Interview, Send
from handlers.work.money import money
from handlers.work.said import NOTHING, attach, said
from handlers.work.together import Ending
from locales import Catalog, Speaker
from storage.cases import Case
from storage.staff import Member

NAME: Final = "conclude"
LONG: Final = 20
"""So many letters, typed where something else was asked, are an answer of one's own."""

CATEGORY: Final = fields.fact("category", str)
LANGUAGE: Final = fields.fact("language", str)
"""In which the reporter reads."""
COUNT: Final = fields.fact("count", int)
"""So many reports are answered."""
OUTCOME: Final = fields.choice("outcome", Outcome, "outcome", listed=True)
FINED: Final = fields.yes_no("fined", listed=True)
FINE: Final = money("fine")
MEASURES: Final = fields.text("measures", most=1000, optional=True, listed=True)
WHERE: Final = fields.text("where", most=300, listed=True)
CONFIRM: Final = fields.choice("confirm", Send, "confirm")


def build(catalog: Catalog) -> Feature:
    """Concluding, with answers drafted from these texts."""
    answer = said(
        "answer", least=10, needs_words=False, catches=LONG, default=NOTHING, listed=True,
        hint=lambda answers: _draft_hint(catalog, answers),
    )  # fmt: skip

    def path(answers: Answers) -> Iterator[Question[Any]]:
        yield OUTCOME
        outcome = answers[OUTCOME]
        if outcome is Outcome.SANCTIONED:
            yield FINED
            if answers[FINED] is YesNo.YES:
                yield FINE
        if outcome.confirms:
            yield MEASURES
        if outcome is Outcome.REFERRED:
            yield WHERE
        yield answer
        yield CONFIRM

    def finish(turn: Turn, member: Member, case: Case, answers: Answers) -> None:
        _finish(turn, member, case, _ending(turn, case, answers, answer))

    def shown(catalog: Catalog, say: Speaker, answers: Answers) -> str:
        return _shown(catalog, say, answers, answer)

    questions = (CATEGORY, LANGUAGE, COUNT, OUTCOME, FINED, FINE, MEASURES, WHERE, answer)
    plan = Interview(NAME, Action.CONCLUDE, questions, path, finish, shown, CONFIRM, facts=_facts)
    return interview.feature(catalog, plan)


def begin(turn: Turn, member: Member, code: str) -> None:
    """Open it. Raises `Refused`."""
    facts = _facts(turn, member, find(turn, member, code))
    interview.begin(turn, member, NAME, Action.CONCLUDE, code, facts)


def _facts(turn: Turn, member: Member, case: Case) -> dict[str, Any]:
    count = 1 + len(together.others(turn, member, case))
    return {CATEGORY.key: case.category, LANGUAGE.key: case.language, COUNT.key: count}


def _draft(catalog: Catalog, answers: Answers, language: str) -> str:
    outcome = answers.given(OUTCOME) or Outcome.INSUFFICIENT
    measures = answers.given(MEASURES) if outcome.confirms else None
    where = answers.given(WHERE) if outcome is Outcome.REFERRED else None
    return drafted(catalog, language, answers.given(CATEGORY) or "", outcome, measures or "", where or "")


def _draft_hint(catalog: Catalog, answers: Answers) -> str:
    return f"={_draft(catalog, answers, answers.given(LANGUAGE) or 'vi')}"


def _shown(catalog: Catalog, say: Speaker, answers: Answers, answer: Question[Any]) -> str:
    lines = [say("conclude-shown", code=answers[CODE], outcome=say(f"outcome-{answers[OUTCOME]}"))]
    fine = _fine(answers)
    if fine is not None:
        lines.append(say("conclude-fine", amount=staffcards.money(fine, say)))
    given = answers[answer]
    words = given.text or _draft(catalog, answers, answers[LANGUAGE])
    lines += ["", say("conclude-answer", count=answers[COUNT]), words]
    if given.files:
        lines += ["", say("conclude-files", count=len(given.files))]
    return "\n".join(lines)


def _fine(answers: Answers) -> int | None:
    imposed = answers[OUTCOME] is Outcome.SANCTIONED and answers.given(FINED) is YesNo.YES
    return answers.given(FINE) if imposed else None


def _ending(turn: Turn, case: Case, answers: Answers, answer: Question[Any]) -> Ending:
    """What was decided, as it is written down and told."""
    given, catalog = answers[answer], turn.desk.catalog
    details: dict[str, Any] = {"outcome": answers[OUTCOME].value}
    fine = _fine(answers)
    if fine is not None:
        details["fine"] = fine
    measures = answers.given(MEASURES) if answers[OUTCOME].confirms else None
    if measures:
        details["measures"] = measures
    files = attach(turn, case, given.files)
    if files:
        details["files"] = files
    return Ending(
        answers[OUTCOME], details, lambda language: given.text or _draft(catalog, answers, language)
    )


def _finish(turn: Turn, member: Member, case: Case, ending: Ending) -> None:
    rest = together.others(turn, member, case)
    together.end(turn, member, case, ending)
    for other in rest:
        together.end(turn, member, other, ending)
    if rest:
        codes = ", ".join(each.code for each in (case, *rest))
        turn.say("conclude-done-all", count=1 + len(rest), codes=codes)
    else:
        turn.say("conclude-done", code=case.code)
