"""From an outcome to a `Prompt` in the person's language.

The locale keys are computed from the flow: `ask-<flow>-<question>` for the question, the labels of
its options, the reasons it declares, `caught-<question>` ("Đã nhận ảnh"), `name-<flow>-<question>` in
the edit menu, `nav-…` on the buttons. `required_keys()` lists them for the test that compares them
with every language.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from bot.core.messages import Ask, Button, Prompt
from bot.flow import taps
from bot.flow.engine import REASONS, before, current, steps
from bot.flow.fields import count
from bot.flow.questions import Answers, Asked, Draft, Editing, Flow, Json, Label, Nav, Question, Speaker
from bot.flow.survey import survey

Summary: TypeAlias = Callable[[Answers], str]
"""The answers in words, for the confirmation."""


def prompt(
    flow: Flow, draft: Draft, outcome: Asked | Editing, say: Speaker, summary: Summary | None = None
) -> Prompt:
    """What to say for an outcome: why the last reply did not do, what was taken, then the question.

    The confirmation shows `summary` above its own words.
    """
    if isinstance(outcome, Editing):
        return _menu(flow, draft, outcome, say)
    question = outcome.question
    answers = draft.given
    return Prompt(
        text="\n\n".join(_lines(flow, draft, outcome, say, summary)),
        buttons=tuple(_buttons(flow, draft, question, answers, say)),
        ask=question.ask,
        optional=question.optional,
        progress=steps(flow, draft),
    )


def offered(shown: Prompt) -> list[tuple[str, str]]:
    """The choices of a prompt as (tap, label), to keep with the draft for people who type."""
    return [(button.tap, button.label) for button in shown.buttons]


def _lines(flow: Flow, draft: Draft, outcome: Asked, say: Speaker, summary: Summary | None) -> Iterator[str]:
    """The blocks of the text, from top to bottom."""
    question, answers = outcome.question, draft.given
    notes = [say(outcome.reason, **outcome.args)] if outcome.reason else []
    notes += [say(f"caught-{key}", count=count(draft.answers.get(key))) for key in outcome.caught]
    if notes:
        yield "\n".join(notes)
    if question is flow.confirm and summary is not None:
        yield summary(answers)
    hint = _words(question.hint(answers), say) if question.hint is not None else ""
    other = _words(question.asks(answers), say) if question.asks is not None else ""
    asked = other or say(f"ask-{flow.name}-{question.key}")
    yield f"{asked}\n{hint}" if hint else asked


def _words(label: Label, say: Speaker) -> str:
    """A label in words; what stands after an `=` already is."""
    if callable(label):
        return label(say)
    return label[1:] if label.startswith("=") else say(label) if label else ""


def _buttons(
    flow: Flow, draft: Draft, question: Question[Any], answers: Answers, say: Speaker
) -> Iterator[Button]:
    stamp = draft.stamp if question is flow.confirm else None
    for option in (option for option in question.options(answers) if option.shown):
        yield Button(_words(option.label, say), taps.for_option(flow.name, question.key, option.value, stamp))
    for move, label in _moves(flow, draft, question, answers):
        yield Button(say(label), taps.for_move(move, flow.name, question.key))


def _moves(flow: Flow, draft: Draft, question: Question[Any], answers: Answers) -> Iterator[tuple[Nav, str]]:
    """The moves that make sense here. Passing over a revisited question leaves its answer as it is."""
    if question.ask is Ask.MEDIA and count(draft.answers.get(question.key)):
        yield Nav.DONE, "nav-done"
    elif question.optional:
        yield Nav.SKIP, "nav-skip"
    elif question in answers:
        yield Nav.SKIP, "nav-keep"
    if question is flow.confirm and _edits(flow):
        yield Nav.EDIT, "nav-edit"
    if before(flow, draft, question):
        yield Nav.BACK, "nav-back"
    yield Nav.CANCEL, "nav-cancel"


def _edits(flow: Flow) -> bool:
    return any(question.listed for question in flow.questions)


def _menu(flow: Flow, draft: Draft, editing: Editing, say: Speaker) -> Prompt:
    """Which answer to change; "Quay lại" asks the question again that stood open."""
    buttons = [
        Button(say(f"name-{flow.name}-{question.key}"), taps.for_edit(question.key, flow.name))
        for question in editing.questions
    ]
    outcome = current(flow, draft)
    if isinstance(outcome, Asked):
        buttons.append(Button(say("nav-back"), taps.for_edit(outcome.question.key, flow.name)))
    return Prompt(say("edit-which"), tuple(buttons), ask=Ask.CHOICE)


def required_keys(flow: Flow, samples: Mapping[str, Sequence[Json]] | None = None) -> set[str]:
    """Every locale key that some conversation of this flow may need; `samples` as for `survey()`."""
    asked = [question for question in flow.questions if question.ask is not Ask.NOTHING]
    found = survey(flow, samples)
    keys = {f"ask-{flow.name}-{question.key}" for question in asked}
    keys |= {label for label in found.labels | found.hints if label and not label.startswith("=")}
    keys |= {reason for question in flow.questions for reason in question.reasons}
    keys |= {f"caught-{question.key}" for question in asked if question.catch is not None}
    keys |= {f"name-{flow.name}-{question.key}" for question in asked if question.listed}
    return keys | set(REASONS) | _move_keys(flow, asked)


def _move_keys(flow: Flow, asked: Sequence[Question[Any]]) -> set[str]:
    keys = {"nav-back", "nav-cancel", "nav-keep"}
    if any(question.optional for question in asked):
        keys.add("nav-skip")
    if any(question.ask is Ask.MEDIA for question in asked):
        keys.add("nav-done")
    if _edits(flow):
        keys.add("edit-which")
    if flow.confirm is not None and _edits(flow):
        keys.add("nav-edit")
    return keys
