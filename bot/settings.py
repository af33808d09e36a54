"""Which settings exist? Environment variables `CANDUNG_*` or a `.env` file; read once, handed over."""

import re
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import (
    AwareDatetime,
    Field,
    NonNegativeInt,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class LogFormat(StrEnum):
    """How log lines look."""

    TEXT = "text"
    JSON = "json"


class Intake(StrEnum):
    """How a platform's updates come in: we ask for them, or it calls us."""

    POLLING = "polling"
    WEBHOOK = "webhook"


DATABASE_FILE: Final = "candung.db"

_DATABASES: Final = ("postgresql://", "postgres://", "postgresql+psycopg://", "sqlite:///")

_TOKEN: Final = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{8,100}")

Words = Annotated[tuple[str, ...], NoDecode]
"""A list in one variable, parted by commas or blanks."""


class Settings(BaseSettings):
    """Every setting, with its default. Sizes in MB (1,000,000 bytes), times in the unit of the name."""

    model_config = SettingsConfigDict(
        env_prefix="CANDUNG_", env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True
    )

    data_dir: Path = Path("var")
    database_url: str = ""
    evidence_url: str = ""
    secret_key: SecretStr | None = None
    ward_file: Path | None = None

    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    public_url: str = ""
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    embed_origins: Words = ()
    metrics_token: SecretStr | None = None
    map_tiles_url: str = ""
    map_attribution: str = ""

    telegram_token: SecretStr | None = None
    telegram_api_base: str = "https://api.telegram.org"
    telegram_mode: Intake = Intake.POLLING

    upload_max_mb: PositiveInt = 25
    upload_draft_max_mb: PositiveInt = 100
    upload_day_max_mb: PositiveInt = 200
    upload_min_free_mb: NonNegativeInt = 500
    text_max: PositiveInt = 20_000
    messages_per_minute: PositiveInt = 40
    messages_per_day: PositiveInt = 1_000
    sessions_per_hour: PositiveInt = 60
    cases_per_day: PositiveInt = 10
    lookups_per_hour: PositiveInt = 10
    secret_tries: PositiveInt = 5
    picture_memory_mb: PositiveInt = 512
    picture_seconds: PositiveInt = 20

    time_scale: PositiveFloat = 1.0
    now: AwareDatetime | None = None

    log_level: str = "info"
    log_format: LogFormat = LogFormat.TEXT

    @field_validator("embed_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("embed_origins")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            scheme, _, host = origin.partition("://")
            if scheme not in {"https", "http"} or not host or any(mark in host for mark in "/;,'\" "):
                raise ValueError(f"{origin!r} is not an origin such as https://example.vn")
        return value

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.lower() not in {"debug", "info", "warning", "error"}:
            raise ValueError("one of debug, info, warning, error")
        return value.lower()

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value and not value.startswith(_DATABASES):
            raise ValueError("must begin with postgresql:// (or sqlite:/// and a path)")
        return value

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value():
            return None
        if not _TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("must look like 123456:ABC-DEF, as BotFather gives it")
        return value

    @field_validator("public_url", "map_tiles_url", "telegram_api_base")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://")
        return value.rstrip("/")

    @property
    def database(self) -> str:
        """The database's address as SQLAlchemy wants it."""
        if not self.database_url:
            return f"sqlite:///{self.data_dir / DATABASE_FILE}"
        for prefix in ("postgresql://", "postgres://"):
            if self.database_url.startswith(prefix):
                return "postgresql+psycopg://" + self.database_url.removeprefix(prefix)
        return self.database_url

    @property
    def embedded(self) -> bool:
        """Whether the database is a SQLite file of our own."""
        return self.database.startswith("sqlite")

    @property
    def database_file(self) -> Path:
        """Where the embedded database lies."""
        return Path(self.database.removeprefix("sqlite:///"))

    @property
    def evidence(self) -> str:
        """Where evidence lies: a folder or `s3://bucket/prefix`."""
        return self.evidence_url or str(self.data_dir / "evidence")

    @property
    def address(self) -> str:
        """The address that people use, without a slash at the end."""
        host = f"[{self.http_host}]" if ":" in self.http_host else self.http_host
        return self.public_url or f"http://{host}:{self.http_port}"

    @property
    def rehearsing(self) -> bool:
        """Whether product time is not the real time."""
        return self.time_scale != 1.0 or self.now is not None
