"""How is it logged? Structured lines; never a token, a phone number, a message or a full URL."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

from bot.settings import LogFormat, Settings

_SECRETS: Final = re.compile(
    r"(?:https?|postgres\w*|s3)://\S+"  # addresses carry tokens and passwords
    r"|\b\d{6,}:[\w-]{30,}"  # a Telegram token
    r"|(?<![\w-])\+?\d[\d .-]{7,}\d(?![\w-])"  # a phone number
)
_UNTOUCHED: Final = frozenset({"timestamp", "level", "event", "inbox", "outbox", "ms", "status"})


def hide(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The last guard: what looks like a secret becomes "…". The first is never to log it."""
    for name, value in line.items():
        if isinstance(value, str) and name not in _UNTOUCHED:
            line[name] = _SECRETS.sub("…", value)
    return line


def configure(settings: Settings) -> None:
    """Every line goes to standard error, ours and the libraries'."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    as_json = settings.log_format is LogFormat.JSON
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    ending: list[Any] = [
        structlog.processors.format_exc_info,
        hide,
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
    ]
    structlog.configure(
        processors=[*shared, *ending],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
