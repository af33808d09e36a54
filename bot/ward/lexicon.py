"""The words of the language as this ward reads them: with its own words, and the names around it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from bot.core.errors import WardError
from bot.core.routing import FACTS, RoutingFacts
from bot.core.understanding.heard import Intent
from bot.core.understanding.leaning import NOWHERE, Counted, ready
from bot.core.understanding.lexicon import Concept, LexiconFile, Rule, Telling
from bot.core.understanding.particulars import UNIT, Units
from bot.core.understanding.understand import GIVEN, Lexicon, prepare
from bot.core.understanding.weighing import spread
from bot.core.words import fold
from bot.ward.schema import WardFile, WardWords
from bot.ward.toml import place, read_toml

SHIPPED: Final = Path(__file__).parent.parent / "wards" / "lexicon.toml"
LEANINGS: Final = SHIPPED.with_name("leanings.json")
"""What was counted in labelled messages; `make leanings` makes it."""
_CODE: Final = re.compile(r"[A-Z]{2,4}(\.\d{1,2})?")
_INTENTS: Final = frozenset(Intent)
_UNNAMED: Final = "other"
"""The topic of a matter that no pointer names: a person takes it."""
_TOPICAL: Final = frozenset({Intent.QUESTION, Intent.ELSEWHERE})


def read_lexicon(path: Path) -> LexiconFile:
    """The lexicon in this file. Raises `WardError`."""
    file, text = read_toml(path, LexiconFile)
    for where, what in _faults(file):
        raise WardError(place(path, text, where, what))
    return file


@cache
def counted() -> Counted:
    """What was counted in the messages that come with the tests."""
    return msgspec.json.decode(LEANINGS.read_bytes(), type=Counted)


@cache
def shipped() -> LexiconFile:
    """The lexicon that comes with the package."""
    return read_lexicon(SHIPPED)


class _Ear(NamedTuple):
    """What of a ward decides how it hears."""

    categories: frozenset[str]
    finer: frozenset[str]
    words: tuple[WardWords, ...]
    units: Units


def tuned(plan: WardFile, file: LexiconFile) -> Lexicon:
    """A lexicon made ready for a ward: only what the ward offers is heard."""
    categories = [category for category in plan.categories if not category.hidden]
    ear = _Ear(
        frozenset(category.code for category in categories),
        frozenset(sub.code for category in categories for sub in category.offered),
        plan.words,
        _units(plan, file.concepts),
    )
    return _of_shipped(ear) if file is shipped() else _prepared(ear, file)


@lru_cache(maxsize=4)
def _of_shipped(ear: _Ear) -> Lexicon:
    """Made once for wards that hear alike: it takes a fifth of a second."""
    return _prepared(ear, shipped())


def _prepared(ear: _Ear, file: LexiconFile) -> Lexicon:
    rules = tuple(_offered(spread(file.rules), ear))
    codes = ear.categories | ear.finer | _INTENTS
    leaning = ready(counted(), codes) if file is shipped() else NOWHERE
    own = dict(_more(ear.words, file.concepts))
    return prepare(msgspec.structs.replace(file, rules=rules), own, ear.units, leaning)


def unanswered(plan: WardFile, answers: Iterable[str], path: Path = SHIPPED) -> Iterator[str]:
    """Topics of the lexicon for which this ward has neither an answer nor a pointer, each with its line."""
    file, text = read_toml(path, LexiconFile)
    known = {
        Intent.QUESTION: frozenset(answers),
        Intent.ELSEWHERE: frozenset((_UNNAMED, *(pointer.id for pointer in plan.pointers))),
    }
    for i, rule in enumerate(file.rules):
        for code in {rule.code, *rule.to.values()} & known.keys():
            if rule.topic and rule.topic not in known[Intent(code)]:
                word = "an answer" if code == Intent.QUESTION else "a pointer"
                yield place(path, text, f"rules[{i}].topic", f"{rule.topic!r} is not the id of {word}")


def _offered(rules: Iterable[Rule], ear: _Ear) -> Iterator[Rule]:
    """A finer code that the ward does not offer speaks for its category."""
    for rule in rules:
        category = rule.code.partition(".")[0]
        if rule.code in _INTENTS | ear.finer | ear.categories:
            yield rule
        elif category in ear.categories:
            yield msgspec.structs.replace(rule, code=category)


def _more(words: Iterable[WardWords], known: Mapping[str, Concept]) -> Iterator[tuple[str, Concept]]:
    added: dict[str, Concept] = {}
    for entry in words:
        concept = added.get(entry.concept) or known.get(entry.concept) or Concept()
        added[entry.concept] = msgspec.structs.replace(
            concept, words=(*concept.words, *entry.words), marked=(*concept.marked, *entry.marked)
        )
    yield from added.items()


def _units(plan: WardFile, concepts: Mapping[str, Concept]) -> Units:
    """The ward's own names, with and without their first word such as "phường", and those of others."""
    kinds = sorted((fold(word) for word in concepts.get(UNIT, Concept()).words), key=len, reverse=True)
    own = [fold(name) for name in (plan.name.vi, plan.city.vi, *plan.legacy_units)]
    bare = [name.removeprefix(_kind(name, kinds)).strip() for name in own]
    names = frozenset((*own, *bare))
    return Units(names, frozenset(name for name in plan.neighbours if fold(name) not in names))


