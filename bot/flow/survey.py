"""Where a flow can lead: every question, label and hint that some conversation meets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from bot.core.messages import Ask
from bot.flow.questions import SKIPPED, Answers, Flow, Json, Question


@dataclass(frozen=True, slots=True)
class Survey:
    """`unforeseen` names answers that the path looks at and that no option or sample could stand for."""

    questions: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    hints: set[str] = field(default_factory=set)
    unforeseen: set[str] = field(default_factory=set)


def survey(flow: Flow, samples: Mapping[str, Sequence[Json]] | None = None) -> Survey:
    """Try every option of every choice. `samples` holds stored answers by question key, for those
    that the path looks at and that are no choices."""
    found = Survey()
    waiting: list[dict[str, Json]] = [{}]
    while waiting:
        stored = waiting.pop()
        try:
            waiting.extend(_branches(flow, stored, samples or {}, found))
        except KeyError as missing:
            found.unforeseen.add(str(missing.args[0]))
    return found


def _branches(
    flow: Flow, stored: dict[str, Json], samples: Mapping[str, Sequence[Json]], found: Survey
) -> Iterator[dict[str, Json]]:
    """Follow the path to the first question that may be answered in several ways."""
    answers = Answers(stored)
    for question in flow.path(answers):
        found.questions.add(question.key)
        options = question.options(answers)
        found.labels.update(option.label for option in options if isinstance(option.label, str))
        found.hints.update(_said(question, answers))
        if question.key in stored:
            continue
        ways = _ways(question, [option.value for option in options], samples)
        if ways:
            yield from ({**stored, question.key: way} for way in ways)
            return


def _said(question: Question[Any], answers: Answers) -> Iterator[str]:
    """The locale keys of the words that depend on the answers."""
    for words in (question.asks, question.hint):
        said = words(answers) if words is not None else ""
        if isinstance(said, str):
            yield said


def _ways(question: Question[Any], values: list[str], samples: Mapping[str, Sequence[Json]]) -> list[Json]:
    ways: list[Json] = list(samples.get(question.key, values if question.ask is Ask.CHOICE else ()))
    if question.optional:
        ways.append(SKIPPED)
    if ways and question.default is not msgspec.UNSET:
        ways.append(question.default)
    return ways
