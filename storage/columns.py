"""Column types: sealed values, moments in UTC, words of an enum; and how a statement speaks of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

import msgspec
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    DateTime,
    Dialect,
    Integer,
    Label,
    LargeBinary,
    String,
    TypeDecorator,
    literal_column,
    or_,
    type_coerce,
)

from bot.core.errors import CanDungError
from storage.sealing import Keyring, SealBroken

BIG_ID: Final = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only in an INTEGER column."""


class Sealed(TypeDecorator[bytes]):
    """Bytes that lie sealed under the keyring of the engine; `context` binds them to their column."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context
        self._bound = context.encode()

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Seal."""
        return None if value is None else keyring_of(dialect).seal(value, self._bound)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        """Open. Raises `SealBroken`."""
        return None if value is None else keyring_of(dialect).open(bytes(value), self._bound)


class SealedJson(TypeDecorator[Any]):
    """A JSON value that lies sealed; `shape` is what it is read back as."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str, shape: Any = Any) -> None:
        super().__init__()
        self.context = context
        self.shape = shape
        self._bound = context.encode()
        self._decoder = msgspec.json.Decoder(shape)

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Encode and seal."""
        if value is None:
            return None
        return keyring_of(dialect).seal(msgspec.json.encode(value), self._bound)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """Open and decode. Raises `SealBroken`."""
        if value is None:
            return None
        return self._decoder.decode(keyring_of(dialect).open(bytes(value), self._bound))


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC.

    SQLite has text. It is written and read here at once: past the dialect's own way, which takes several
    times as long, and every message has a dozen moments.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """How it is written."""
        return _as_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """How it is read."""
        return _from_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """To UTC; a naive moment is a bug."""
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """PostgreSQL gives moments of the session's zone back."""
        return None if value is None else value.astimezone(UTC)


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a stored moment must be aware")
    return moment.astimezone(UTC)


def _as_text(moment: datetime | None) -> str | None:
    return None if moment is None else _written(moment)


@lru_cache(maxsize=512)
def _written(moment: datetime) -> str:
    """Kept, for the rows of a batch share their moments."""
    return _in_utc(moment).isoformat(" ", "microseconds").removesuffix("+00:00")


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


class words(TypeDecorator[Any]):  # noqa: N801 - reads as a function at the column: words(Status)
    """An enum stored by value, without a native type or a constraint: a new word must not break the
    previous release. An unknown word loads as a plain string, which only shows."""

    impl = String
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__(40)
        self.enum = enum
        self._members: dict[str, StrEnum] = {member.value: member for member in enum}

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """The stored word."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        """The enum's member, else the word itself."""
        return None if value is None else self._members.get(value, value)


def keyring_of(dialect: Dialect) -> Keyring:
    """The keyring that `Database` hung on its engine's dialect."""
    keyring = getattr(dialect, "keyring", None)
    if not isinstance(keyring, Keyring):
        raise TypeError("the engine was not opened through Database")
    return keyring


def reads(column: ColumnElement[Any], *said: StrEnum) -> ColumnElement[bool]:
    """Whether the column reads one of these words.

    They stand in the SQL itself: a partial index serves a query only when its condition is seen there,
    and a bound parameter is not seen.
    """
    return or_(*(column == literal_column(f"'{word.value}'") for word in said))


def shut(column: ColumnElement[Any], name: str) -> Label[Any]:
    """A sealed column as it lies. `unseal` opens it row by row, so that one broken value spoils no other."""
    return type_coerce(column, LargeBinary).label(name)


def unseal(conn: Connection, column: ColumnElement[Any], value: bytes | None) -> Any:
    """Open what `shut` gave. Raises `Unreadable`."""
    if not isinstance(column.type, Sealed | SealedJson):
        raise TypeError("only sealed columns are opened")
    try:
        return column.type.process_result_value(value, conn.dialect)
    except (SealBroken, msgspec.DecodeError) as problem:
        raise Unreadable(type(problem).__name__) from problem


def readable(conn: Connection, column: ColumnElement[Any], value: bytes | None) -> Any:
    """What `shut` gave, opened; None where there is none, or none that can be opened."""
    try:
        return unseal(conn, column, value)
    except Unreadable:
        return None


def legible(conn: Connection, column: ColumnElement[Any], value: bytes | None) -> str | None:
    """The text in what `shut` gave; None where there is none, or none that can be opened."""
    opened = readable(conn, column, value)
    return None if opened is None else opened.decode()


class Unreadable(CanDungError):
    """One stored value cannot be opened; its row is set aside, the others go on."""
