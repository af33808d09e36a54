"""Whether the amounts that were heard are those that people state."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from bot.core.measure import Purchase, Unclear, Unit

_FACTORS: Final[Mapping[str, tuple[Unit, float]]] = {
    "g": (Unit.GRAM, 1), "kg": (Unit.GRAM, 1000), "ml": (Unit.MILLILITRE, 1), "l": (Unit.MILLILITRE, 1000),
    "mm": (Unit.MILLIMETRE, 1), "cm": (Unit.MILLIMETRE, 10), "m": (Unit.MILLIMETRE, 1000),
    "m3": (Unit.MILLILITRE, 1_000_000), "km": (Unit.MILLIMETRE, 1_000_000),
}  # fmt: skip
_MEASURED: Final = frozenset({"bought", "got", "short"})
_COUNTED: Final = frozenset({"paid", "price", "packs"})
_NESTS: Final = frozenset({"weight", "volume", "length", "money"})
_CLOSE: Final = 0.01


def agree(stated: Mapping[str, Any], heard: Purchase | Unclear | None) -> bool:
    """Whether all that is stated was heard; where two readings stay open, the likelier one counts."""
    purchase = heard.readings[0] if isinstance(heard, Unclear) else heard or Purchase()
    told = dict(_flat(stated))
    unit = told.pop("unit", None)
    factor = 1.0
    if unit is not None:
        known, factor = _FACTORS.get(str(unit), (Unit.PIECE, 1.0))
        purchase = _in_packs(purchase) if known is Unit.PIECE else purchase
        if known is not purchase.unit:
            return False
    return all(_is_heard(name, value, factor, purchase) for name, value in told.items())


def _in_packs(purchase: Purchase) -> Purchase:
    """Where nothing was said to be missing, the packs are what was bought."""
    if purchase.unit is Unit.PIECE or purchase.packs is None:
        return purchase
    return Purchase(Unit.PIECE, bought=purchase.packs, paid=purchase.paid, price=purchase.price)


def _flat(stated: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """`{"weight": {"bought_kg": 2}}` as `bought` and `unit`."""
    for key, value in stated.items():
        name, _, suffix = key.partition("_")
        if name in _NESTS and isinstance(value, Mapping):
            yield from _flat(value)
        elif value is not None:
            yield name, value
            if suffix in _FACTORS and name in _MEASURED:
                yield "unit", suffix


def _is_heard(name: str, value: Any, factor: float, purchase: Purchase) -> bool:
    if name not in _MEASURED | _COUNTED:
        return True
    wanted = value.get("dong", value.get("value")) if isinstance(value, Mapping) else value
    if not isinstance(wanted, int | float):
        return False
    found = _figure(name, purchase)
    wanted = wanted * factor if name in _MEASURED else wanted
    return found is not None and abs(found - wanted) < _CLOSE


def _figure(name: str, purchase: Purchase) -> float | None:
    if name == "price":
        return None if purchase.price is None else purchase.price.dong
    figure = getattr(purchase, name)
    return None if figure is None else float(figure.value)
