"""Column types: sealed values, moments in UTC, words of an enum."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

import msgspec
from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, String, TypeDecorator

from storage.sealing import Keyring

E = TypeVar("E", bound=StrEnum)

BIG_ID = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only in an INTEGER column."""


class Sealed(TypeDecorator[bytes]):
    """Bytes that lie sealed under the keyring of the engine; `context` binds them to their column."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Seal."""
        return None if value is None else keyring_of(dialect).seal(value, self.context.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Open. Raises `SealBroken`."""
        return None if value is None else keyring_of(dialect).open(bytes(value), self.context.encode())


class SealedJson(TypeDecorator[Any]):
    """A JSON value that lies sealed."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Encode and seal."""
        return None if value is None else keyring_of(dialect).seal(msgspec.json.encode(value), self.context.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """Open and decode. Raises `SealBroken`."""
        if value is None:
            return None
        return msgspec.json.decode(keyring_of(dialect).open(bytes(value), self.context.encode()))


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """To UTC; a naive moment is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """SQLite gives naive moments back."""
        return value if value is None or value.tzinfo is not None else value.replace(tzinfo=UTC)


class words(TypeDecorator[Any]):  # noqa: N801  reads as a function at the column: words(Status)
    """An enum stored by value, without a native type or a constraint: a new word must not break the
    previous release. An unknown word loads as a plain string, which only shows."""

    impl = String
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__(40)
        self.enum = enum

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """The stored word."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """The enum's member, else the word itself."""
        if value is None:
            return None
        try:
            return self.enum(value)
        except ValueError:
            return value


def keyring_of(dialect: Dialect) -> Keyring:
    """The keyring that `Database` hung on its engine's dialect."""
    keyring = getattr(dialect, "keyring", None)
    assert isinstance(keyring, Keyring), "the engine was not opened through Database"
    return keyring
