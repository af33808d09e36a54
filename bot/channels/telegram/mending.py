"""JSON that a strict reader refuses, made readable: lone surrogates, numbers that are none, broken UTF-8."""

import json
import math
from collections.abc import Callable
from typing import Any, Final

_LONGEST_NUMBER: Final = 300


def mended(raw: bytes) -> Any | None:
    """What it says, as far as it can be read; None where it is no JSON."""
    try:
        told = json.loads(
            raw.decode("utf-8", "replace"), parse_constant=_nothing, parse_float=_real, parse_int=_whole
        )
        return rewritten(told, lambda text: text)
    except (ValueError, RecursionError):
        return None


def encoded(told: Any) -> bytes:
    """As JSON again."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def rewritten(told: Any, change: Callable[[str], str]) -> Any:
    """The same with every text changed, and no text that cannot be written in UTF-8."""
    if isinstance(told, str):
        return change(told.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if isinstance(told, list):
        return [rewritten(each, change) for each in told]
    if isinstance(told, dict):
        return {
            name.encode("utf-8", "replace").decode(): rewritten(each, change) for name, each in told.items()
        }
    return told


def _nothing(_: str) -> None:
    return None


def _real(digits: str) -> float | None:
    number = float(digits)
    return number if math.isfinite(number) else None


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None
