"""A ward that does not exist: its own outline, two markets, its own names; rules and words as shipped."""

from functools import cache
from pathlib import Path

import msgspec

from bot.core.messages import Point
from bot.core.words import Wording
from bot.ward import Market, Ward, load_ward
from bot.ward.boundary import read_boundary
from bot.ward.lexicon import shipped, tuned

HERE = Path(__file__).parent

INSIDE = Point(21.515, 107.515)
NEAR = Point(21.5315, 107.515)
"""About 170 m north of the border."""
OUTSIDE = Point(21.56, 107.515)
"""More than 3 km north of it."""


@cache
def invented_ward() -> Ward:
    """Phường Bến Thử."""
    ward = load_ward()
    authority = Wording("UBND phường Bến Thử", "the People's Committee of Bến Thử ward")
    invented = msgspec.structs.replace(
        ward,
        code="99001",
        name=Wording("Phường Bến Thử", "Bến Thử ward"),
        authority=authority,
        consent=msgspec.structs.replace(ward.consent, controller=authority),
        markets=(Market(id="cho-mau", name="Chợ Mẫu"), Market(id="cho-nhap", name="Chợ Nháp")),
        outline=read_boundary(HERE / "ben_thu.geojson"),
    )
    return msgspec.structs.replace(invented, lexicon=tuned(invented, shipped()))
