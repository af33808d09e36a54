"""Which texts the code asks for: every locale key that stands in a call that says something."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tests.house.source import PRODUCT, ROOT, modules, name_of, tree_of

SPEAKERS: Final = frozenset({"say", "words", "_tell"})
TROUBLES: Final = frozenset({"Reask", "Partly", "Refused"})
PROBLEM: Final = "Problem"
KEY: Final = re.compile(r"[a-z]+(-[a-z0-9]+)*")
IN_PAGE: Final = re.compile(r"""\bt\(\s*["']([a-z0-9-]+)["']""")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A key in a call, and the places that the call fills; None where it hands on what it was given."""

    key: str
    fills: frozenset[str] | None
    where: str


def in_code() -> Iterator[Spoken]:
    """Every key that stands literally in a call."""
    for path in modules(*PRODUCT):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call):
                yield from _in_call(node, f"{name_of(path)}:{node.lineno}")


def in_page() -> set[str]:
    """Every key that the page's template asks for."""
    templates = (ROOT / "bot" / "web" / "templates").glob("*.html")
    return {key for path in templates for key in IN_PAGE.findall(path.read_text("utf-8"))}


def literals(*folders: str) -> set[str]:
    """Every string that stands in the code of these folders."""
    nodes = (node for path in modules(*folders) for node in ast.walk(tree_of(path)))
    return {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _in_call(call: ast.Call, where: str) -> Iterator[Spoken]:
    name = _called(call.func)
    if name not in SPEAKERS | TROUBLES | {PROBLEM}:
        return
    named = [word.arg for word in call.keywords]
    fills = None if None in named else frozenset(word for word in named if word is not None)
    for key in (key for argument in call.args for key in _keys(argument)):
        yield Spoken(f"http-{key}" if name == PROBLEM else key, fills, where)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _keys(argument: ast.expr) -> Iterator[str]:
    """A literal key, or both of a choice between two."""
    if isinstance(argument, ast.IfExp):
        yield from _keys(argument.body)
        yield from _keys(argument.orelse)
    elif (
        isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and KEY.fullmatch(argument.value)
    ):
        yield argument.value
