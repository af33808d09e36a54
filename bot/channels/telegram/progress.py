"""What of a parcel has been delivered already, so that another try does not say it twice."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final, TypeAlias

from bot.core.messages import OutboxId

MOST: Final = 1000

Sheet: TypeAlias = dict[Hashable, int]
"""Message ids by the key of the step that made them."""


class Progress:
    """Remembers the last thousand parcels that were not finished."""

    def __init__(self) -> None:
        self._sheets: OrderedDict[OutboxId, Sheet] = OrderedDict()

    def of(self, parcel: OutboxId) -> Sheet:
        """The sheet of this parcel, to be written on."""
        sheet = self._sheets.setdefault(parcel, {})
        self._sheets.move_to_end(parcel)
        if len(self._sheets) > MOST:
            self._sheets.popitem(last=False)
        return sheet

    def forget(self, parcel: OutboxId) -> None:
        """It is finished."""
        self._sheets.pop(parcel, None)
