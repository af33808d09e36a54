"""The project's own files, and how many lines of them are code."""

import ast
import io
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

ROOT: Final = Path(__file__).parents[2]
PRODUCT: Final = ("bot", "handlers", "storage", "locales")
FOLDERS: Final = (*PRODUCT, "tests", "benchmarks", "docs", "requirements", ".ci")
_FOREIGN: Final = frozenset({"__pycache__", "node_modules"})
_NO_CODE: Final = frozenset(
    {
        tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
        tokenize.ENCODING, tokenize.ENDMARKER,
    }
)  # fmt: skip

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def files(*folders: str) -> list[Path]:
    """Every file in these folders."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    return sorted(path for path in found if path.is_file() and not _FOREIGN & set(path.parts))


def documents() -> list[Path]:
    """Every text file of the project."""
    top = [
        path for path in ROOT.iterdir() if path.is_file() and not path.name.startswith((".coverage", ".env"))
    ]
    return [path for path in (*top, *files(*FOLDERS)) if b"\0" not in path.read_bytes()[:4096]]


def modules(*folders: str) -> list[Path]:
    """Every Python module in these folders."""
    return [path for path in files(*folders) if path.suffix == ".py"]


def name_of(path: Path) -> str:
    """The path as people say it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """The module, parsed."""
    return ast.parse(path.read_text("utf-8"))


@cache
def code_lines(path: Path) -> frozenset[int]:
    """The numbers of the lines with code: no blanks, no comments, no docstrings."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
    lines = {
        line
        for token in tokens
        if token.type not in _NO_CODE
        for line in range(token.start[0], token.end[0] + 1)
    }
    return frozenset(lines - _told(tree_of(path)))


def _told(tree: ast.Module) -> set[int]:
    """The lines of docstrings, those under an attribute included."""
    return {
        line
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def functions(path: Path) -> Iterator[tuple[Function, int]]:
    """Every function of a module with its number of code lines; what is inside another counts for both."""
    lines = code_lines(path)
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            span = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            yield node, sum(line in lines for line in span)
