"""How is it logged? Structured lines; never a token, a phone number, a message or a full URL."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Final, TextIO, cast

import structlog

from bot.settings import LogFormat, Settings

_SECRETS: Final = re.compile(
    r"\b[a-z][a-z0-9+.-]*://\S+"  # addresses carry tokens and passwords
    r"|(?<!\d)\d{6,}:[\w-]{30,}"  # a Telegram token
    r"|(?<![\w-])\+?\(?\d[\d .()-]{7,}\d(?![\w-])",  # a phone number
    re.IGNORECASE,
)
_UNTOUCHED: Final = frozenset({"timestamp", "level"})
HIDDEN: Final = "…"


def hide(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last guard: what looks like a secret becomes "…". The first is never to log it."""
    for name, value in line.items():
        if name not in _UNTOUCHED:
            line[name] = _hidden(value)
    return line


def _hidden(value: Any) -> Any:
    if isinstance(value, str):
        return _SECRETS.sub(HIDDEN, value)
    if isinstance(value, bytes):
        return HIDDEN
    if isinstance(value, Mapping):
        return {_hidden(name): _hidden(each) for name, each in value.items()}
    if isinstance(value, Sequence | set | frozenset):
        return [_hidden(each) for each in value]
    return value if value is None or isinstance(value, int | float) else _SECRETS.sub(HIDDEN, str(value))


def name_trouble(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Where it happened and the class of the error; never its words, which may be a person's."""
    trouble = line.pop("exc_info", None)
    if trouble is True:
        trouble = sys.exc_info()
    problem = trouble[1] if isinstance(trouble, tuple) else trouble
    if isinstance(problem, BaseException):
        line["exception"] = "\n".join(_told(problem))
    return line


def _told(problem: BaseException) -> Iterator[str]:
    before = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    if before is not None:
        yield from _told(before)
    yield from _frames(problem.__traceback__)
    yield type(problem).__qualname__


def _frames(trace: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(trace):
        yield f"  {frame.filename}:{frame.lineno} {frame.name}"


class _Unfailing:
    """Standard error, which may be a file on a full disk: a line is lost then, and nothing else."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, or do without."""
        with suppress(OSError, ValueError):
            return self._stream.write(text)
        return 0

    def flush(self) -> None:
        """Flush, or do without."""
        with suppress(OSError, ValueError):
            self._stream.flush()


def configure(settings: Settings) -> None:
    """Every line goes to standard error, ours and the libraries'."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    as_json = settings.log_format is LogFormat.JSON
    stream = cast("TextIO", _Unfailing(sys.stderr))
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    ending: list[Any] = [
        name_trouble,
        hide,
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
    ]
    structlog.configure(
        processors=[*shared, *ending],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
