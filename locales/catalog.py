"""The catalogue of texts: loads every language, refuses to start on a gap, words a key."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.core.messages import Value

HERE: Final = Path(__file__).parent
LANGUAGES: Final = ("vi", "en")
"""The first is the one that people get who chose none."""


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
        for language, sources in texts.items():
            bundle = FluentBundle([language], use_isolating=False)
            self.places[language] = {}
            for source in sources:
                self.places[language] |= _places(source, language)
                bundle.add_resource(FluentResource(source))
            self._bundles[language] = bundle
        self._plain: dict[tuple[str, str], str] = {}
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

    def add(self, texts: Mapping[str, Mapping[str, str]]) -> None:
        """Add ready texts without places, by language and key: those of the ward file. Raises `Gap`."""
        for language in self.places:
            for key, words in texts.get(language, {}).items():
                if key in self.places[language]:
                    raise Gap(f"{key} stands twice")
                self.places[language][key] = frozenset()
                self._plain[language, key] = words
        self._refuse_gaps()

    def speaker(self, language: str) -> Speaker:
        """`say` in one language."""
        say: Callable[..., str] = partial(self.say, language)
        return say

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


def _places(source: str, language: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in FluentParser(with_spans=True).parse(source).body:
        if isinstance(entry, ast.Junk):
            raise Gap(f"{language}: cannot read {(entry.content or '').strip()[:60]!r}")
        if isinstance(entry, ast.Message):
            if entry.id.name in found:
                raise Gap(f"{language}: {entry.id.name} stands twice")
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = frozenset(variables.names)
    return found