def _kind(name: str, kinds: Iterable[str]) -> str:
    return next((kind for kind in kinds if name.startswith(f"{kind} ")), "")


def _faults(file: LexiconFile) -> Iterator[tuple[str, str]]:
    known = file.concepts.keys() | set(GIVEN)
    for name, concept in file.concepts.items():
        yield from _concept(name, concept, file.concepts, known)
    for i, rule in enumerate(file.rules):
        yield from ((f"rules[{i}].{key}", what) for key, what in _rule(rule, known))
    for i, telling in enumerate(file.tellings):
        yield from ((f"tellings[{i}].{key}", what) for key, what in _telling(telling, known))


def _unknown(names: Iterable[str], known: set[str]) -> Iterator[str]:
    return (f"there is no concept {name!r}" for name in names if name not in known)


def _concept(
    name: str, concept: Concept, concepts: Mapping[str, Concept], known: set[str]
) -> Iterator[tuple[str, str]]:
    for key in ("after", "kinds"):
        yield from ((f"concepts.{name}.{key}", what) for what in _unknown(getattr(concept, key), known))
    if concept.weak and not concept.after:
        yield f"concepts.{name}.weak", "these words are never heard: `after` names no concept before them"
    if _is_kind_of(name, name, concepts, set()):
        yield f"concepts.{name}.kinds", f"{name!r} is a kind of itself"


def _is_kind_of(name: str, wanted: str, concepts: Mapping[str, Concept], seen: set[str]) -> bool:
    seen.add(name)
    kinds = concepts[name].kinds if name in concepts else ()
    return wanted in kinds or any(
        _is_kind_of(kind, wanted, concepts, seen) for kind in kinds if kind not in seen
    )


def _rule(rule: Rule, known: set[str]) -> Iterator[tuple[str, str]]:
    for key, names in (("all", rule.all), ("unless", rule.unless), ("to", rule.to)):
        yield from ((key, what) for what in _unknown(names, known))
    if not rule.all and not rule.to:
        yield "all", "a rule needs a concept"
    if bool(rule.code) == bool(rule.to):
        yield "code", "a rule needs either a code or `to`"
    for key, code in (("code", rule.code), *(("to", code) for code in rule.to.values())):
        if code and code not in _INTENTS and not _CODE.fullmatch(code):
            yield key, f"{code!r} is neither a category nor an intent"
    if rule.topic and rule.code not in _TOPICAL:
        yield "topic", "only a question or a matter for somebody else has a topic"


def _telling(telling: Telling, known: set[str]) -> Iterator[tuple[str, str]]:
    yield from (("concept", what) for what in _unknown((telling.concept,), known))
    if telling.fact not in FACTS - {"category", "subcategory"}:
        yield "fact", f"there is no routing fact {telling.fact!r}"
        return
    value = 1 if telling.value == "#" else telling.value
    try:
        msgspec.convert({"category": "", telling.fact: value}, RoutingFacts)
    except msgspec.ValidationError:
        yield "value", f"{telling.fact} cannot be {telling.value!r}"
