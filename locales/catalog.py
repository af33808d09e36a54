"""The catalogue of texts: loads every language, refuses to start on a gap, words a key."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, Protocol, TypeAlias

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.core.messages import Value

HERE: Final = Path(__file__).parent
LANGUAGES: Final = ("vi", "en")
"""The first is the one that people get who chose none."""
STAFF: Final = "-colleague"
"""The end of a key whose text is said to colleagues instead of the one without it."""


class Gap(Exception):
    """A text is missing, broken, or asks for other places in one language than in another."""


class Speaker(Protocol):
    """Words a key in one language."""

    def __call__(self, key: str, **args: Value) -> str:
        """The worded text."""
        ...


class Catalog:
    """All texts of all languages."""

    def __init__(self, texts: Mapping[str, Iterable[str]]) -> None:
        self._bundles: dict[str, FluentBundle] = {}
        self.places: dict[str, dict[str, frozenset[str]]] = {}
        self._plain: dict[tuple[str, str], str] = {}
        self._pieces: dict[tuple[str, str], _Pieces] = {}
        for language, sources in texts.items():
            bundle = FluentBundle([language], use_isolating=False)
            self.places[language] = {}
            for source in sources:
                read = FluentParser(with_spans=True).parse(source)
                for message in _messages(read, language):
                    self._note(language, message)
                bundle.add_resource(read)
            self._bundles[language] = bundle
        self._refuse_gaps()

    @classmethod
    def load(cls, folder: Path = HERE) -> "Catalog":
        """The texts that ship with the product."""
        return cls(
            {
                language: [path.read_text("utf-8") for path in sorted((folder / language).glob("*.ftl"))]
                for language in LANGUAGES
            }
        )

    def say(self, language: str, key: str, **args: Value) -> str:
        """The text of `key`. A language that we do not have is answered in the first one."""
        if language not in self._bundles:
            language = LANGUAGES[0]
        plain = self._plain.get((language, key))
        if plain is None and (language, key) in self._pieces:
            plain = _fill(self._pieces[language, key], args)
        if plain is not None:
            return plain
        bundle = self._bundles[language]
        message = bundle.get_message(key)
        if message.value is None:
            raise Gap(f"{key} has no text")
        text, problems = bundle.format_pattern(message.value, dict(args))
        if problems:
            raise Gap(f"{key}: {problems[0]}")
        words = str(text)
        if not args:
            self._plain[language, key] = words
        return words

    def _note(self, language: str, message: ast.Message) -> None:
        """Which places the text has, and its pieces where it is nothing but words and places."""
        key, variables = message.id.name, _Variables()
        if key in self.places[language]:
            raise Gap(f"{language}: {key} stands twice")
        variables.visit(message)
        self.places[language][key] = frozenset(variables.names)
        pieces = _cut(message.value)
        if pieces is not None:
            self._pieces[language, key] = pieces
        if pieces is not None and not variables.names:
            self._plain[language, key] = pieces[0][0]

    def add(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        """Add ready texts without places, by language and key: those of the ward file. Raises `Gap`."""
        for language in self.places:
            for key, words in texts.get(language, {}).items():
                if key in self.places[language]:
                    raise Gap(f"{key} stands twice")
                self.places[language][key] = frozenset()
                self._plain[language, key] = words
        self._refuse_gaps()

    def speaker(self, language: str, *, staff: bool = False) -> Speaker:
        """`say` in one language; `staff`: to somebody who works for the ward."""
        say: Callable[..., str] = partial(self.say_to_staff if staff else self.say, language)
        return say

    def say_to_staff(self, language: str, key: str, **args: Value) -> str:
        """The text as it is said to a colleague, where it is another one than to residents."""
        alike = key + STAFF
        return self.say(language, alike if self.has(alike) else key, **args)

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.places[LANGUAGES[0]]

    def _refuse_gaps(self) -> None:
        first, *others = self.places
        for other in others:
            for key in sorted(set(self.places[first]) ^ set(self.places[other])):
                raise Gap(f"{key} is missing in {other if key in self.places[first] else first}")
            for key, places in self.places[first].items():
                if places != self.places[other][key]:
                    raise Gap(f"{key} names other places in {other} than in {first}")


class _Variables(Visitor):
    """Collects the `$places` of a pattern."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  the visitor's protocol
        self.names.add(node.id.name)


_Pieces: TypeAlias = tuple[tuple[str, str], ...]
"""Words, and the place after them; the last one may have none."""


def _messages(read: ast.Resource, language: str) -> Iterator[ast.Message]:
    for entry in read.body:
        if isinstance(entry, ast.Junk):
            raise Gap(f"{language}: cannot read {(entry.content or '').strip()[:60]!r}")
        if isinstance(entry, ast.Message):
            yield entry


def _cut(pattern: ast.Pattern | None) -> _Pieces | None:
    """The pieces of a text; None where Fluent has to choose or to format."""
    pieces: list[tuple[str, str]] = []
    words = ""
    for element in pattern.elements if pattern is not None else ():
        if isinstance(element, ast.TextElement):
            words += element.value
        elif isinstance(element.expression, ast.VariableReference):
            pieces.append((words, element.expression.id.name))
            words = ""
        else:
            return None
    return (*pieces, (words, "")) if pattern is not None else None


_GROUPED: Final = 1000
"""Smaller numbers are their digits in all our languages."""


def _fill(pieces: _Pieces, args: Mapping[str, Value]) -> str | None:
    """The text; None where a place has a number of some size, which Fluent words, or nothing, which it
    complains about."""
    words: list[str] = []
    for before, place in pieces:
        value = args.get(place) if place else ""
        if type(value) is int and 0 <= value < _GROUPED:
            value = str(value)
        if not isinstance(value, str):
            return None
        words += (before, value)
    return "".join(words)
