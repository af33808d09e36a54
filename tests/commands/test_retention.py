"""`retention`: what went and what goes next, in numbers; it deletes nothing."""

import json

import pytest

from bot.commands.retention import WORDS
from bot.core.retention import Goes
from tests.support.process import Process, candung

pytestmark = pytest.mark.slow


def test_every_kind_is_told_in_words() -> None:
    assert set(WORDS) == set(Goes)


def test_an_installation_in_which_nothing_is_old_says_so(process: Process) -> None:
    told = json.loads(candung(process.folder, "retention", "--json").stdout)
    assert {row["row"] for row in told["ahead"]} == {
        "exact_place", "contact_unsubstantiated", "contact_substantiated", "unused_files", "consent_log",
        "access_log",
    }  # fmt: skip
    assert {row["number"] for row in told["ahead"]} == {0}
    assert (told["kept"], told["deleted"]) == (0, [])
    shown = candung(process.folder, "retention", "--days", "400").stdout.splitlines()
    assert len(shown) == 2 + len(WORDS) + 2
    assert shown[-1] == "  nothing"
