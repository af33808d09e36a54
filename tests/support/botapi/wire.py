"""What goes over the wire: JSON objects, uploads, refusals."""

from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """A file part of a request."""

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


class ApiError(Exception):
    """A refusal, with the words and the machine-readable parameters of the real server."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        """The answer that says so."""
        told: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return {**told, "parameters": self.parameters} if self.parameters else told


def bad(words: str, **parameters: int) -> ApiError:
    """400."""
    return ApiError(400, f"Bad Request: {words}", **parameters)


def forbidden(words: str) -> ApiError:
    """403."""
    return ApiError(403, f"Forbidden: {words}")


def too_many(seconds: int) -> ApiError:
    """429."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def conflict(words: str) -> ApiError:
    """409."""
    return ApiError(409, f"Conflict: {words}")
