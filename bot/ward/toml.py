"""Reading a TOML file into its shape; every error names the file, the line and the place."""

import re
import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.core.errors import WardError

T = TypeVar("T")


def read_toml(path: Path, shape: type[T]) -> tuple[T, str]:
    """The file in its shape, and its text for finding lines."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise WardError(f"{path}: cannot be read: {problem}") from problem
    try:
        return msgspec.convert(tomllib.loads(text), shape), text
    except tomllib.TOMLDecodeError as problem:
        raise WardError(f"{path}: not valid TOML: {problem}") from problem
    except msgspec.ValidationError as problem:
        what, _, where = str(problem).partition(" - at `")
        raise WardError(place(path, text, where.strip("`$").lstrip("."), what)) from problem


def place(path: Path, text: str, where: str, what: str) -> str:
    """One sentence: the file, the line, the place in it, and what is wrong there."""
    line = line_of(text, where)
    at = f"{path}:{line}" if line else str(path)
    return f"{at}: {where}: {what}" if where else f"{at}: {what}"


def line_of(text: str, where: str) -> int | None:
    """The line of a place such as `routing[3].lead`: the key, else its table's header; None if unseen."""
    lines = [line.replace('"', "") if line.lstrip().startswith("[") else line for line in text.splitlines()]
    start, end, line = 0, len(lines), None
    depth = ""
    for key, index in re.findall(r"([^.\[\]]+)(?:\[(\d+)\])?", where):
        depth = f"{depth}.{key}".strip(".")
        header = _header(lines, depth, int(index or 0), start, end)
        if header is None and not index and _is_above(lines, depth, start, end):
            continue
        if header is None:
            return _key(lines, key, start, end) or line
        line, start = header + 1, header + 1
        end = _block_end(lines, depth, start, end)
    return line


def _header(lines: list[str], name: str, nth: int, start: int, end: int) -> int | None:
    wanted = re.compile(rf"\s*\[\[?\s*{re.escape(name)}\s*\]\]?\s*(#.*)?$")
    hits = [i for i in range(start, end) if wanted.match(lines[i])]
    return hits[nth] if nth < len(hits) else None


def _is_above(lines: list[str], name: str, start: int, end: int) -> bool:
    """Whether only tables within this one have a header: `[concepts.milk]`."""
    wanted = re.compile(rf"\s*\[\[?\s*{re.escape(name)}\.")
    return any(wanted.match(line) for line in lines[start:end])


def _block_end(lines: list[str], name: str, start: int, end: int) -> int:
    """Where the next table begins that does not belong to this one."""
    own = re.compile(rf"\s*\[\[?\s*{re.escape(name)}\.")
    other = re.compile(r"\s*\[\[?[\w.\"-]+\]")
    return next((i for i in range(start, end) if other.match(lines[i]) and not own.match(lines[i])), end)


def _key(lines: list[str], key: str, start: int, end: int) -> int | None:
    wanted = re.compile(rf"\s*{re.escape(key)}\s*[=.]")
    return next((i + 1 for i in range(start, end) if wanted.match(lines[i])), None)
