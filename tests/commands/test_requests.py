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


async def test_who_is_answered_at_the_terminal_hears_of_it_in_the_chat(process: Process) -> None:
    async with Resident(process.url) as resident:
        await resident.says(text="0")
        await resident.answer_to(0)
        await resident.says(text="Gọi tôi số 0912 345 678, tôi cần hỏi giấy phép")
        await resident.answer_to(1)
        [waiting] = json.loads(candung(process.folder, "requests", "list", "--json").stdout)
        number = str(waiting["number"])
        [line] = json.loads(candung(process.folder, "requests", "show", number, "--json").stdout)
        assert (line["side"], line["action"], line["channel"]) == ("resident", "write", "web")
        assert "giấy phép" in line["words"]
        assert "0912" not in line["words"]
        candung(process.folder, "requests", "done", number, "--outcome", "Đã gọi lại.")
        told = await resident.answer_to(2)
        assert "Đã gọi lại." in told["text"]
        shown = candung(process.folder, "requests", "show", number).stdout
        assert "Đã gọi lại." in shown
    nothing = candung(process.folder, "requests", "show", "77")
    assert (nothing.returncode, nothing.stderr) == (1, "no request has the number 77\n")


async def test_words_about_an_official_are_not_read_at_the_terminal(process: Process) -> None:
    async with Resident(process.url) as resident:
        await resident.says(tap="else:call:misconduct")
        await resident.answer_to(0)
        await resident.says(text="Ở bàn số 3, sáng thứ Hai")
        await resident.answer_to(1)
    [waiting] = json.loads(candung(process.folder, "requests", "list", "--json").stdout)
    assert (waiting["kind"], waiting["office"]) == ("misconduct", "chairman")
    shown = candung(process.folder, "requests", "show", str(waiting["number"]))
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "bàn số 3" not in shown.stderr
