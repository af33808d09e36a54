"""Which letters is a receipt set in? The one place that uses the font package, which has no types.

Be Vietnam Pro (SIL Open Font License): drawn for Vietnamese, so that stacked marks stay apart.
"""

from functools import lru_cache
from typing import Literal

import fontpkg_be_vietnam_pro
from PIL import ImageFont


@lru_cache
def face(size: int, weight: Literal["Regular", "Bold"] = "Regular") -> ImageFont.FreeTypeFont:
    """The font in one size. Basic layout, because the other one is not on every machine."""
    path = fontpkg_be_vietnam_pro.ROOT / "files" / f"BeVietnamPro-{weight}.ttf"
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
