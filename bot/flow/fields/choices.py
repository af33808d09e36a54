"""One of several: by tap, by number or by its label."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, TypeAlias, TypeVar

from bot.core.errors import Reask
from bot.core.messages import Ask
from bot.flow.fields.words import is_text
from bot.flow.questions import Answers, Json, Option, Question, Reply

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

Options: TypeAlias = Callable[[Answers], Sequence[Option]]


def choice(key: str, options: type[E], label: str, **more: Any) -> Question[E]:
    """One word of an enum; the labels are the locale keys `<label>-<value>`."""
    listed = tuple(Option(word.value, f"{label}-{word.value}") for word in options)
    return pick(key, lambda _: listed, load=options, **{"among": False, **more})


def pick(
    key: str,
    options: Options,
    *,
    load: Callable[[Json], Any] = is_text,
    otherwise: str = "reask-choice",
    **more: Any,
) -> Question[Any]:
    """One of the options that `options(answers)` offers, by tap; typed words are matched before.

    When an earlier answer changes the options, an answer that is no longer among them is asked again.
    """

    def parse(reply: Reply, _before: Json) -> Json:
        if reply.option is None:
            raise Reask(otherwise)
        return reply.option

    about = {"among": True, "reasons": (otherwise,), **more}
    return Question(key, Ask.CHOICE, parse, load, options=options, **about)


def fact(key: str, load: Callable[[Json], T], **more: Any) -> Question[T]:
    """What the path must know about the world: put into the draft at its start, never asked."""

    def parse(_reply: Reply, _before: Json) -> Json:
        raise Reask("reask-gone")

    return Question(key, Ask.NOTHING, parse, load, **more)


class YesNo(StrEnum):
    """A plain answer."""

    YES = "yes"
    NO = "no"


def yes_no(key: str, **more: Any) -> Question[YesNo]:
    """Yes or no."""
    return choice(key, YesNo, "yesno", **more)
