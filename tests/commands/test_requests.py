"""`requests`: what waits for a person of the ward, beside a running house."""

import json

import pytest

from tests.support.process import Process, candung
from tests.support.resident import Resident

pytestmark = pytest.mark.slow


async def test_a_request_is_listed_with_its_dates_and_settled_once(process: Process) -> None:
    async with Resident(process.url) as resident:
        await resident.says(text="/xoa")
        await resident.answer_to(0)
    told = candung(process.folder, "requests", "list", "--json")
    [waiting] = json.loads(told.stdout)
    assert waiting["kind"] == "rights"
    assert waiting["made"] < waiting["first_answer_due"] < waiting["due"]
    number = str(waiting["number"])
    assert candung(process.folder, "requests", "done", number, "--outcome", "đã xoá").returncode == 0
    assert candung(process.folder, "requests", "list").stdout == "Nothing waits.\n"
    again = candung(process.folder, "requests", "done", number, "--outcome", "đã xoá")
    assert (again.returncode, again.stderr) == (1, f"no open request has the number {number}\n")
    assert process.answers()
