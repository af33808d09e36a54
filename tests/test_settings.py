"""Settings are read once; a wrong one is a sentence."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.secret import KEY_FILE, LEAST, KeyMissing, secret_of
from bot.settings import DATABASE_FILE, Settings


def given(**values: Any) -> Settings:
    """Without anybody's `.env`."""
    apart: dict[str, Any] = {"_env_file": None, **values}
    return Settings(**apart)


def test_the_defaults_are_a_house_of_ones_own() -> None:
    plain = given()
    assert plain.embedded
    assert plain.address == "http://127.0.0.1:8080"
    assert plain.evidence == "var/evidence"
    assert plain.database_file == Path("var") / DATABASE_FILE
    assert not plain.rehearsing


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDUNG_HTTP_PORT", "9000")
    monkeypatch.setenv("CANDUNG_EMBED_ORIGINS", "https://a.example, https://b.example")
    monkeypatch.setenv("CANDUNG_TRUSTED_PROXIES", "10.0.0.0/8 2001:db8::/32")
    monkeypatch.setenv("CANDUNG_NOW", "2026-11-30T08:00:00+07:00")
    read = given()
    assert read.http_port == 9000
    assert read.embed_origins == ("https://a.example", "https://b.example")
    assert len(read.trusted_proxies) == 2
    assert read.now == datetime(2026, 11, 30, 1, tzinfo=UTC)
    assert read.rehearsing


def test_an_address_of_ipv6_stands_in_brackets() -> None:
    assert given(http_host="::1").address == "http://[::1]:8080"


@pytest.mark.parametrize("url", ["postgresql://u:p@db/x", "postgres://u:p@db/x"])
def test_a_database_server_gets_our_driver(url: str) -> None:
    assert given(database_url=url).database == "postgresql+psycopg://u:p@db/x"
    assert not given(database_url=url).embedded


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("http_port", 70_000), ("database_url", "mysql://x"), ("public_url", "example.vn"),
        ("embed_origins", "https://a.example/path"), ("embed_origins", "a.example"), ("log_level", "loud"),
        ("time_scale", 0), ("now", "2026-11-30T08:00:00"), ("upload_max_mb", 0),
        ("trusted_proxies", "10.0.0.1/8"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValidationError):
        given(**{name: value})


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    settings = given(data_dir=tmp_path / "var")
    key = secret_of(settings)
    assert secret_of(settings) == key
    assert (tmp_path / "var" / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700
    assert len(key) == 64


def test_beside_a_database_a_missing_key_is_never_made_anew(tmp_path: Path) -> None:
    settings = given(data_dir=tmp_path)
    (tmp_path / DATABASE_FILE).write_bytes(b"")
    with pytest.raises(KeyMissing, match="restore it from a backup"):
        secret_of(settings)
    assert not (tmp_path / KEY_FILE).exists()


def test_an_empty_key_file_is_told_of(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"")
    with pytest.raises(KeyMissing, match="holds no key"):
        secret_of(given(data_dir=tmp_path))


def test_a_short_key_is_refused_and_a_server_needs_one_that_is_set() -> None:
    with pytest.raises(KeyMissing, match=f"at least {LEAST}"):
        secret_of(given(secret_key="short"))
    with pytest.raises(KeyMissing, match="every process needs the same key"):
        secret_of(given(database_url="postgresql://db/x"))
    assert secret_of(given(secret_key=" a key that is long enough ")) == b"a key that is long enough"
