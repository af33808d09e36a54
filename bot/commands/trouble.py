"""What went wrong, in a sentence for the person at the keyboard; never a setting's value."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_settings import SettingsError

from bot.core.errors import CanDungError
from bot.settings import Settings
from storage.database import is_full_or_away

FAILED = 1
MISUSED = 2


@dataclass(frozen=True, slots=True)
class Trouble:
    """Sentences and an exit code."""

    sentences: tuple[str, ...]
    exit_code: int = FAILED


def told(problem: Exception) -> Trouble | None:
    """The trouble in words; None for a bug of ours, which keeps its traceback."""
    if isinstance(problem, CanDungError):
        return Trouble((str(problem),))
    return _of_settings(problem) or _of_outside(problem)


def _of_settings(problem: Exception) -> Trouble | None:
    if isinstance(problem, ValidationError) and problem.title == Settings.__name__:
        return Trouble(tuple(_faults(problem)), MISUSED)
    if isinstance(problem, SettingsError):
        return Trouble((f"a CANDUNG_ setting cannot be read: {problem}",), MISUSED)
    return None


def _of_outside(problem: Exception) -> Trouble | None:
    if is_full_or_away(problem):
        return Trouble((f"the database cannot be used ({type(problem).__name__}): try candung doctor",))
    if isinstance(problem, OSError) and problem.filename:
        return Trouble((f"{problem.filename}: {problem.strerror}",))
    return None


def _faults(problem: ValidationError) -> Iterator[str]:
    for fault in problem.errors(include_url=False, include_input=False, include_context=False):
        name = "_".join(str(part) for part in fault["loc"][:1]).upper()
        yield f"CANDUNG_{name}: {fault['msg'].removeprefix('Value error, ')}"
