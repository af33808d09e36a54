"""A case as it may be read, for what only looks at cases."""

from datetime import UTC, date, datetime
from typing import Any

from bot.core.case import Status
from storage.cases import Case


def filed(**about: Any) -> Case:
    """A short weight at a market, unless said otherwise."""
    usual: dict[str, Any] = {
        "id": 1, "code": "26-0001-3", "secret": "tag", "lane": None, "anonymous": False, "channel": "web",
        "language": "vi", "category": "DL", "subcategory": "DL.1", "status": Status.SENT, "priority": "P3",
        "lead": "economic", "route": {}, "report": {}, "place_key": None,
        "filed_at": datetime(2026, 11, 19, 2, 4, tzinfo=UTC), "due_on": date(2026, 12, 4), "version": 1,
    }  # fmt: skip
    return Case(**{**usual, **about})
