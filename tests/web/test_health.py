"""Health, readiness, metrics: who may know what."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.core.messages import LaneKey
from bot.web.pulse import Pulse
from storage import inbox, limits
from storage.inbox import Arrival
from tests.web.rig import Door, Someone, error_of, open_door, prompt
from tests.web.test_pictures import files, keeps

FORWARDED = [
    {"X-Forwarded-For": "203.0.113.1"}, {"Forwarded": "for=203.0.113.1"}, {"X-Real-IP": "203.0.113.1"},
    {"Via": "1.1 proxy"}, {"X-Forwarded-Proto": "https"},
]  # fmt: skip


async def test_the_process_answers(door: Door) -> None:
    async with door.person(enters=False) as probe:
        response = await probe.get("/healthz")
        assert (response.status, await response.json()) == (200, {"status": "ok"})


async def test_a_quiet_house_is_ready(door: Door) -> None:
    async with door.person(enters=False) as probe:
        response = await probe.get("/readyz")
        told = await response.json()
    assert response.status == 200
    assert (told["ready"], told["reasons"]) == (True, [])
    assert told["inbox"] == {"waiting": 0, "parked": 0, "oldest_seconds": None}
    assert told["outbox"] == {"queued": 0, "uncertain": 0, "dead": 0, "oldest_seconds": None}


async def test_a_stuck_inbox_and_outbox_are_not_ready(door: Door, someone: Someone) -> None:
    await someone.writes("có ai không")
    await door.says(someone.address, prompt("có"))
    door.clock.pass_by(minutes=10)
    response = await someone.get("/readyz")
    told = await response.json()
    assert response.status == 503
    assert told["reasons"] == ["messages wait too long in the inbox", "messages wait too long in the outbox"]
    assert told["inbox"]["oldest_seconds"] == 600


async def test_a_silent_loop_and_a_refused_token_are_not_ready(tmp_path: Path) -> None:
    steps: dict[str, float | None] = {"courier": None, "dispatcher": None}
    now = [100.0]
    pulse = Pulse(now=lambda: now[0])
    for name in ("courier", "dispatcher"):
        pulse.watch(name, partial(steps.get, name), within=30)
    missing = {"pulse": pulse, "deserted": lambda _conn: ["police"]}
    async with open_door(tmp_path, missing) as door, door.person(enters=False) as probe:
        now[0] += 30
        assert (await probe.get("/readyz")).status == 200
        steps["dispatcher"] = now[0] + 10
        now[0] += 10
        pulse.refused.add("telegram")
        told = await (await probe.get("/readyz")).json()
    assert told["reasons"] == ["courier is silent", "the token of telegram is refused"]
    assert told["loops"] == {"courier": 40.0, "dispatcher": 0.0}
    assert told["offices_without_anyone"] == ["police"]


async def test_a_database_that_takes_nothing_is_not_ready_and_recovers(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> bool:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    async with door.person(enters=False) as probe:
        with monkeypatch.context() as patch:
            patch.setattr(limits, "take", full)
            response = await probe.get("/readyz")
            assert response.status == 503
            assert (await response.json())["reasons"] == ["the database cannot be written"]
        assert (await probe.get("/readyz")).status == 200


@pytest.mark.parametrize("headers", FORWARDED)
async def test_who_comes_through_a_proxy_hears_no_reasons(door: Door, headers: dict[str, str]) -> None:
    async with door.person(enters=False) as probe:
        assert await (await probe.get("/readyz", **headers)).json() == {"ready": True}
        assert (await error_of(await probe.get("/metrics", **headers)))[:2] == (404, "not-found")


async def test_the_token_opens_both_from_anywhere(tmp_path: Path) -> None:
    async with open_door(tmp_path, metrics_token="s3cret") as door, door.person(enters=False) as probe:
        known = {"Authorization": "Bearer s3cret", **FORWARDED[0]}
        assert (await probe.get("/metrics", **known)).status == 200
        assert "reasons" in await (await probe.get("/readyz", **known)).json()
        for wrong in ("Bearer S3cret", "s3cret", "Bearer ", "Basic s3cret"):
            response = await probe.get("/metrics", Authorization=wrong)
            assert (await error_of(response))[:2] == (401, "token")
            assert response.headers["WWW-Authenticate"] == "Bearer"
        assert (await probe.get("/metrics")).status == 401


async def test_an_empty_token_opens_nothing(tmp_path: Path) -> None:
    async with open_door(tmp_path, metrics_token="") as door, door.person(enters=False) as probe:
        assert (await probe.get("/metrics", Authorization="Bearer ")).status == 401


async def test_metrics_count_what_stands_in_the_database(door: Door, someone: Someone) -> None:
    await someone.writes("một")
    await door.says(someone.address, prompt("hai"), prompt("ba"))
    await someone.get("/nowhere/secret")

    def park(conn: Any) -> None:
        now = door.clock.now()
        arrival = Arrival("web", "main", "x", LaneKey("f" * 32), b"x")
        inbox.put(conn, [arrival], now=now, wall=now)
        inbox.park(conn, inbox.newest(conn), "x", wall=now + timedelta(seconds=1))

    await door.parts.database.write(park)
    response = await someone.get("/metrics")
    lines = (await response.text()).splitlines()
    for line in (
        "candung_inbox_waiting 1.0",
        "candung_inbox_parked 1.0",
        "candung_outbox_queued 2.0",
        "candung_outbox_uncertain 0.0",
        "candung_outbox_dead 0.0",
        'candung_http_requests_total{route="/chat/messages",status="200"} 1.0',
        'candung_http_requests_total{route="unknown",status="404"} 1.0',
        "# TYPE candung_cases gauge",
        "# TYPE candung_evidence gauge",
    ):
        assert line in lines
    assert not any("secret" in line for line in lines)
    assert response.headers["Content-Type"].startswith("text/plain")


async def test_cases_and_files_are_counted_by_where_they_stand(door: Door, someone: Someone) -> None:
    await files(door, someone.lane)
    await keeps(door, someone.lane)
    text = await (await someone.get("/metrics")).text()
    assert 'candung_cases{lead="economic",status="sent"} 1.0' in text
    assert 'candung_evidence{state="ready"} 1.0' in text
