"""Webhooks: 200 only for what is committed."""

import io
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse
from sqlalchemy.exc import OperationalError

from bot.core.errors import Unparsable
from bot.core.messages import Address, Attachment, Inbound
from bot.core.ports import IntakeRow, Parcel, StoredRow
from storage import inbox
from tests.web.rig import Door, error_of, open_door


class Platform:
    """A platform whose updates are [{"who", "id"}] under a shared secret."""

    name = "platform"
    account = "main"
    resends = False

    async def open(self) -> None:
        """Nothing is opened."""

    async def close(self) -> None:
        """Nothing was opened."""

    def verify(self, headers: Mapping[str, str], _raw: bytes) -> bool:
        return headers.get("X-Secret") == "right"

    def rows(self, raw: bytes) -> Sequence[IntakeRow]:
        updates = json.loads(raw)
        if not isinstance(updates, list):
            raise Unparsable("not a list")
        return [
            IntakeRow(
                Address(self.name, self.account, update["who"]), update["id"], json.dumps(update).encode()
            )
            for update in updates
        ]

    async def poll(self) -> AsyncIterator[Sequence[IntakeRow]]:
        yield ()

    def parse(self, row: StoredRow) -> Inbound:
        raise Unparsable(row.external_id)

    async def send(self, parcel: Parcel) -> str:
        return str(parcel.id)

    async def answer(self, message: Inbound, text: str) -> None:
        """Nothing."""

    async def fetch(self, attachment: Attachment) -> bytes:
        return attachment.ref.encode()

    async def discard(self, attachment: Attachment) -> None:
        """Nothing."""

    def invite(self, _token: str) -> str | None:
        return None

    async def check(self) -> str:
        return "fine"


@pytest.fixture
async def hooked(tmp_path: Path) -> AsyncIterator[Door]:
    async with open_door(tmp_path, {"webhooks": {"platform": Platform()}}) as door:
        yield door


async def calls(door: Door, body: bytes, name: str = "platform", **headers: str) -> ClientResponse:
    async with door.person(enters=False) as platform:
        sent = {"Content-Type": "application/json", "X-Secret": "right"} | headers
        response = await platform.browser.post(f"/webhooks/{name}", data=io.BytesIO(body), headers=sent)
        await response.read()
        return response


async def test_updates_are_committed_and_redelivery_changes_nothing(hooked: Door) -> None:
    body = json.dumps([{"who": "a", "id": "1"}, {"who": "b", "id": "2"}]).encode()
    assert (await calls(hooked, body)).status == 200
    assert (await calls(hooked, body)).status == 200
    lane = hooked.parts.keyring.lane(Address("platform", "main", "a"))
    [row] = await hooked.heard(lane)
    assert json.loads(row["raw"]) == {"who": "a", "id": "1"}
    assert hooked.rung == [1]


@pytest.mark.parametrize(
    ("body", "headers", "name", "status", "code"),
    [
        (b"[]", {}, "other", 404, "not-found"),
        (b"[]", {"X-Secret": "wrong"}, "platform", 401, "signature"),
        (b"{", {}, "platform", 400, "not-json"),
        (b"", {}, "platform", 400, "not-json"),
        (b"\xff", {}, "platform", 400, "not-json"),
        (b"{}", {}, "platform", 400, "not-json"),
        (b"a=b", {"Content-Type": "application/x-www-form-urlencoded"}, "platform", 415, "not-json"),
        (b"[" + b" " * (1 << 20), {}, "platform", 413, "too-large"),
    ],
)
async def test_what_is_no_update_is_refused(
    hooked: Door, body: bytes, headers: dict[str, str], name: str, status: int, code: str
) -> None:
    response = await calls(hooked, body, name, **headers)
    assert (await error_of(response))[:2] == (status, code)
    assert hooked.rung == []


async def test_json_under_another_name_is_taken(hooked: Door) -> None:
    assert (await calls(hooked, b'[{"who": "a", "id": "1"}]', **{"Content-Type": "text/plain"})).status == 200


async def test_while_nothing_can_be_written_the_platform_is_asked_to_send_again(
    hooked: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_more: object) -> Any:
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))

    with monkeypatch.context() as patch:
        patch.setattr(inbox, "put", full)
        response = await calls(hooked, b'[{"who": "a", "id": "1"}]')
        assert (response.status, response.headers["Retry-After"]) == (503, "5")
    assert (await calls(hooked, b'[{"who": "a", "id": "1"}]')).status == 200
