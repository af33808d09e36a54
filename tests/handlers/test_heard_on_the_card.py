"""What an officer reads of what was heard: other matters, a contradiction, the arithmetic."""

from typing import Any

from handlers.staffcards.told import told
from tests.support.wards import invented_ward
from tests.support.world import words_of

WARD = invented_ward()
VI = words_of(WARD).speaker("vi")


def card(**report: Any) -> str:
    return "\n".join(told(WARD, {"place": {"text": "ngõ 9"}, **report}, VI))


def test_other_matters_and_a_contradiction_are_noted() -> None:
    heard = {"besides": ["NH", "XX.1"], "instead": "HG.1", "because": {"HG.1": ["sữa giả", "gọi 0912345678"]}}
    text = card(heard=heard)
    assert "• Ngoài ra có nói tới: 🏷️ Không nhãn, nhãn sai; XX.1" in text
    assert '• Lời kể giống việc khác: Đồ ăn, sữa, rượu, gia vị (viết: "sữa giả, gọi' in text
    assert "0912345678" not in text


def test_where_nothing_was_heard_nothing_is_noted() -> None:
    assert card() == card(heard={"besides": [], "instead": ""})


def test_the_arithmetic_stands_line_by_line() -> None:
    lines = card(amounts={"bought": 2000.0, "got": 1700.0, "unit": "g", "text": "2kg 1,7"}).splitlines()
    at = next(nth for nth, line in enumerate(lines) if "nguyên văn: 2kg 1,7" in line)
    assert lines[at + 1] == "– Thiếu: 2 kg − 1,7 kg = 300 gam (3 lạng)"
    assert lines[at + 2].startswith("– Mức sai số cho phép với 2 kg: 20 gam đến 100 gam")
    assert lines[at + 3] == "– Phần thiếu gấp 3 đến 15 lần mức đó"
