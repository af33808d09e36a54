"""`staff`: links and suspensions, typed beside a running house that notices them at once."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.process import Process, candung
from tests.support.resident import Resident

pytestmark = pytest.mark.slow

ROLES = "officer, head, coordinator, leader, media, admin"


@pytest.fixture
async def visitor(process: Process) -> AsyncIterator[Resident]:
    async with Resident(process.url) as resident:
        yield resident


def first_token(process: Process) -> str | None:
    """What `run` printed last."""
    found = re.findall(rf"{re.escape(process.url)}/staff#invite=([\w-]+)", process.said())
    return found[-1] if found else None


async def accepts(visitor: Resident, token: str) -> str:
    """Open the link and press the button; gives the last words."""
    await visitor.says(invitation=token)
    await visitor.answer_to(0)
    shown = (await visitor.ward_items())[-1]
    button = next((one["tap"] for one in shown["buttons"] if one["tap"].startswith("staff:accept:")), None)
    if button is None:
        return str(shown["text"])
    await visitor.says(tap=button)
    await visitor.answer_to(1)
    return str((await visitor.ward_items())[-1]["text"])


async def test_run_prints_the_first_link_until_there_is_an_administrator(
    process: Process, visitor: Resident
) -> None:
    earlier = first_token(process)
    assert earlier is not None
    assert process.stop() == 0
    assert process.start()
    newest = first_token(process)
    assert newest is not None
    assert newest != earlier
    assert "Quản trị viên" in await accepts(visitor, newest)
    [admin] = json.loads(candung(process.folder, "staff", "list", "--json").stdout)
    assert (admin["role"], admin["state"], admin["channel"], admin["reached"]) == (
        "admin", "active", "web", True,
    )  # fmt: skip
    told = process.said()
    assert process.stop() == 0
    assert process.start()
    assert "invite=" not in process.said()[len(told) :]
    logged = [line for line in process.said().splitlines() if "[info" in line or "[debug" in line]
    assert not any(token in line for line in logged for token in (earlier, newest))


async def test_a_link_of_the_command_line_lets_somebody_in_and_suspending_ends_it(
    process: Process, visitor: Resident
) -> None:
    told = candung(
        process.folder, "staff", "invite", "--role", "officer", "--office", "economic",
        "--name", "Đỗ Thị Mẫu", "--json", public_url="https://phuong.example.vn",
    )  # fmt: skip
    made = json.loads(told.stdout)
    assert set(made) == {"number", "expires_at", "links"}
    link, _, token = made["links"]["web"].partition("#invite=")
    assert link == "https://phuong.example.vn/staff"
    assert "Đỗ Thị Mẫu" in await accepts(visitor, token)
    listed = candung(process.folder, "staff", "list")
    assert re.search(r"1 +active +officer +economic +web +reached +Đỗ Thị Mẫu", listed.stdout)
    ended = candung(process.folder, "staff", "suspend", "1")
    assert (ended.returncode, ended.stdout) == (0, "Đỗ Thị Mẫu is suspended.\n")
    await visitor.says(text="/canbo")
    await visitor.answer_to(2)
    texts = [shown["text"] for shown in await visitor.history()]
    assert any("tạm dừng" in text for text in texts)
    again = candung(process.folder, "staff", "suspend", "1")
    assert (again.returncode, again.stderr) == (1, "nobody who works here has the number 1\n")


async def test_the_only_administrator_is_not_suspended(process: Process, visitor: Resident) -> None:
    token = first_token(process)
    assert token is not None
    await accepts(visitor, token)
    told = candung(process.folder, "staff", "suspend", "1")
    assert told.returncode == 1
    assert told.stderr.startswith("this is the only administrator")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--role", "boss", "--name", "An"), f"there is no role 'boss': it is one of {ROLES}"),
        (("--role", "officer", "--name", "An"), "the role officer needs --office: one of police, economic"),
        (
            ("--role", "officer", "--office", "city", "--name", "An"),
            "this ward has no office 'city' of its own",
        ),
        (
            ("--role", "admin", "--office", "police", "--name", "An"),
            "the role admin belongs to the ward as a whole",
        ),
        (("--role", "admin", "--name", " "), "--name has 1 to 80 characters"),
    ],
)
def test_what_cannot_be_is_a_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    told = candung(tmp_path / "var", "staff", "invite", *words)
    assert told.returncode == 1
    assert told.stderr.startswith(sentence)
    assert len(told.stderr.splitlines()) == 1


def test_a_group_needs_a_channel_with_groups(tmp_path: Path) -> None:
    told = candung(tmp_path / "var", "staff", "bind-group", "--office", "police")
    assert told.returncode == 1
    assert told.stderr.startswith("no channel with groups can be used now")
    wrong = candung(tmp_path / "var", "staff", "bind-group", "--office", "nowhere")
    assert wrong.stderr.startswith("this ward has no office 'nowhere' of its own")


def test_a_fresh_house_has_no_staff_and_doctor_says_so(tmp_path: Path) -> None:
    listed = candung(tmp_path / "var", "staff", "list")
    assert (listed.returncode, listed.stdout) == (0, "Nobody works here yet.\n")
    told = candung(tmp_path / "var", "doctor")
    assert "there is no administrator" in told.stdout
    assert "nobody of the office economic can be reached" in told.stdout
