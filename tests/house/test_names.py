"""Does everything say what it is, in words of the house?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import PRODUCT, Function, functions, modules, name_of, tree_of

VAGUE = frozenset({"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"})
VAGUE_VERB = re.compile(r"_*(get|do)_")
SENTENCE = re.compile(r"[^a-z].*[.?!:]")
EVERYTHING = modules(*PRODUCT, "tests", "benchmarks")
ORDER = re.compile("# (" + "noqa|type: ignore|pragma: no (cover|branch))(?P<rest>.*)")
REASONED = re.compile(r"(: [A-Z]+\d+(, [A-Z]+\d+)*|\[[a-z, -]+\])?\s+([-#] )?\w.*\w{3}")


def test_every_module_begins_with_a_sentence_that_says_what_it_is() -> None:
    assert [name_of(path) for path in EVERYTHING if not SENTENCE.fullmatch(_beginning(path))] == []


def _beginning(path: Path) -> str:
    """The first paragraph of what a module says of itself."""
    return (ast.get_docstring(tree_of(path)) or "").partition("\n\n")[0].replace("\n", " ")


def test_whatever_others_may_use_says_what_it_does() -> None:
    mute = [
        f"{name_of(path)}: {node.name}"
        for path in modules(*PRODUCT)
        for node in _offered(tree_of(path))
        if not ast.get_docstring(node)
    ]
    assert mute == []


def _offered(tree: ast.AST) -> Iterator[Function | ast.ClassDef]:
    """Public classes, functions and methods."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _offered(node)


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name_of(path) for path in EVERYTHING if path.stem in VAGUE] == []


def test_functions_are_verbs_of_the_ward_and_its_people() -> None:
    vague = [
        f"{name_of(path)}: {function.name}"
        for path in modules(*PRODUCT)
        for function, _ in functions(path)
        if VAGUE_VERB.match(function.name)
    ]
    assert vague == []


def test_an_order_to_a_tool_names_its_rule_and_its_reason() -> None:
    assert [line for path in EVERYTHING for line in _unreasoned(path)] == []


def _unreasoned(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        order = ORDER.search(line)
        if order is not None and not REASONED.match(order["rest"]):
            yield f"{name_of(path)}:{number}: {order[0]}"
