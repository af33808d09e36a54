"""The report in words, for the last look before it is sent."""

from collections.abc import Callable, Iterator
from typing import Any

from bot.flow.prompts import Summary
from bot.flow.questions import SKIPPED, Answers, Flow, Question
from bot.ward import Ward
from handlers.phones import show_phone
from handlers.report.questions import UNSURE, Questions
from handlers.retold import amounts_words, place_words, when_words
from handlers.wardtexts import label_key
from locales import Speaker


def make_summary(ward: Ward, flow: Flow, ask: Questions, say: Speaker) -> Summary:
    """Every listed answer on the path on a line of its own, then the one sentence about false reports."""
    words = _words(ward, ask, say)

    def summary(answers: Answers) -> str:
        lines = [
            say("summary-line", name=say(f"name-report-{question.key}"), answer=words[question.key](answers))
            for question in _shown(flow, ask, answers)
        ]
        return "\n".join(
            [say("summary-head"), *lines, *_besides(ask, answers, say), "", say("summary-honest")]
        )

    return summary


def _besides(ask: Questions, answers: Answers, say: Speaker) -> Iterator[str]:
    """The other matters that were told of."""
    story, category = answers.given(ask.heard), answers.given(ask.category)
    codes = story.besides(category) if story is not None and category is not None else ()
    if codes:
        yield say("summary-also", matters="; ".join(say(label_key(code)) for code in codes))


def _shown(flow: Flow, ask: Questions, answers: Answers) -> Iterator[Question[Any]]:
    for question in flow.walk(answers):
        skipped = answers.raw(question) is SKIPPED and question is not ask.photos
        if question.listed and question in answers and not skipped:
            yield question


def _words(ward: Ward, ask: Questions, say: Speaker) -> dict[str, Callable[[Answers], str]]:
    def chosen(question: Question[Any], prefix: str) -> Callable[[Answers], str]:
        return lambda answers: say(f"{prefix}-{answers[question]}")

    def category(answers: Answers) -> str:
        return say(label_key(answers[ask.category]))

    def subcategory(answers: Answers) -> str:
        sub = answers[ask.subcategory]
        return say("label-unsure") if sub == UNSURE else say(label_key(sub))

    return {
        ask.category.key: category,
        ask.subcategory.key: subcategory,
        ask.amounts.key: lambda answers: amounts_words(answers[ask.amounts], say),
        ask.place.key: lambda answers: place_words(ward, answers[ask.place], say),
        ask.stall.key: lambda answers: answers[ask.stall],
        ask.shop.key: lambda answers: answers[ask.shop],
        ask.details.key: lambda answers: answers[ask.details],
        ask.more.key: lambda answers: answers[ask.more],
        ask.injured.key: chosen(ask.injured, "yesno"),
        ask.made_here.key: chosen(ask.made_here, "yesno"),
        ask.quantity.key: chosen(ask.quantity, "quantity"),
        ask.packs.key: chosen(ask.packs, "packs"),
        ask.goods.key: chosen(ask.goods, "goods"),
        ask.photos.key: lambda answers: _files(answers, ask, say),
        ask.when.key: lambda answers: when_words(answers[ask.when], answers.given(ask.begun), say),
        ask.identity.key: chosen(ask.identity, "identity"),
        ask.phone.key: lambda answers: show_phone(answers[ask.phone]),
    }


def _files(answers: Answers, ask: Questions, say: Speaker) -> str:
    files = answers.given(ask.photos)
    return say("summary-files", count=len(files.items)) if files and files.items else say("summary-no-files")
